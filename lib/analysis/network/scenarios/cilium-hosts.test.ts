import { expect, it } from 'vitest';
import { ciliumAll, ciliumNp, scenarioTeller, type Scenario } from '#lib/testing/network-scenario.ts';
import type { CiliumRule, CiliumSpec, NetworkManifests } from '#lib/testing/direct-network/manifests.ts';
import { askNetwork } from '../reach/ask-network.ts';
import { DATAPLANES } from '../reach/dataplane.ts';

const EVERY_NODE = {};
const EDGE = { matchLabels: { role: 'edge' } };
const SSH = [{ ports: [{ port: '22', protocol: 'TCP' }] }];

function into(nodeSelector: CiliumSpec['nodeSelector'], ...ingress: readonly CiliumRule[]): CiliumSpec {
  return { ...(nodeSelector === undefined ? {} : { nodeSelector }), ingress };
}

function outOf(...egress: readonly CiliumRule[]): CiliumSpec {
  return { nodeSelector: EVERY_NODE, egress };
}

/** Two nodes with the labels that every kubelet sets, n1 of the control plane. */
const LABELLED: NetworkManifests = {
  nodes: ['n1', 'n2'].map((name, at) => ({
    metadata: {
      name,
      labels: {
        'kubernetes.io/os': 'linux',
        ...(at === 0 ? { 'node-role.kubernetes.io/control-plane': '' } : {}),
      },
    },
    spec: {},
    status: { addresses: [{ type: 'InternalIP', address: `192.168.0.${at + 1}` }] },
  })),
};

function apiServerAt(...addresses: readonly string[]): NetworkManifests {
  const labels = { 'kubernetes.io/service-name': 'kubernetes' };
  return {
    endpointSlices: [
      {
        metadata: { name: 'kubernetes', namespace: 'default', labels },
        addressType: 'IPv4',
        endpoints: [{ addresses }],
        ports: [{ port: 6443 }],
      },
    ],
  };
}

const ON = { ...DATAPLANES.cilium, hostPolicies: 'enforced' } as const;
const ALWAYS = { ...ON, closedByDefault: true };
const OFF = { ...ON, hostPolicies: 'inert' } as const;
const UNSEEN = { ...ON, hostPolicies: 'unknown' } as const;

