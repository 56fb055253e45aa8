import { expect, it } from 'vitest';
import { ciliumAll, ciliumNp, np, scenarioTeller, type Scenario } from '#lib/testing/network-scenario.ts';
import type { CiliumRule, CiliumSpec } from '#lib/testing/direct-network/manifests.ts';
import { askNetwork } from '../reach/ask-network.ts';
import { DATAPLANES } from '../reach/dataplane.ts';

const DB = { matchLabels: { app: 'db' } };
const WEB = { matchLabels: { app: 'web' } };
const SQL = [{ ports: [{ port: '5432', protocol: 'TCP' }] }];
const GROUPS = {
  ciliumCIDRGroups: [
    {
      metadata: { name: 'partners', labels: { kind: 'known' } },
      spec: { externalCIDRs: ['203.0.113.0/24'] },
    },
  ],
};

function toDb(...ingress: readonly CiliumRule[]): CiliumSpec {
  return { endpointSelector: DB, ingress };
}

function fromDb(...egress: readonly CiliumRule[]): CiliumSpec {
  return { endpointSelector: DB, egress };
}

const told = scenarioTeller((records, plane) => askNetwork(records, DATAPLANES[plane]), DATAPLANES.cilium);

const SCENARIOS: readonly Scenario[] = [
  {
    rule: 'CI-5',
    shows: 'an empty selector is every endpoint of the own namespace',
    with: ciliumNp(toDb({ fromEndpoints: [{}] })),
    answers: { 'web > db 5432': 'allowed', 'job > db 5432': 'denied', 'out > db 5432': 'denied' },
  },
  {
    rule: 'CI-5',
    shows: 'in a cluster-wide policy it is every endpoint of the cluster',
    with: ciliumAll(toDb({ fromEndpoints: [{}] })),
    answers: { 'web > db 5432': 'allowed', 'job > db 5432': 'allowed', 'out > db 5432': 'denied' },
  },
  {
    rule: 'CI-5',
    shows: 'an empty list of endpoints is nobody',
    with: ciliumNp(toDb({ fromEndpoints: [] })),
    answers: { 'web > db 5432': 'denied' },
  },
  {
    rule: 'CI-5',
    shows: 'a namespace is named by the label of the pod',
    with: ciliumNp(toDb({ fromEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'lab' } }] })),
    answers: { 'job > db 5432': 'allowed', 'web > db 5432': 'denied' },
  },
  {
    rule: 'CI-5',
    shows: 'without the name of a namespace a selector stays in its own',
    with: ciliumNp(toDb({ fromEndpoints: [WEB] })),
    answers: { 'web > db 5432': 'allowed', 'labweb > db 5432': 'denied' },
  },
  {
    rule: 'CI-5',
    shows: 'labels of namespaces are known in cluster-wide policies',
    with: ciliumAll(
      toDb({ fromEndpoints: [{ matchLabels: { 'k8s:io.cilium.k8s.namespace.labels.env': 'dev' } }] }),
    ),
    answers: { 'job > db 5432': 'allowed', 'web > db 5432': 'denied' },
  },
  {
    rule: 'CI-5',
    shows: 'a policy of a namespace selects pods of that one',
    with: ciliumNp({ endpointSelector: WEB, ingress: [{}] }),
    answers: { 'job > web 80': 'denied', 'web > labweb 80': 'allowed' },
  },
  {
    rule: 'CI-5',
    shows: 'a cluster-wide policy selects pods of all',
    with: ciliumAll({ endpointSelector: WEB, ingress: [{}] }),
    answers: { 'job > web 80': 'denied', 'web > labweb 80': 'denied', 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CI-6',
    shows: 'peers and ports of a rule hold together',
    with: ciliumNp(toDb({ fromEndpoints: [WEB], toPorts: SQL })),
    answers: { 'web > db 5432': 'allowed', 'web > db 80': 'denied', 'both > db 5432': 'denied' },
  },
  {
    rule: 'CI-6',
    shows: 'ports without peers are open to everybody',
    with: ciliumNp(toDb({ toPorts: SQL })),
    answers: { 'out > db 5432': 'allowed', 'job > db 5432': 'allowed', 'out > db 80': 'denied' },
  },
  {
    rule: 'CI-6',
    shows: 'a port without a protocol is any of the three',
    with: ciliumNp(toDb({ toPorts: [{ ports: [{ port: '53' }] }] })),
    answers: {
      'web > db 53': 'allowed',
      'web > db 53/UDP': 'allowed',
      'web > db 53/SCTP': 'allowed',
      'web > db 54': 'denied',
    },
  },
  {
    rule: 'CI-6',
    shows: 'a protocol narrows it',
    with: ciliumNp(toDb({ toPorts: [{ ports: [{ port: '53', protocol: 'UDP' }] }] })),
    answers: { 'web > db 53/UDP': 'allowed', 'web > db 53': 'denied' },
  },
  {
    rule: 'CI-6',
    shows: 'both ends of a range belong to it',
    with: ciliumNp(toDb({ toPorts: [{ ports: [{ port: '10', endPort: 20, protocol: 'TCP' }] }] })),
    answers: {
      'web > db 9': 'denied',
      'web > db 10': 'allowed',
      'web > db 20': 'allowed',
      'web > db 21': 'denied',
    },
  },
  {
    rule: 'CI-6',
    shows: 'a name is that of a port of the destination',
    with: ciliumNp(toDb({ toPorts: [{ ports: [{ port: 'sql', protocol: 'TCP' }] }] })),
    answers: { 'web > db 5432': 'allowed', 'web > db 80': 'denied' },
  },
  {
    rule: 'CI-6',
    shows: 'a named port has no range',
    with: ciliumNp(toDb({ toPorts: [{ ports: [{ port: 'sql', endPort: 6000, protocol: 'TCP' }] }] })),
    answers: { 'web > db 5432': 'allowed', 'web > db 5433': 'denied' },
  },
  {
    rule: 'CI-7',
    shows: 'a rule with ports lets no ICMP through',
    with: ciliumNp(toDb({ fromEndpoints: [WEB], toPorts: SQL })),
    answers: { 'web > db 2048/ICMP': 'denied', 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CI-7',
    shows: 'a rule without ports does',
    with: ciliumNp(toDb({ fromEndpoints: [WEB] })),
    answers: { 'web > db 2048/ICMP': 'allowed', 'both > db 2048/ICMP': 'denied' },
  },
  {
    rule: 'CI-7',
    shows: 'ICMP is named by its type',
    with: ciliumNp(toDb({ icmps: [{ fields: [{ family: 'IPv4', type: 8 }] }] })),
    answers: { 'web > db 2048/ICMP': 'allowed', 'web > db 769/ICMP': 'denied', 'web > db 5432': 'denied' },
  },
  {
    rule: 'CI-8',
    shows: 'a block matches what is outside',
    with: ciliumNp(toDb({ fromCIDR: ['203.0.113.0/24'] })),
    answers: { 'out > db 5432': 'allowed', '198.51.100.1 > db 5432': 'denied' },
  },
  {
    rule: 'CI-8',
    shows: 'a block matches neither pods nor nodes',
    with: ciliumNp(toDb({ fromCIDR: ['0.0.0.0/0'] })),
    answers: { 'web > db 5432': 'denied', 'n2 > db 5432': 'denied', 'out > db 5432': 'allowed' },
  },
  {
    rule: 'CI-8',
    shows: 'the block of a NetworkPolicy does not match them either',
    with: np({ podSelector: DB, ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] }),
    answers: { 'web > db 5432': 'denied', 'n2 > db 5432': 'denied', 'out > db 5432': 'allowed' },
  },
  {
    rule: 'CI-8',
    shows: 'exceptions are left out of a set',
    with: ciliumNp(toDb({ fromCIDRSet: [{ cidr: '203.0.113.0/24', except: ['203.0.113.9/32'] }] })),
    answers: { 'out > db 5432': 'denied', '203.0.113.10 > db 5432': 'allowed' },
  },
  {
    rule: 'CI-8',
    shows: 'a group is named',
    with: { ...GROUPS, ...ciliumNp(toDb({ fromCIDRSet: [{ cidrGroupRef: 'partners' }] })) },
    answers: { 'out > db 5432': 'allowed', '198.51.100.1 > db 5432': 'denied' },
  },
  {
    rule: 'CI-8',
    shows: 'groups are chosen by their labels',
    with: {
      ...GROUPS,
      ...ciliumNp(toDb({ fromCIDRSet: [{ cidrGroupSelector: { matchLabels: { kind: 'known' } } }] })),
    },
    answers: { 'out > db 5432': 'allowed', '198.51.100.1 > db 5432': 'denied' },
  },
  {
    rule: 'CI-8',
    shows: 'groups that no label chooses match nothing',
    with: {
      ...GROUPS,
      ...ciliumNp(toDb({ fromCIDRSet: [{ cidrGroupSelector: { matchLabels: { kind: 'other' } } }] })),
    },
    answers: { 'out > db 5432': 'denied' },
  },
  {
    rule: 'CI-9',
    shows: 'the world is what is outside',
    with: ciliumNp(toDb({ fromEntities: ['world'] })),
    answers: { 'out > db 5432': 'allowed', 'web > db 5432': 'denied', 'n2 > db 5432': 'denied' },
  },
  {
    rule: 'CI-9',
    shows: 'the cluster is pods and nodes',
    with: ciliumNp(toDb({ fromEntities: ['cluster'] })),
    answers: { 'job > db 5432': 'allowed', 'n2 > db 5432': 'allowed', 'out > db 5432': 'denied' },
  },
  {
    rule: 'CI-9',
    shows: 'all is everybody',
    with: ciliumNp(toDb({ fromEntities: ['all'] })),
    answers: { 'job > db 5432': 'allowed', 'out > db 5432': 'allowed' },
  },
  {
    rule: 'CI-9',
    shows: 'the host is the own node with the pods in its network',
    with: ciliumNp(fromDb({ toEntities: ['host'] })),
    answers: { 'db > n1 10250': 'allowed', 'db > agent 80': 'allowed', 'db > n2 10250': 'denied' },
  },
  {
    rule: 'CI-9',
    shows: 'remote nodes are the others',
    with: ciliumNp(fromDb({ toEntities: ['remote-node'] })),
    answers: { 'db > n1 10250': 'denied', 'db > n2 10250': 'allowed' },
  },
  {
    rule: 'CI-15',
    shows: 'which addresses a name has is unknown; that it is no pod is not',
    with: ciliumNp(fromDb({ toFQDNs: [{ matchName: 'example.com' }] })),
    answers: { 'db > out 443': 'unknown', 'db > job 80': 'denied' },
  },
  {
    rule: 'CI-15',
    shows: 'what a layer 7 rule lets through is unknown',
    with: ciliumNp(toDb({ toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }], rules: { http: [{}] } }] })),
    answers: { 'web > db 80': 'unknown', 'web > db 81': 'denied' },
  },
  {
    rule: 'CI-15',
    shows: 'a plain allow beside a layer 7 rule decides',
    with: ciliumNp(
      toDb({ toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }], rules: { http: [{}] } }] }),
      toDb({ fromEndpoints: [WEB] }),
    ),
    answers: { 'web > db 80': 'allowed', 'both > db 80': 'unknown' },
  },
];

it.each(SCENARIOS)('$rule: $shows', (scenario) => {
  expect(told(scenario)).toEqual(scenario.answers);
});
