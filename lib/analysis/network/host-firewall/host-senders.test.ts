import { describe, expect, it } from 'vitest';
import type { EndpointSlice } from '#lib/model/network.ts';
import { networkPolicy, service } from '#lib/testing/builders/cluster.ts';
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
const allowIn = hostPolicy('in', { types: ['Ingress'], ingress: [{ action: 'Allow' }] });
const closedDb = networkPolicy('closed', {
  spec: { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Egress'] },
});
const cards = ['n1', 'n2'].map((name) => hostEndpoint(name, { interfaceName: 'eth0' }));
const pool = (spec: object) => ({
  calicoIPPools: [calico('IPPool', 'pods', { cidr: '192.168.0.0/16', ipipMode: 'Never', ...spec })],
});

const nodePort = {
  services: [
    service('web', {
      spec: {
        type: 'NodePort',
        ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 30080, protocol: 'TCP' }],
      },
    }),
  ],
  endpointSlices: [
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'web-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['192.168.1.10'] }],
      ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    } satisfies EndpointSlice,
  ],
};
const forward = (name: string, spec: object) => hostPolicy(name, { applyOnForward: true, ...spec });
const toPort = (port: number) => ({
  types: ['Ingress'],
  ingress: [{ action: 'Allow', protocol: 'TCP', destination: { ports: [port] } }],
});