const SCENARIOS: readonly Scenario[] = [
  {
    rule: 'CI-12',
    shows: 'a policy for nodes closes nodes and leaves pods alone',
    with: ciliumAll(into(EVERY_NODE, { fromEntities: ['cluster'] })),
    answers: {
      'out > n1 22': 'denied',
      'n2 > n1 10250': 'allowed',
      'job > n1 10250': 'allowed',
      'out > web 80': 'allowed',
    },
  },
  {
    rule: 'CI-12',
    shows: 'a policy for pods leaves nodes alone',
    with: ciliumAll({ endpointSelector: {}, ingress: [{ fromEntities: ['cluster'] }] }),
    answers: { 'out > n1 22': 'allowed', 'out > agent 22': 'allowed', 'out > web 80': 'denied' },
  },
  {
    rule: 'CI-12',
    shows: 'pods on the network of a node are part of it',
    with: ciliumAll(into(EVERY_NODE, { fromEntities: ['remote-node'] })),
    answers: { 'out > agent 80': 'denied', 'n2 > agent 80': 'allowed', 'job > agent 80': 'denied' },
  },
  {
    rule: 'CI-12',
    shows: 'only the nodes that are selected are closed',
    with: ciliumAll(into(EDGE, { fromEntities: ['cluster'] })),
    answers: { 'out > n1 22': 'denied', 'out > n2 22': 'allowed' },
  },
  {
    rule: 'CI-12',
    shows: 'what comes in and what goes out are closed apart',
    with: ciliumAll(outOf({ toEntities: ['cluster'] })),
    answers: { 'n1 > out 443': 'denied', 'n1 > n2 443': 'allowed', 'out > n1 443': 'allowed' },
  },
  {
    rule: 'CI-12',
    shows: 'between two nodes both sides must allow it',
    with: ciliumAll(into(EDGE, { fromEntities: ['world'] }), outOf({ toEntities: ['remote-node'] })),
    answers: { 'n2 > n1 443': 'denied', 'n1 > n2 443': 'allowed' },
  },
  {
    rule: 'CI-12',
    shows: 'a policy of a namespace selects no node, nor one for pods and nodes at once',
    with: {
      ...ciliumNp(into(EVERY_NODE, { fromEntities: ['host'] })),
      ...ciliumAll({ ...into(EVERY_NODE, { fromEntities: ['host'] }), endpointSelector: {} }),
    },
    answers: { 'out > n1 22': 'allowed', 'out > web 80': 'allowed' },
  },
  {
    rule: 'CI-12',
    shows: 'what does not leave a node meets no policy',
    with: ciliumAll(into(EVERY_NODE, {}), outOf({})),
    answers: { 'n1 > agent 80': 'allowed', 'agent > n1 80': 'allowed', 'n2 > agent 80': 'denied' },
  },
  {
    rule: 'CI-12',
    shows: 'a pod meets the policies of its own node, too',
    with: ciliumAll(into(EVERY_NODE, { fromEndpoints: [{ matchLabels: { app: 'db' } }] })),
    answers: { 'web > n1 10250': 'denied', 'db > n1 10250': 'allowed', 'db > n2 10250': 'allowed' },
  },
  {
    rule: 'CI-13',
    shows: 'a label that Cilium does not take over selects no node',
    with: {
      ...LABELLED,
      ...ciliumAll(into({ matchLabels: { 'kubernetes.io/os': 'linux' } }, { fromEntities: ['cluster'] })),
    },
    answers: { 'out > n1 22': 'allowed', 'out > n2 22': 'allowed' },
  },
  {
    rule: 'CI-13',
    shows: 'a label of a role is taken over',
    with: {
      ...LABELLED,
      ...ciliumAll(
        into(
          { matchExpressions: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }] },
          { fromEntities: ['cluster'] },
        ),
      ),
    },
    answers: { 'out > n1 22': 'denied', 'out > n2 22': 'allowed' },
  },
  {
    rule: 'CI-13',
    shows: 'the lack of a label that is not taken over is met by every node',
    with: {
      ...LABELLED,
      ...ciliumAll(
        into(
          { matchExpressions: [{ key: 'kubernetes.io/os', operator: 'DoesNotExist' }] },
          { fromEntities: ['cluster'] },
        ),
      ),
    },
    answers: { 'out > n1 22': 'denied', 'out > n2 22': 'denied' },
  },
  {
    rule: 'CI-2',
    shows: 'a section with one empty rule closes a node, one that is empty does nothing',
    with: ciliumAll(into(EDGE, {}), into(EVERY_NODE)),
    answers: { 'n2 > n1 22': 'denied', 'n1 > n2 22': 'allowed' },
  },
  {
    rule: 'CI-3',
    shows: 'a policy that does not isolate closes no node',
    with: ciliumAll({
      ...into(EVERY_NODE, { fromEntities: ['cluster'] }),
      enableDefaultDeny: { ingress: false },
    }),
    answers: { 'out > n1 22': 'allowed' },
  },
  {
    rule: 'CI-4',
    shows: 'a denial beats what another policy for the node allows',
    with: ciliumAll(into(EVERY_NODE, { fromEntities: ['all'] }), {
      nodeSelector: EVERY_NODE,
      ingressDeny: [{ fromEntities: ['world'], toPorts: SSH }],
    }),
    answers: { 'out > n1 22': 'denied', 'out > n1 443': 'allowed', 'n2 > n1 22': 'allowed' },
  },
  {
    rule: 'CI-5',
    shows: 'a namespace is chosen by its label, and no selector of pods means hosts',
    with: ciliumAll(
      into(EVERY_NODE, {
        fromEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'lab' } }],
      }),
    ),
    answers: { 'job > n1 10250': 'allowed', 'web > n2 10250': 'denied', 'n2 > n1 10250': 'denied' },
  },
  {
    rule: 'CI-6',
    shows: 'ports without a peer are for everybody',
    with: ciliumAll(into(EVERY_NODE, { toPorts: SSH })),
    answers: { 'out > n1 22': 'allowed', 'n2 > n1 22': 'allowed', 'n2 > n1 23': 'denied' },
  },
  {
    rule: 'CI-7',
    shows: 'a rule about ports lets no ICMP to a node, one about ICMP does',
    with: ciliumAll(
      into(EDGE, { toPorts: SSH }),
      into({ matchLabels: { role: 'core' } }, { icmps: [{ fields: [{ type: 8 }] }] }),
    ),
    answers: { 'out > n1 2048/ICMP': 'denied', 'out > n2 2048/ICMP': 'allowed' },
  },
  {
    rule: 'CI-8',
    shows: 'an address block is for what is outside, never for nodes',
    with: ciliumAll(into(EVERY_NODE, { fromCIDR: ['192.168.0.0/16', '203.0.113.0/24'] })),
    answers: { 'out > n1 22': 'allowed', 'n2 > n1 22': 'denied' },
  },
  {
    rule: 'CI-9',
    shows: 'the entity host is the node itself, and other nodes are remote',
    with: ciliumAll(
      into(EDGE, { fromEntities: ['host'] }),
      into({ matchLabels: { role: 'core' } }, { fromEntities: ['remote-node'] }),
    ),
    answers: { 'n2 > n1 22': 'denied', 'n1 > n2 22': 'allowed', 'n1 > agent 22': 'allowed' },
  },
  {
    rule: 'CI-9',
    shows: 'the API server is the node that the Service kubernetes leads to',
    with: {
      ...apiServerAt('192.168.0.1'),
      ...ciliumAll(into(EVERY_NODE, { fromEntities: ['kube-apiserver'] })),
    },
    answers: { 'n1 > n2 10250': 'allowed', 'n2 > n1 10250': 'denied', 'out > n2 10250': 'denied' },
  },
  {
    rule: 'CI-9',
    shows: 'the API server may be outside the cluster',
    with: {
      ...apiServerAt('203.0.113.9'),
      ...ciliumAll(into(EVERY_NODE, { fromEntities: ['kube-apiserver'] })),
    },
    answers: { 'out > n2 10250': 'allowed', 'n1 > n2 10250': 'denied' },
  },
  {
    rule: 'CI-9',
    shows: 'where the API server was not seen nobody knows whether a host is it',
    with: ciliumAll(into(EVERY_NODE, { fromEntities: ['kube-apiserver'] })),
    answers: { 'n1 > n2 10250': 'unknown', 'job > n1 10250': 'denied' },
  },
  {
    rule: 'CI-9',
    shows: 'health checks are nobody that is asked about here',
    with: ciliumAll(into(EVERY_NODE, { fromEntities: ['health'] })),
    answers: { 'out > n1 4240': 'denied', 'n2 > n1 4240': 'denied', 'job > n1 4240': 'denied' },
  },
  {
    rule: 'CI-10',
    shows: 'whether rules for what a node sends hold towards its own pods is not said',
    with: ciliumAll(outOf({ toEntities: ['world'] })),
    answers: { 'n1 > web 80': 'unknown', 'n2 > web 80': 'denied', 'n1 > out 443': 'allowed' },
  },
  {
    rule: 'CI-10',
    shows: 'rules for what a node takes say nothing of what it sends to its own pods',
    with: ciliumAll(into(EVERY_NODE, {})),
    answers: { 'n1 > web 80': 'allowed' },
  },
];

