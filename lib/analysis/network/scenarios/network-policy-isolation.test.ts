import { expect, it } from 'vitest';
import { np, scenarioTeller, type Scenario } from '#lib/testing/network-scenario.ts';
import type { PolicyManifest, PolicyPeer } from '#lib/testing/direct-network/manifests.ts';
import { askNetwork } from '../reach/ask-network.ts';
import { DATAPLANES } from '../reach/dataplane.ts';

type Spec = PolicyManifest['spec'];

const DB = { matchLabels: { app: 'db' } };
const WEB = { matchLabels: { app: 'web' } };
const DEV = { matchLabels: { env: 'dev' } };

/** A policy that lets these peers reach the database, and nobody else. */
function toDb(...from: readonly PolicyPeer[]): Spec {
  return { podSelector: DB, ingress: [{ from }] };
}

const told = scenarioTeller(
  (records, plane) => askNetwork(records, DATAPLANES[plane]),
  DATAPLANES.kubernetes,
);

const SCENARIOS: readonly Scenario[] = [
  {
    rule: 'NP-1',
    shows: 'a policy selects pods of its own namespace alone',
    with: np({ podSelector: WEB }),
    answers: { 'job > web 80': 'denied', 'job > labweb 80': 'allowed' },
  },
  {
    rule: 'NP-1',
    shows: 'a missing selector selects the whole namespace, and no other',
    with: np({}),
    answers: { 'job > web 80': 'denied', 'job > db 80': 'denied', 'web > labweb 80': 'allowed' },
  },
  {
    rule: 'NP-1',
    shows: 'an empty selector selects the whole namespace, too',
    with: np({ podSelector: {} }),
    answers: { 'job > web 80': 'denied', 'web > labweb 80': 'allowed' },
  },
  {
    rule: 'NP-2',
    shows: 'without types and rules a policy isolates inwards alone',
    with: np({ podSelector: DB }),
    answers: { 'web > db 5432': 'denied', 'db > web 80': 'allowed' },
  },
  {
    rule: 'NP-2',
    shows: 'without types an egress rule isolates both ways',
    with: np({ podSelector: DB, egress: [{ to: [{ podSelector: WEB }] }] }),
    answers: { 'web > db 5432': 'denied', 'db > web 80': 'allowed', 'db > both 80': 'denied' },
  },
  {
    rule: 'NP-2',
    shows: 'without types an empty list of egress rules does not isolate outwards',
    with: np({ podSelector: DB, egress: [] }),
    answers: { 'web > db 5432': 'denied', 'db > both 80': 'allowed' },
  },
  {
    rule: 'NP-2',
    shows: 'an empty list of types is filled in like a missing one',
    with: np({ podSelector: DB, policyTypes: [], egress: [{}] }),
    answers: { 'web > db 5432': 'denied', 'db > both 80': 'allowed' },
  },
  {
    rule: 'NP-3',
    shows: 'the type Egress leaves what comes in alone',
    with: np({ podSelector: DB, policyTypes: ['Egress'] }),
    answers: { 'web > db 5432': 'allowed', 'db > both 80': 'denied' },
  },
  {
    rule: 'NP-3',
    shows: 'egress rules do nothing where the types name Ingress alone',
    with: np({
      podSelector: DB,
      policyTypes: ['Ingress'],
      ingress: [{}],
      egress: [{ to: [{ podSelector: WEB }] }],
    }),
    answers: { 'db > both 80': 'allowed', 'db > out 443': 'allowed' },
  },
  {
    rule: 'NP-3',
    shows: 'ingress rules do nothing where the types name Egress alone',
    with: np({ podSelector: DB, policyTypes: ['Egress'], ingress: [{ from: [{ podSelector: WEB }] }] }),
    answers: { 'job > db 5432': 'allowed' },
  },
  {
    rule: 'NP-3',
    shows: 'a pod that no policy selects is open',
    with: np({ podSelector: DB }),
    answers: { 'job > web 80': 'allowed', 'out > web 80': 'allowed' },
  },
  {
    rule: 'NP-4',
    shows: 'two policies allow what either of them allows',
    with: np(toDb({ podSelector: WEB }), toDb({ namespaceSelector: DEV })),
    answers: { 'web > db 5432': 'allowed', 'job > db 5432': 'allowed', 'both > db 5432': 'denied' },
  },
  {
    rule: 'NP-4',
    shows: 'a policy that allows nothing takes nothing from one that allows everything',
    with: np({ podSelector: DB, ingress: [{}] }, { podSelector: DB, ingress: [] }),
    answers: { 'web > db 5432': 'allowed', 'out > db 5432': 'allowed' },
  },
  {
    rule: 'NP-5',
    shows: 'an empty list of rules allows nothing',
    with: np({ podSelector: DB, ingress: [] }),
    answers: { 'web > db 5432': 'denied', 'out > db 5432': 'denied' },
  },
  {
    rule: 'NP-5',
    shows: 'one empty rule allows everything',
    with: np({ podSelector: DB, ingress: [{}] }),
    answers: { 'web > db 5432': 'allowed', 'out > db 5432': 'allowed' },
  },
  {
    rule: 'NP-6',
    shows: 'a rule without peers is for everybody',
    with: np({ podSelector: DB, ingress: [{ ports: [{ port: 5432 }] }] }),
    answers: { 'out > db 5432': 'allowed', 'n2 > db 5432': 'allowed', 'out > db 5433': 'denied' },
  },
  {
    rule: 'NP-6',
    shows: 'an empty list of peers is for everybody, too',
    with: np({ podSelector: DB, ingress: [{ from: [], ports: [{ port: 5432 }] }] }),
    answers: { 'out > db 5432': 'allowed', 'out > db 5433': 'denied' },
  },
  {
    rule: 'NP-6',
    shows: 'an egress rule without peers leads everywhere',
    with: np({
      podSelector: DB,
      policyTypes: ['Egress'],
      egress: [{ ports: [{ protocol: 'UDP', port: 53 }] }],
    }),
    answers: { 'db > out 53/UDP': 'allowed', 'db > job 53/UDP': 'allowed', 'db > out 53': 'denied' },
  },
  {
    rule: 'NP-19',
    shows: 'a source that may not send is not let in by a destination that takes everything',
    with: np({ podSelector: WEB, policyTypes: ['Egress'] }, { podSelector: DB, ingress: [{}] }),
    answers: { 'web > db 5432': 'denied', 'both > db 5432': 'allowed' },
  },
  {
    rule: 'NP-19',
    shows: 'a destination that takes nothing is not opened by a source that may send everything',
    with: np({ podSelector: WEB, policyTypes: ['Egress'], egress: [{}] }, { podSelector: DB }),
    answers: { 'web > db 5432': 'denied', 'web > both 80': 'allowed' },
  },
  {
    rule: 'NP-24',
    shows: 'the own node is let in, other nodes are not',
    with: np({ podSelector: DB }),
    answers: { 'n1 > db 5432': 'allowed', 'agent > db 5432': 'allowed', 'n2 > db 5432': 'denied' },
  },
  {
    rule: 'NP-24',
    shows: 'what policies keep a pod from on its own node depends on the plugin',
    with: np({ podSelector: DB, policyTypes: ['Egress'] }),
    answers: { 'db > n1 10250': 'unknown', 'db > agent 80': 'unknown', 'db > n2 10250': 'denied' },
  },
  {
    rule: 'NP-24',
    shows: 'what policies let a pod send to its own node is allowed',
    with: np({
      podSelector: DB,
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '192.168.0.1/32' } }] }],
    }),
    answers: { 'db > n1 10250': 'allowed', 'db > n2 10250': 'denied' },
  },
  {
    rule: 'NP-25',
    shows: 'a pod reaches itself however isolated',
    with: np({ policyTypes: ['Ingress', 'Egress'] }),
    answers: { 'db > db 5432': 'allowed', 'db > web 80': 'denied' },
  },
  {
    rule: 'NP-26',
    shows: 'a pod that has ended is nobody, and its address is that of another by now',
    with: np(toDb({ namespaceSelector: DEV })),
    answers: { 'gone > db 5432': 'nobody', '10.0.1.1 > db 5432': 'allowed' },
  },
];

it.each(SCENARIOS)('$rule: $shows', (scenario) => {
  expect(told(scenario)).toEqual(scenario.answers);
});
