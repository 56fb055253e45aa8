import { expect, it } from 'vitest';
import { np, scenarioTeller, type Scenario } from '#lib/testing/network-scenario.ts';
import type { PolicyManifest, PolicyPort } from '#lib/testing/direct-network/manifests.ts';
import { askNetwork } from '../reach/ask-network.ts';
import { DATAPLANES } from '../reach/dataplane.ts';

type Spec = PolicyManifest['spec'];

const DB = { matchLabels: { app: 'db' } };
const WEB = { matchLabels: { app: 'web' } };

/** A policy that lets everybody reach these ports of the database. */
function onDb(...ports: readonly PolicyPort[]): Spec {
  return { podSelector: DB, ingress: [{ ports }] };
}

/** A policy that lets the database reach these ports of anybody. */
function fromDb(...ports: readonly PolicyPort[]): Spec {
  return { podSelector: DB, policyTypes: ['Egress'], egress: [{ ports }] };
}

const told = scenarioTeller(
  (records, plane) => askNetwork(records, DATAPLANES[plane]),
  DATAPLANES.kubernetes,
);

const SCENARIOS: readonly Scenario[] = [
  {
    rule: 'NP-12',
    shows: 'a rule without ports is for every port of every protocol',
    with: np({ podSelector: DB, ingress: [{ from: [{ podSelector: WEB }] }] }),
    answers: {
      'web > db 1': 'allowed',
      'web > db 1/UDP': 'allowed',
      'web > db 2048/ICMP': 'allowed',
      'both > db 1': 'denied',
    },
  },
  {
    rule: 'NP-12',
    shows: 'an empty list of ports is for all of them, too',
    with: np({ podSelector: DB, ingress: [{ from: [{ podSelector: WEB }], ports: [] }] }),
    answers: { 'web > db 1/SCTP': 'allowed', 'both > db 1/SCTP': 'denied' },
  },
  {
    rule: 'NP-12',
    shows: 'peers of one rule and ports of another do not meet',
    with: np({
      podSelector: DB,
      ingress: [
        { from: [{ podSelector: WEB }], ports: [{ port: 5432 }] },
        { from: [{ podSelector: { matchLabels: { app: 'both' } } }], ports: [{ port: 80 }] },
      ],
    }),
    answers: {
      'web > db 5432': 'allowed',
      'web > db 80': 'denied',
      'both > db 80': 'allowed',
      'both > db 5432': 'denied',
    },
  },
  {
    rule: 'NP-12',
    shows: 'items of a list of ports are alternatives',
    with: np(onDb({ port: 5432 }, { protocol: 'UDP', port: 53 })),
    answers: { 'web > db 5432': 'allowed', 'web > db 53/UDP': 'allowed', 'web > db 53': 'denied' },
  },
  {
    rule: 'NP-13',
    shows: 'a port without a protocol is a TCP port',
    with: np(onDb({ port: 53 })),
    answers: { 'web > db 53': 'allowed', 'web > db 53/UDP': 'denied', 'web > db 53/SCTP': 'denied' },
  },
  {
    rule: 'NP-13',
    shows: 'a protocol without a port is every port of it and of no other',
    with: np(onDb({ protocol: 'UDP' })),
    answers: { 'web > db 9/UDP': 'allowed', 'web > db 65535/UDP': 'allowed', 'web > db 9': 'denied' },
  },
  {
    rule: 'NP-13',
    shows: 'an empty item is every TCP port',
    with: np(onDb({})),
    answers: { 'web > db 9': 'allowed', 'web > db 9/UDP': 'denied' },
  },
  {
    rule: 'NP-14',
    shows: 'a name stands for the port of that name',
    with: np(onDb({ port: 'sql' })),
    answers: { 'web > db 5432': 'allowed', 'web > db 5433': 'denied' },
  },
  {
    rule: 'NP-14',
    shows: 'a name of another protocol matches nothing',
    with: np(onDb({ protocol: 'UDP', port: 'sql' })),
    answers: { 'web > db 5432/UDP': 'denied', 'web > db 5432': 'denied' },
  },
  {
    rule: 'NP-14',
    shows: 'a name that the pod does not have matches nothing there',
    with: np(onDb({ port: 'http' })),
    answers: { 'web > db 80': 'denied' },
  },
  {
    rule: 'NP-14',
    shows: 'outwards it is the name of a port of the destination',
    with: np(fromDb({ port: 'http' })),
    answers: { 'db > web 80': 'allowed', 'db > both 8080': 'allowed', 'db > web 8080': 'denied' },
  },
  {
    rule: 'NP-14',
    shows: 'the name of a port of the source means nothing',
    with: np(fromDb({ port: 'sql' })),
    answers: { 'db > web 5432': 'denied' },
  },
  {
    rule: 'NP-14',
    shows: 'nothing outside and no node has named ports',
    with: np(fromDb({ port: 'http' })),
    answers: { 'db > out 80': 'denied', 'db > n2 80': 'denied' },
  },
  {
    rule: 'NP-15',
    shows: 'a name that stands twice is either port',
    with: np({ ingress: [{ ports: [{ port: 'http' }] }] }),
    answers: { 'job > both 80': 'allowed', 'job > both 8080': 'allowed', 'job > both 8081': 'denied' },
  },
  {
    rule: 'NP-15',
    shows: 'ports of a sidecar count',
    with: np(onDb({ port: 'metrics' })),
    answers: { 'web > db 9100': 'allowed', 'web > db 7000': 'denied' },
  },
  {
    rule: 'NP-15',
    shows: 'ports of an init container that ends do not',
    with: np(onDb({ port: 'setup' })),
    answers: { 'web > db 7000': 'denied' },
  },
  {
    rule: 'NP-16',
    shows: 'both ends of a range belong to it',
    with: np(onDb({ port: 5432, endPort: 5440 })),
    answers: {
      'web > db 5431': 'denied',
      'web > db 5432': 'allowed',
      'web > db 5440': 'allowed',
      'web > db 5441': 'denied',
    },
  },
  {
    rule: 'NP-16',
    shows: 'a range may be one port',
    with: np(onDb({ port: 5432, endPort: 5432 })),
    answers: { 'web > db 5432': 'allowed', 'web > db 5433': 'denied' },
  },
  {
    rule: 'NP-16',
    shows: 'a range is of one protocol',
    with: np(onDb({ protocol: 'UDP', port: 100, endPort: 200 })),
    answers: { 'web > db 150/UDP': 'allowed', 'web > db 150': 'denied' },
  },
  {
    rule: 'NP-17',
    shows: 'a policy about SCTP isolates from TCP as well',
    with: np(onDb({ protocol: 'SCTP', port: 5432 })),
    answers: { 'web > db 5432/SCTP': 'allowed', 'web > db 5432': 'denied' },
  },
  {
    rule: 'NP-17',
    shows: 'what an isolated pod does with ICMP is not defined',
    with: np(onDb({ port: 5432 })),
    answers: {
      'web > db 2048/ICMP': 'unknown',
      'web > db 47/OTHER': 'unknown',
      'web > both 2048/ICMP': 'allowed',
    },
  },
  {
    rule: 'NP-17',
    shows: 'a rule without ports lets ICMP in from its peers, and of others says nothing',
    with: np({ podSelector: DB, ingress: [{ from: [{ podSelector: WEB }] }] }),
    answers: { 'web > db 2048/ICMP': 'allowed', 'both > db 2048/ICMP': 'unknown' },
  },
];

it.each(SCENARIOS)('$rule: $shows', (scenario) => {
  expect(told(scenario)).toEqual(scenario.answers);
});