it.each(SCENARIOS)('$rule: $shows', (scenario) => {
  const told = scenarioTeller((records) => askNetwork(records, ON), ON);
  expect(told(scenario)).toEqual(scenario.answers);
});

const CLOSED: Omit<Scenario, 'answers'> = {
  rule: 'CI-12',
  shows: 'a setting',
  with: ciliumAll(into(EVERY_NODE, { fromEntities: ['cluster'] })),
};

it.each([
  { shows: 'without its firewall of hosts Cilium closes no node', plane: OFF, verdict: 'allowed' },
  { shows: 'with it the node is closed', plane: ON, verdict: 'denied' },
  { shows: 'where the setting was not seen nobody knows', plane: UNSEEN, verdict: 'unknown' },
] as const)('CI-12: $shows', ({ plane, verdict }) => {
  const told = scenarioTeller((records) => askNetwork(records, plane), plane);
  const answers = { 'out > n1 22': verdict, 'n2 > n1 22': 'allowed' } as const;
  expect(told({ ...CLOSED, answers })).toEqual(answers);
});

it('CI-1: the mode always closes nodes without a policy, where the firewall of hosts is on', () => {
  const answersOf = (plane: typeof ALWAYS | typeof OFF) =>
    scenarioTeller(
      (records) => askNetwork(records, plane),
      plane,
    )({
      ...CLOSED,
      with: {},
      answers: { 'out > n1 22': 'denied', 'n1 > out 443': 'denied' },
    });
  expect(answersOf(ALWAYS)).toEqual({ 'out > n1 22': 'denied', 'n1 > out 443': 'denied' });
  expect(answersOf({ ...OFF, closedByDefault: true })).toEqual({
    'out > n1 22': 'allowed',
    'n1 > out 443': 'allowed',
  });
});
