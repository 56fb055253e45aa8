import { describe, expect, it } from 'vitest';
import { clusterRole, clusterRoleBinding, account } from '#lib/testing/builders/rbac.ts';
import type { GivenSlices } from '#lib/testing/builders/inventory.ts';
import { daemonSet } from '#lib/testing/builders/workloads.ts';
import {
  calico,
  EARLY,
  outbound,
  hostEndpoint,
  hostPolicy,
  hostScene,
  type HostScene,
} from '#lib/testing/host-scene.ts';
import { hostFirewallOf } from './host-firewall.ts';

const allowIn = { types: ['Ingress'], ingress: [{ action: 'Allow' }] };
const open = { profiles: ['projectcalico-default-allow'] };
const bothOpen = [hostEndpoint('n1', open), hostEndpoint('n2', open)];
const denyAll = (name: string, order: number) =>
  hostPolicy(name, { order, types: ['Ingress'], ingress: [{ action: 'Deny' }] });
const allowAll = (name: string, order: number) => hostPolicy(name, { order, ...allowIn });

interface Installer {
  readonly nonRoot?: boolean;
  readonly resources?: readonly string[];
}

/** A DaemonSet whose account may write these. */
function installer({ nonRoot = true, resources = ['hostendpoints'] }: Installer): GivenSlices {
  return {
    daemonSets: [
      daemonSet('calico-node', {
        namespace: 'kube-system',
        containers: [{ image: 'calico/node:v3.30.1' }],
        spec: { hostNetwork: true },
      }),
      daemonSet('installer', {
        namespace: 'fw',
        spec: { serviceAccountName: 'installer', hostNetwork: true },
        containers: [{ securityContext: { runAsNonRoot: nonRoot } }],
      }),
    ],
    clusterRoles: [
      clusterRole('installer', [
        { apiGroups: ['projectcalico.org'], resources, verbs: ['create', 'update'] },
      ]),
    ],
    clusterRoleBindings: [
      clusterRoleBinding('installer', {
        role: 'ClusterRole/installer',
        subjects: [account('installer', 'fw')],
      }),
    ],
  };
}

interface Case {
  readonly id: string;
  readonly what: string;
  readonly found: HostScene;
  readonly near: string;
  readonly not: HostScene;
}

