import { describe, expect, it } from 'vitest';
import {
  calico,
  EARLY,
  outbound,
  denyEarly,
  hostAnswer,
  hostEndpoint,
  hostPolicy,
  hostScene,
  type HostCase,
} from '#lib/testing/host-scene.ts';
import { hostFirewallOf } from './host-firewall.ts';

const nodesEarly = hostPolicy('nodes', {
  ...EARLY,
  order: 10,
  ingress: [{ action: 'Allow', source: { nets: ['10.0.0.0/24'] } }],
});
const denyIn = hostPolicy('deny-in', { order: 50, types: ['Ingress'], ingress: [{ action: 'Deny' }] });

const CASES: readonly HostCase[] = [
  {
    rule: 'HE-1',
    name: 'an interface without an endpoint is open, one with an endpoint and no policy is closed',
    scene: { endpoints: [hostEndpoint('n2')] },
    asks: [
      ['internet', 10250, 'n1', 'allowed no-endpoint'],
      ['internet', 10250, 'n2', 'denied profile'],
    ],
  },
  {
    rule: 'HE-4',
    name: 'an automatic endpoint is open until a policy governs the direction',
    scene: {
      endpoints: [
        hostEndpoint('n1', { profiles: ['projectcalico-default-allow'] }),
        hostEndpoint('n2', { profiles: ['projectcalico-default-allow'] }, { host: 'no' }),
      ],
      policies: [outbound, hostPolicy('ssh', { types: ['Ingress'], ingress: [] })],
    },
    asks: [
      ['internet', 10250, 'n1', 'denied normal ssh'],
      ['internet', 10250, 'n2', 'allowed profile'],
    ],
  },
  {
    rule: 'HE-5',
    name: 'a manual endpoint closes its host outwards, but not to failsafe ports',
    scene: { policies: [hostPolicy('in', { types: ['Ingress'], ingress: [{ action: 'Allow' }] })] },
    asks: [
      ['nodes', 10250, 'n1', 'denied sender'],
      ['nodes', 2379, 'n1', 'allowed normal in'],
    ],
  },
  {
    rule: 'HE-6',
    name: 'a failsafe port stays open whatever the policies say, the kubelet does not',
    scene: { policies: [denyEarly, outbound] },
    asks: [
      ['internet', 2379, 'n1', 'failsafe failsafe deny'],
      ['internet', 6443, 'n1', 'failsafe failsafe deny'],
      ['internet', 22, 'n1', 'failsafe failsafe deny'],
      ['internet', 10250, 'n1', 'denied pre-dnat deny'],
    ],
  },
  {
    rule: 'HE-6',
    name: 'what policies allow as well is not owed to the failsafe port',
    scene: { policies: [hostPolicy('in', { types: ['Ingress'], ingress: [{ action: 'Allow' }] }), outbound] },
    asks: [['internet', 2379, 'n1', 'allowed normal in']],
  },
  {
    rule: 'HE-6',
    name: 'an Allow before DNAT skips the normal policies, one in the normal tier does not undo a Deny before DNAT',
    scene: { policies: [nodesEarly, denyIn, outbound] },
    asks: [
      ['nodes', 10250, 'n1', 'allowed pre-dnat nodes'],
      ['internet', 10250, 'n1', 'denied normal deny-in'],
    ],
  },
  {
    rule: 'HE-6',
    name: 'a normal Allow does not undo a Deny before DNAT',
    scene: {
      policies: [
        denyEarly,
        hostPolicy('in', { types: ['Ingress'], ingress: [{ action: 'Allow' }] }),
        outbound,
      ],
    },
    asks: [['internet', 10250, 'n1', 'denied pre-dnat deny']],
  },
  {
    rule: 'HE-7',
    name: 'before DNAT nothing is dropped by default, in a normal tier it is',
    scene: {
      policies: [nodesEarly, outbound],
      endpoints: [hostEndpoint('n1', { profiles: ['projectcalico-default-allow'] }), hostEndpoint('n2')],
    },
    asks: [
      ['internet', 10250, 'n1', 'allowed profile'],
      ['internet', 10250, 'n2', 'denied profile'],
    ],
  },
  {
    rule: 'HE-7',
    name: 'a preDNAT policy that lacks applyOnForward leaves the answer open',
    scene: {
      policies: [
        hostPolicy('half', { preDNAT: true, types: ['Ingress'], ingress: [{ action: 'Allow' }] }),
        outbound,
      ],
    },
    asks: [['internet', 10250, 'n1', 'unknown pre-dnat half']],
  },
  {
    rule: 'CA-2',
    name: 'the lower order is asked first, whatever the order of the list',
    scene: { policies: [denyEarly, nodesEarly, outbound] },
    asks: [
      ['nodes', 10250, 'n1', 'allowed pre-dnat nodes'],
      ['internet', 10250, 'n1', 'denied pre-dnat deny'],
    ],
  },
  {
    rule: 'CA-2',
    name: 'a Deny of lower order hides the Allow behind it',
    scene: {
      policies: [
        hostPolicy('first', { ...EARLY, order: 5, ingress: [{ action: 'Deny' }] }),
        nodesEarly,
        outbound,
      ],
    },
    asks: [['nodes', 10250, 'n1', 'denied pre-dnat first']],
  },
  {
    rule: 'CA-5',
    name: 'a tier that governs ends in its default action, one that passes goes on to the profiles',
    scene: {
      policies: [hostPolicy('some', { tier: 'soft', types: ['Ingress'], ingress: [] }), outbound],
      endpoints: [hostEndpoint('n1', { profiles: ['projectcalico-default-allow'] }), hostEndpoint('n2')],
      more: { calicoTiers: [calico('Tier', 'soft', { order: 5, defaultAction: 'Pass' })] },
    },
    asks: [
      ['internet', 10250, 'n1', 'allowed profile'],
      ['internet', 10250, 'n2', 'denied profile'],
    ],
  },
  {
    rule: 'CA-6',
    name: 'Pass leaves the tier, Log decides nothing',
    scene: {
      policies: [
        hostPolicy('skip', {
          tier: 'early',
          types: ['Ingress'],
          ingress: [{ action: 'Log' }, { action: 'Pass' }, { action: 'Deny' }],
        }),
        hostPolicy('in', { types: ['Ingress'], ingress: [{ action: 'Allow' }] }),
        outbound,
      ],
      more: { calicoTiers: [calico('Tier', 'early', { order: 5 })] },
    },
    asks: [['internet', 10250, 'n1', 'allowed normal in']],
  },
  {
    rule: 'CA-9',
    name: 'a policy of a tier that does not exist leaves the answer open where it would change it',
    scene: {
      policies: [
        hostPolicy('lost', { tier: 'gone', types: ['Ingress'], ingress: [{ action: 'Deny' }] }),
        outbound,
      ],
      endpoints: [hostEndpoint('n1', { profiles: ['projectcalico-default-allow'] }), hostEndpoint('n2')],
    },
    asks: [
      ['internet', 10250, 'n1', 'unknown normal lost'],
      ['internet', 10250, 'n2', 'denied profile'],
    ],
  },
  {
    rule: 'CA-11',
    name: 'a namespace selector leaves hosts out, its negation does not',
    scene: {
      policies: [
        hostPolicy('spaces', {
          order: 1,
          namespaceSelector: 'has(team)',
          types: ['Ingress'],
          ingress: [{ action: 'Allow' }],
        }),
        hostPolicy('none', {
          order: 2,
          namespaceSelector: '!has(team)',
          types: ['Ingress'],
          ingress: [{ action: 'Deny' }],
        }),
        outbound,
      ],
    },
    asks: [['internet', 10250, 'n1', 'denied normal none']],
  },
  {
    rule: 'CA-15',
    name: 'ports and protocols limit a rule, a named port is that of the endpoint',
    scene: {
      endpoints: [
        hostEndpoint('n1', { ports: [{ name: 'kubelet', port: 10250, protocol: 'TCP' }] }),
        hostEndpoint('n2'),
      ],
      policies: [
        hostPolicy('in', {
          types: ['Ingress'],
          ingress: [{ action: 'Allow', protocol: 'TCP', destination: { ports: ['kubelet', '10256:10257'] } }],
        }),
        outbound,
      ],
    },
    asks: [
      ['internet', 10250, 'n1', 'allowed normal in'],
      ['internet', 10250, 'n2', 'denied normal in'],
      ['internet', 10256, 'n2', 'allowed normal in'],
      ['internet', 10255, 'n1', 'denied normal in'],
    ],
  },
  {
    rule: 'HE-3',
    name: 'a selector means another host only by the addresses its endpoint names',
    scene: {
      endpoints: [hostEndpoint('n1', { expectedIPs: ['10.0.0.1'] }), hostEndpoint('n2', {})],
      policies: [
        hostPolicy('peers', {
          types: ['Ingress'],
          ingress: [{ action: 'Allow', source: { selector: "host == 'yes'" } }],
        }),
        outbound,
      ],
    },
    asks: [
      ['nodes', 10250, 'n2', 'allowed normal peers'],
      ['nodes', 10250, 'n1', 'denied normal peers'],
    ],
  },
  {
    rule: 'profiles',
    name: 'profiles are asked in their order; one that is absent lets nothing through',
    scene: {
      endpoints: [
        hostEndpoint('n1', { profiles: ['absent', 'kubelets'] }, { host: 'no' }),
        hostEndpoint('n2', { profiles: ['absent'] }, { host: 'no' }),
      ],
      more: {
        calicoProfiles: [
          calico('Profile', 'kubelets', {
            ingress: [{ action: 'Allow', protocol: 'TCP', destination: { ports: [10250] } }],
            egress: [{ action: 'Allow' }],
          }),
        ],
      },
    },
    asks: [
      ['internet', 10250, 'n1', 'allowed profile kubelets'],
      ['internet', 10256, 'n1', 'denied profile'],
      ['internet', 10250, 'n2', 'denied profile'],
    ],
  },
  {
    rule: 'CA-18',
    name: 'labels of a profile count, the own label wins',
    scene: {
      endpoints: [
        hostEndpoint('n1', { profiles: ['labels'] }),
        hostEndpoint('n2', { profiles: ['labels'] }, { zone: 'b' }),
      ],
      policies: [
        hostPolicy('zone', { selector: "zone == 'a'", types: ['Ingress'], ingress: [{ action: 'Allow' }] }),
        outbound,
      ],
      more: { calicoProfiles: [calico('Profile', 'labels', { labelsToApply: { zone: 'a' } })] },
    },
    asks: [
      ['internet', 10250, 'n1', 'allowed normal zone'],
      ['internet', 10250, 'n2', 'denied profile'],
    ],
  },
];

describe.each(CASES)('$rule: $name', ({ scene, asks }) => {
  const firewall = hostFirewallOf(hostScene(scene));

  it.each(asks)('%s to %i of %s: %s', (...[source, port, node, answer]) => {
    expect(hostAnswer(firewall, [source, port, node])).toBe(answer);
  });
});
