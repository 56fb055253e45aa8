import { describe, expect, it } from 'vitest';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { service } from '#lib/testing/builders/cluster.ts';
import {
  calico,
  denyEarly,
  EARLY,
  hostAnswer,
  hostEndpoint,
  hostPolicy,
  hostScene,
  labelled,
  outbound,
  type HostCase,
} from '#lib/testing/host-scene.ts';
import { hostFirewallOf } from './host-firewall.ts';

const card = (name: string, spec: object, labels: Record<string, string> = {}): SpecObject =>
  labelled(calico('HostEndpoint', name, { node: 'n1', ...spec }), { host: 'yes', ...labels });
const allowAll = { profiles: ['projectcalico-default-allow'] };
const policies = [denyEarly, outbound];
const forward = (ingress: readonly object[]) =>
  hostPolicy('fwd', { applyOnForward: true, types: ['Ingress'], ingress });
const nodePort = {
  services: [
    service('web', {
      spec: {
        type: 'NodePort',
        ports: [{ port: 80, targetPort: 8080, nodePort: 30080, protocol: 'TCP' }],
      },
    }),
  ],
  endpointSlices: [
    {
      apiVersion: 'discovery.k8s.io/v1' as const,
      kind: 'EndpointSlice' as const,
      metadata: { name: 'web-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
      addressType: 'IPv4' as const,
      endpoints: [{ addresses: ['192.168.1.10'] }],
      ports: [{ port: 8080, protocol: 'TCP' as const }],
    },
  ],
};

/** What the comparison with the direct evaluator once found wrong, derived by hand, each with a near miss. */
const CASES: readonly HostCase[] = [
  {
    rule: 'HE-2',
    name: 'of two for one interface the first by name is bound though only the second names the address',
    scene: {
      policies,
      endpoints: [
        card('b', { interfaceName: 'eth0', expectedIPs: ['10.0.0.1'], ...allowAll }, { host: 'no' }),
        card('a', { interfaceName: 'eth0' }),
      ],
    },
    asks: [['internet', 10250, 'n1', 'denied pre-dnat deny']],
  },
  {
    rule: 'HE-2',
    name: 'of two for two interfaces the one that names the address is asked',
    scene: {
      policies,
      endpoints: [
        card('b', { interfaceName: 'eth1', expectedIPs: ['10.0.0.1'], ...allowAll }, { host: 'no' }),
        card('a', { interfaceName: 'eth0' }),
      ],
    },
    asks: [['internet', 10250, 'n1', 'allowed profile']],
  },
  {
    rule: 'HE-2',
    name: 'a failsafe port is open whichever of two interfaces carries the address',
    scene: {
      policies,
      endpoints: [
        card('a', { interfaceName: 'eth0' }),
        card('b', { interfaceName: 'eth1', ...allowAll }, { host: 'no' }),
      ],
    },
    asks: [
      ['internet', 2379, 'n1', 'failsafe failsafe deny'],
      ['internet', 10250, 'n1', 'unknown pre-dnat deny'],
    ],
  },
  {
    rule: 'CA-9',
    name: 'a rule that an earlier one of a doubtful policy hides leaves nothing open',
    scene: {
      policies: [
        hostPolicy('lost', { ...EARLY, tier: 'gone', ingress: [{ action: 'Pass' }, { action: 'Deny' }] }),
        outbound,
      ],
      endpoints: [hostEndpoint('n1', allowAll), hostEndpoint('n2')],
    },
    asks: [
      ['internet', 10250, 'n1', 'allowed profile'],
      ['internet', 10250, 'n2', 'denied profile'],
    ],
  },
  {
    rule: 'CA-18',
    name: 'labels of a profile count for a sender, too; the own label wins',
    scene: {
      endpoints: [
        hostEndpoint('n1', { expectedIPs: ['10.0.0.1'], profiles: ['labels'] }),
        hostEndpoint('n2', { expectedIPs: ['10.0.0.2'], profiles: ['labels'] }, { zone: 'b' }),
      ],
      policies: [
        hostPolicy('zone', {
          types: ['Ingress'],
          ingress: [{ action: 'Allow', source: { selector: "zone == 'a'" } }],
        }),
        outbound,
      ],
      more: { calicoProfiles: [calico('Profile', 'labels', { labelsToApply: { zone: 'a' } })] },
    },
    asks: [
      ['nodes', 10250, 'n2', 'allowed normal zone'],
      ['nodes', 10250, 'n1', 'denied normal zone'],
    ],
  },
  {
    rule: 'HE-6 eBPF',
    name: 'a packet of an own pod is for the host itself, so its failsafe port is open',
    scene: {
      policies: [denyEarly],
      felix: { bpfEnabled: true, defaultEndpointToHostAction: 'Accept' },
    },
    asks: [
      ['pods-here', 2379, 'n1', 'failsafe failsafe deny'],
      ['pods-here', 10250, 'n1', 'denied pre-dnat deny'],
    ],
  },
  {
    rule: 'HE-6',
    name: 'a failsafe port skips an Allow before DNAT, so that what is for forwarded packets acts',
    scene: {
      policies: [hostPolicy('all', { ...EARLY, ingress: [{ action: 'Allow' }] }), forward([]), outbound],
    },
    asks: [
      ['pods-elsewhere', 2379, 'n1', 'denied sender fwd'],
      ['pods-elsewhere', 10250, 'n1', 'allowed pre-dnat all'],
    ],
  },
  {
    rule: 'CA-22',
    name: 'a rule for what is passed on means the pod behind the port by its destination',
    scene: {
      policies: [forward([{ action: 'Allow', destination: { selector: "app == 'web'" } }]), outbound],
      more: nodePort,
    },
    asks: [['internet', 30080, 'n1', 'allowed forward fwd']],
  },
  {
    rule: 'CA-22',
    name: 'one that names the node by its address does not mean what is passed on',
    scene: {
      policies: [forward([{ action: 'Allow', destination: { nets: ['10.0.0.0/24'] } }]), outbound],
      more: nodePort,
    },
    asks: [
      ['internet', 30080, 'n1', 'denied forward fwd'],
      ['internet', 10250, 'n1', 'allowed normal fwd'],
    ],
  },
];

describe.each(CASES)('$rule: $name', ({ scene, asks }) => {
  const firewall = hostFirewallOf(hostScene(scene));

  it.each(asks)('%s to %i of %s: %s', (...[source, port, node, answer]) => {
    expect(hostAnswer(firewall, [source, port, node])).toBe(answer);
  });
});