const CASES: readonly Case[] = [
  {
    id: 'node-without-endpoint',
    what: 'a node that no endpoint names',
    found: { endpoints: [hostEndpoint('n1')] },
    near: 'every node has one',
    not: {},
  },
  {
    id: 'endpoint-without-node',
    what: 'an endpoint of a node that is gone',
    found: { endpoints: [...bothOpen, hostEndpoint('n9')] },
    near: 'its node is there',
    not: { endpoints: bothOpen },
  },
  {
    id: 'endpoint-not-bound',
    what: 'a second endpoint for the same interface',
    found: { endpoints: [...bothOpen, calico('HostEndpoint', 'z', { node: 'n1', interfaceName: '*' })] },
    near: 'it is for another interface',
    not: { endpoints: [...bothOpen, calico('HostEndpoint', 'z', { node: 'n1', interfaceName: 'eth1' })] },
  },
  {
    id: 'profile-absent',
    what: 'a profile that does not exist',
    found: { endpoints: [hostEndpoint('n1', { profiles: ['gone'] })] },
    near: 'the built-in one',
    not: { endpoints: [hostEndpoint('n1', open)] },
  },
  {
    id: 'deny-before-allow',
    what: 'a Deny of everything ordered before an Allow',
    found: { policies: [denyAll('deny', 10), allowAll('allow', 20)] },
    near: 'the Allow comes first',
    not: { policies: [denyAll('deny', 20), allowAll('allow', 10)] },
  },
  {
    id: 'deny-before-allow',
    what: 'a Deny of everything ordered before an Allow',
    found: { policies: [denyAll('deny', 10), allowAll('allow', 20)] },
    near: 'the Deny is for one port',
    not: {
      policies: [
        hostPolicy('deny', {
          order: 10,
          types: ['Ingress'],
          ingress: [{ action: 'Deny', protocol: 'TCP', destination: { ports: [22] } }],
        }),
        allowAll('allow', 20),
      ],
    },
  },
  {
    id: 'equal-order',
    what: 'two policies of equal order that disagree',
    found: { policies: [denyAll('b', 10), allowAll('a', 10)] },
    near: 'one is for another direction',
    not: {
      policies: [
        allowAll('a', 10),
        hostPolicy('b', { order: 10, types: ['Egress'], egress: [{ action: 'Deny' }] }),
      ],
    },
  },
  {
    id: 'equal-order',
    what: 'two policies of equal order that disagree',
    found: { policies: [denyAll('b', 10), allowAll('a', 10)] },
    near: 'one is asked before DNAT',
    not: {
      policies: [allowAll('a', 10), hostPolicy('b', { ...EARLY, order: 10, ingress: [{ action: 'Deny' }] })],
    },
  },
  {
    id: 'early-without-forward',
    what: 'preDNAT without applyOnForward',
    found: { policies: [hostPolicy('half', { preDNAT: true, ...allowIn })] },
    near: 'both are set',
    not: { policies: [hostPolicy('whole', { preDNAT: true, applyOnForward: true, ...allowIn })] },
  },
  {
    id: 'egress-before-dnat',
    what: 'egress rules before DNAT',
    found: { policies: [hostPolicy('out', { ...EARLY, egress: [{ action: 'Allow' }] })] },
    near: 'the policy is a normal one',
    not: { policies: [outbound] },
  },
  {
    id: 'selects-no-endpoint',
    what: 'a preDNAT policy whose selector matches no endpoint',
    found: {
      policies: [hostPolicy('lost', { ...EARLY, selector: "host == 'no'", ingress: [{ action: 'Deny' }] })],
    },
    near: 'a normal policy may be for pods',
    not: { policies: [hostPolicy('pods', { selector: "app == 'web'", ...allowIn })] },
  },
  {
    id: 'untracked-on-all-interfaces',
    what: 'an untracked policy for an endpoint of all interfaces',
    found: { policies: [hostPolicy('raw', { doNotTrack: true, applyOnForward: true, ...allowIn })] },
    near: 'the endpoint is for a card',
    not: {
      endpoints: [hostEndpoint('n1', { interfaceName: 'eth0' })],
      policies: [hostPolicy('raw', { doNotTrack: true, applyOnForward: true, ...allowIn })],
    },
  },
  {
    id: 'nodes-denied-before-dnat',
    what: 'a Deny before DNAT that lacks the addresses of the nodes',
    found: { policies: [hostPolicy('deny', { ...EARLY, ingress: [{ action: 'Deny' }] }), outbound] },
    near: 'they are allowed before',
    not: {
      policies: [
        hostPolicy('deny', {
          ...EARLY,
          ingress: [{ action: 'Allow', source: { nets: ['10.0.0.0/24'] } }, { action: 'Deny' }],
        }),
        outbound,
      ],
    },
  },
  {
    id: 'kubelets-unreachable',
    what: 'an endpoint made by hand without a policy for what goes out',
    found: { policies: [hostPolicy('in', allowIn)] },
    near: 'something lets it out',
    not: { policies: [hostPolicy('in', allowIn), outbound] },
  },
  {
    id: 'loopback-denied',
    what: 'an endpoint for all interfaces and no rule for 127.0.0.0/8',
    found: { policies: [denyAll('deny', 1)] },
    near: 'loopback is allowed',
    not: {
      policies: [
        hostPolicy('lo', {
          order: 0,
          types: ['Ingress'],
          ingress: [{ action: 'Allow', source: { nets: ['127.0.0.0/8'] } }],
        }),
        denyAll('deny', 1),
      ],
    },
  },
  {
    id: 'open-by-failsafe',
    what: 'ports that only the failsafe list keeps open to the internet',
    found: { policies: [denyAll('deny', 1)] },
    near: 'every entry has a network',
    not: {
      policies: [denyAll('deny', 1)],
      felix: {
        failsafeInboundHostPorts: [
          { port: 22, net: '10.0.0.0/8' },
          { port: 6443, net: '10.0.0.0/8' },
        ],
      },
    },
  },
  {
    id: 'no-installer',
    what: 'endpoints made by hand and nothing that may make more',
    found: {},
    near: 'an installer',
    not: { more: installer({}) },
  },
  {
    id: 'installer-as-root',
    what: 'an installer that may run as root',
    found: { more: installer({ nonRoot: false }) },
    near: 'it may not',
    not: { more: installer({}) },
  },
  {
    id: 'installer-rights-beyond-need',
    what: 'an installer that may write policies',
    found: { more: installer({ resources: ['hostendpoints', 'globalnetworkpolicies'] }) },
    near: 'it writes host endpoints alone',
    not: { more: installer({}) },
  },
];

const idsOf = (scene: HostScene): string[] => hostFirewallOf(hostScene(scene)).lints.map(({ id }) => id);

describe.each(CASES)('$id', ({ id, what, found, near, not }) => {
  it(`is told of ${what}`, () => {
    expect(idsOf(found)).toContain(id);
  });

  it(`is not told where ${near}`, () => {
    expect(idsOf(not)).not.toContain(id);
  });
});

describe('host policies of Cilium', () => {
  const kindWith = (spec: object) => {
    const metadata = { name: 'hosts' };
    const kind = 'CiliumClusterwideNetworkPolicy';
    const policy = { apiVersion: 'cilium.io/v2', kind, metadata, spec: { specs: [spec] } };
    const more = { ciliumClusterwideNetworkPolicies: [policy] };
    return hostFirewallOf(hostScene({ endpoints: [], more })).kind;
  };

  it('are not taken for no firewall, as policies of pods are', () => {
    expect(kindWith({ nodeSelector: {}, ingress: [{}] })).toBe('unknown');
    expect(kindWith({ endpointSelector: {} })).toBe('none');
  });
});