const CASES: readonly HostCase[] = [
  {
    rule: 'HE-12',
    name: 'packets of own pods are dropped by default, though the endpoint would let them in',
    scene: { policies: [allowIn, outbound] },
    asks: [['pods-here', 10250, 'n1', 'denied endpoint-to-host']],
  },
  {
    rule: 'HE-12',
    name: 'accepted packets of own pods meet no normal policy of the endpoint',
    scene: { policies: [denyIn, outbound], felix: { defaultEndpointToHostAction: 'Accept' } },
    asks: [
      ['pods-here', 10250, 'n1', 'allowed endpoint-to-host'],
      ['internet', 10250, 'n1', 'denied normal deny-in'],
    ],
  },
  {
    rule: 'HE-12',
    name: "Return hands them to the host's own rules, which nobody sees",
    scene: { felix: { defaultEndpointToHostAction: 'Return' } },
    asks: [['pods-here', 10250, 'n1', 'unknown endpoint-to-host']],
  },
  {
    rule: 'HE-12',
    name: 'in eBPF Return is near to Accept',
    scene: { felix: { defaultEndpointToHostAction: 'Return', bpfEnabled: true } },
    asks: [['pods-here', 10250, 'n1', 'allowed endpoint-to-host']],
  },
  {
    rule: 'HE-10',
    name: 'before DNAT an endpoint for all interfaces sees own pods, one for a card does not',
    scene: {
      policies: [denyEarly, outbound],
      endpoints: [hostEndpoint('n1'), hostEndpoint('n2', { interfaceName: 'eth0' })],
      felix: { defaultEndpointToHostAction: 'Accept' },
    },
    asks: [
      ['pods-here', 10250, 'n1', 'denied pre-dnat deny'],
      ['pods-here', 2379, 'n1', 'failsafe failsafe deny'],
      ['pods-here', 10250, 'n2', 'allowed endpoint-to-host'],
    ],
  },
  {
    rule: 'HE-6',
    name: "an Allow before DNAT does not spare own pods' packets the action for endpoints to hosts",
    scene: { policies: [hostPolicy('all', { ...EARLY, ingress: [{ action: 'Allow' }] })] },
    asks: [['pods-here', 10250, 'n1', 'denied endpoint-to-host']],
  },
  {
    rule: 'step 2',
    name: "a pod's own egress policy comes first, for the pods it selects",
    scene: {
      policies: [allowIn, outbound],
      felix: { defaultEndpointToHostAction: 'Accept' },
      more: { networkPolicies: [closedDb] },
    },
    asks: [
      ['pods-here', 10250, 'n1', 'allowed endpoint-to-host, denied pod-policy'],
      ['pods-elsewhere', 10250, 'n1', 'allowed normal in, denied pod-policy'],
    ],
  },
  {
    rule: 'step 0',
    name: 'what a node forwards for its pods meets only policies that say so',
    scene: {
      policies: [
        allowIn,
        outbound,
        forward('fw', {
          order: 5,
          types: ['Egress'],
          egress: [{ action: 'Deny', protocol: 'TCP', destination: { ports: [10250] } }, { action: 'Allow' }],
        }),
      ],
    },
    asks: [
      ['pods-elsewhere', 10250, 'n1', 'denied sender fw'],
      ['pods-elsewhere', 10256, 'n1', 'allowed normal in'],
    ],
  },
  {
    rule: 'HE-8',
    name: 'without applyOnForward an egress Deny of the node does not hold back its pods',
    scene: {
      policies: [allowIn, hostPolicy('fw', { types: ['Egress'], egress: [{ action: 'Deny' }] })],
    },
    asks: [
      ['pods-elsewhere', 10250, 'n1', 'allowed normal in'],
      ['nodes', 10250, 'n1', 'denied sender fw'],
    ],
  },
  {
    rule: 'HE-7',
    name: 'a NodePort is closed before DNAT',
    scene: { policies: [denyEarly, nodesEarly, outbound], more: nodePort },
    asks: [
      ['internet', 30080, 'n1', 'denied pre-dnat deny'],
      ['nodes', 30080, 'n1', 'allowed pre-dnat nodes'],
    ],
  },
  {
    rule: 'HE-9',
    name: 'a normal policy without applyOnForward does not see a NodePort',
    scene: { policies: [denyIn, outbound], more: nodePort },
    asks: [
      ['internet', 30080, 'n1', 'allowed forward'],
      ['internet', 10250, 'n1', 'denied normal deny-in'],
    ],
  },
  {
    rule: 'HE-8',
    name: 'with applyOnForward it is judged by the port behind the Service',
    scene: { policies: [forward('fwd', toPort(8080)), outbound], more: nodePort },
    asks: [['internet', 30080, 'n1', 'allowed forward fwd']],
  },
  {
    rule: 'HE-8',
    name: 'with applyOnForward a rule for the NodePort itself matches nothing, and the tier ends in a drop',
    scene: { policies: [forward('fwd', toPort(30080)), outbound], more: nodePort },
    asks: [['internet', 30080, 'n1', 'denied forward fwd']],
  },
  {
    rule: 'HE-8',
    name: 'a tier that ends in Pass lets what it forwards through',
    scene: {
      policies: [forward('fwd', { tier: 'soft', ...toPort(1) }), outbound],
      more: { ...nodePort, calicoTiers: [calico('Tier', 'soft', { order: 5, defaultAction: 'Pass' })] },
    },
    asks: [['internet', 30080, 'n1', 'allowed forward']],
  },
  {
    rule: 'HE-8',
    name: 'a failsafe NodePort passes a Deny before DNAT',
    scene: {
      policies: [denyEarly, outbound],
      felix: { failsafeInboundHostPorts: [{ protocol: 'tcp', port: 30080 }] },
      more: nodePort,
    },
    asks: [['internet', 30080, 'n1', 'failsafe failsafe deny']],
  },
  {
    rule: 'HE-8',
    name: 'a failsafe NodePort does not pass a Deny for what is forwarded',
    scene: {
      policies: [forward('fwd', toPort(1)), outbound],
      felix: { failsafeInboundHostPorts: [{ protocol: 'tcp', port: 30080 }] },
      more: nodePort,
    },
    asks: [['internet', 30080, 'n1', 'denied forward fwd']],
  },
  {
    rule: 'HE-6 eBPF',
    name: 'eBPF knows no failsafe port but for the host itself',
    scene: {
      policies: [denyEarly, outbound],
      felix: { bpfEnabled: true, failsafeInboundHostPorts: [{ port: 30080 }, { port: 2379 }] },
      more: nodePort,
    },
    asks: [
      ['internet', 30080, 'n1', 'denied pre-dnat deny'],
      ['internet', 2379, 'n1', 'failsafe failsafe deny'],
    ],
  },
  {
    rule: 'HE-11',
    name: 'pod traffic over a tunnel does not come in by the card that the endpoint is for',
    scene: { endpoints: cards, policies: [denyIn, outbound], more: pool({ ipipMode: 'Always' }) },
    asks: [
      ['pods-elsewhere', 10250, 'n1', 'unknown normal deny-in'],
      ['nodes', 10250, 'n1', 'denied normal deny-in'],
    ],
  },
  {
    rule: 'HE-11',
    name: 'without a tunnel it does',
    scene: { endpoints: cards, policies: [denyIn, outbound], more: pool({}) },
    asks: [['pods-elsewhere', 10250, 'n1', 'denied normal deny-in']],
  },
  {
    rule: 'SV-3',
    name: 'a pod behind masquerading may come with the address of its node',
    scene: { endpoints: cards, policies: [nodesEarly, denyEarly], more: pool({ natOutgoing: true }) },
    asks: [
      ['pods-elsewhere', 10250, 'n1', 'unknown pre-dnat deny'],
      ['192.168.0.0/16', 10250, 'n1', 'denied pre-dnat deny'],
    ],
  },
  {
    rule: 'SV-3',
    name: 'without masquerading it comes with its own',
    scene: { endpoints: cards, policies: [nodesEarly, denyEarly], more: pool({}) },
    asks: [['pods-elsewhere', 10250, 'n1', 'denied pre-dnat deny']],
  },
  {
    rule: 'step 1',
    name: 'from itself a host meets its endpoint for all interfaces, out and in again',
    scene: {
      policies: [outbound, denyEarly],
      felix: { failsafeInboundHostPorts: [], failsafeOutboundHostPorts: [] },
    },
    asks: [['self', 10250, 'n1', 'denied pre-dnat deny']],
  },
  {
    rule: 'step 1',
    name: 'an endpoint of a card sees nothing of what a host sends itself, eBPF lets it pass',
    scene: { policies: [denyEarly], endpoints: [hostEndpoint('n1', { interfaceName: 'eth0' })] },
    asks: [['self', 10250, 'n1', 'allowed local']],
  },
  {
    rule: 'step 1',
    name: 'eBPF lets what a host sends itself pass before policy',
    scene: { policies: [denyEarly], felix: { bpfEnabled: true } },
    asks: [['self', 10250, 'n1', 'allowed local']],
  },
];

describe.each(CASES)('$rule: $name', ({ scene, asks }) => {
  const firewall = hostFirewallOf(hostScene(scene));

  it.each(asks)('%s to %i of %s: %s', (...[source, port, node, answer]) => {
    expect(hostAnswer(firewall, [source, port, node])).toBe(answer);
  });
});
