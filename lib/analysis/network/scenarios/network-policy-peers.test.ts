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

function labels(
  ...matchExpressions: NonNullable<NonNullable<PolicyPeer['podSelector']>['matchExpressions']>
): Spec {
  return toDb({ podSelector: { matchExpressions } });
}

const told = scenarioTeller(
  (records, plane) => askNetwork(records, DATAPLANES[plane]),
  DATAPLANES.kubernetes,
);

const SCENARIOS: readonly Scenario[] = [
  {
    rule: 'NP-7',
    shows: 'a pod selector alone looks into the namespace of the policy',
    with: np(toDb({ podSelector: WEB })),
    answers: { 'web > db 5432': 'allowed', 'labweb > db 5432': 'denied' },
  },
  {
    rule: 'NP-7',
    shows: 'a namespace selector alone means every pod there',
    with: np(toDb({ namespaceSelector: DEV })),
    answers: { 'job > db 5432': 'allowed', 'labweb > db 5432': 'allowed', 'web > db 5432': 'denied' },
  },
  {
    rule: 'NP-7',
    shows: 'both selectors in one item hold together',
    with: np(toDb({ namespaceSelector: DEV, podSelector: WEB })),
    answers: { 'labweb > db 5432': 'allowed', 'job > db 5432': 'denied', 'web > db 5432': 'denied' },
  },
  {
    rule: 'NP-7',
    shows: 'two items are alternatives',
    with: np(toDb({ namespaceSelector: DEV }, { podSelector: WEB })),
    answers: { 'job > db 5432': 'allowed', 'web > db 5432': 'allowed', 'both > db 5432': 'denied' },
  },
  {
    rule: 'NP-8',
    shows: 'an empty namespace selector is every namespace',
    with: np(toDb({ namespaceSelector: {} })),
    answers: { 'job > db 5432': 'allowed', 'web > db 5432': 'allowed', 'out > db 5432': 'denied' },
  },
  {
    rule: 'NP-8',
    shows: 'an empty pod selector is every pod of the own namespace',
    with: np(toDb({ podSelector: {} })),
    answers: { 'both > db 5432': 'allowed', 'job > db 5432': 'denied' },
  },
  {
    rule: 'NP-9',
    shows: 'selectors mean pods, never nodes or what is outside',
    with: np(toDb({ namespaceSelector: {}, podSelector: {} })),
    answers: { 'job > db 5432': 'allowed', 'out > db 5432': 'denied', 'n2 > db 5432': 'denied' },
  },
  {
    rule: 'NP-9',
    shows: 'outwards selectors lead to pods alone',
    with: np({ podSelector: DB, policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector: {} }] }] }),
    answers: { 'db > job 80': 'allowed', 'db > out 80': 'denied', 'db > n2 80': 'denied' },
  },
  {
    rule: 'NP-10',
    shows: 'NotIn matches what has no such label',
    with: np(labels({ key: 'track', operator: 'NotIn', values: ['stable'] })),
    answers: { 'web > db 5432': 'allowed' },
  },
  {
    rule: 'NP-10',
    shows: 'NotIn does not match a listed value',
    with: np(labels({ key: 'app', operator: 'NotIn', values: ['web', 'job'] })),
    answers: { 'web > db 5432': 'denied', 'both > db 5432': 'allowed' },
  },
  {
    rule: 'NP-10',
    shows: 'In needs the label',
    with: np(labels({ key: 'track', operator: 'In', values: ['stable'] })),
    answers: { 'web > db 5432': 'denied' },
  },
  {
    rule: 'NP-10',
    shows: 'In matches any listed value',
    with: np(labels({ key: 'app', operator: 'In', values: ['web', 'job'] })),
    answers: { 'web > db 5432': 'allowed', 'both > db 5432': 'denied' },
  },
  {
    rule: 'NP-10',
    shows: 'Exists and DoesNotExist look at the key alone',
    with: np(labels({ key: 'app', operator: 'Exists' }, { key: 'track', operator: 'DoesNotExist' })),
    answers: { 'web > db 5432': 'allowed', 'job > db 5432': 'denied' },
  },
  {
    rule: 'NP-10',
    shows: 'labels and expressions hold together',
    with: np(
      toDb({
        podSelector: { ...WEB, matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] },
      }),
    ),
    answers: { 'web > db 5432': 'denied', 'both > db 5432': 'denied' },
  },
  {
    rule: 'NP-10',
    shows: 'case counts',
    with: np(toDb({ podSelector: { matchLabels: { app: 'Web' } } })),
    answers: { 'web > db 5432': 'denied' },
  },
  {
    rule: 'NP-11',
    shows: 'every namespace has its name as a label, written down or not',
    with: np(toDb({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'lab' } } })),
    answers: { 'job > db 5432': 'allowed', 'web > db 5432': 'denied' },
  },
  {
    rule: 'NP-20',
    shows: 'an exception is left out of its block',
    with: np(toDb({ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.8/30'] } })),
    answers: {
      'out > db 5432': 'denied',
      '203.0.113.7 > db 5432': 'allowed',
      '203.0.113.11 > db 5432': 'denied',
      '203.0.113.12 > db 5432': 'allowed',
    },
  },
  {
    rule: 'NP-20',
    shows: 'an exception is no denial: another block may allow the address',
    with: np(
      toDb({ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.8/30'] } }),
      toDb({ ipBlock: { cidr: '203.0.113.9/32' } }),
    ),
    answers: { 'out > db 5432': 'allowed', '203.0.113.10 > db 5432': 'denied' },
  },
  {
    rule: 'NP-20',
    shows: 'host bits of a block are masked',
    with: np(toDb({ ipBlock: { cidr: '203.0.113.77/24' } })),
    answers: { 'out > db 5432': 'allowed', '203.0.114.9 > db 5432': 'denied' },
  },
  {
    rule: 'NP-21',
    shows: 'a block matches the addresses of pods',
    with: np(toDb({ ipBlock: { cidr: '10.0.1.0/24' } })),
    answers: { 'job > db 5432': 'allowed', 'both > db 5432': 'denied' },
  },
  {
    rule: 'NP-21',
    shows: 'outwards a block leads to pods, too',
    with: np({
      podSelector: DB,
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.1.1/32' } }] }],
    }),
    answers: { 'db > job 80': 'allowed', 'db > labweb 80': 'denied' },
  },
  {
    rule: 'NP-22',
    shows: '0.0.0.0/0 says nothing of IPv6',
    with: np({ ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] }),
    answers: { 'out > both 80': 'allowed', 'out6 > both 80': 'denied' },
  },
  {
    rule: 'NP-22',
    shows: '::/0 says nothing of IPv4',
    with: np({ ingress: [{ from: [{ ipBlock: { cidr: '::/0' } }] }] }),
    answers: { 'out > both 80': 'denied', 'out6 > both 80': 'allowed' },
  },
  {
    rule: 'NP-23',
    shows: 'a pod in the network of its node is not isolated by policies',
    with: { networkPolicies: [{ metadata: { name: 'all', namespace: 'kube' }, spec: {} }] },
    answers: { 'both > agent 80': 'allowed', 'out > agent 80': 'allowed' },
  },
  {
    rule: 'NP-23',
    shows: 'a pod in the network of its node is no peer of a selector',
    with: np({ ingress: [{ from: [{ namespaceSelector: {} }] }] }),
    answers: { 'agent > both 80': 'denied', 'job > both 80': 'allowed' },
  },
  {
    rule: 'NP-23',
    shows: 'a pod in the network of its node is a peer by the address of the node',
    with: np({ ingress: [{ from: [{ ipBlock: { cidr: '192.168.0.1/32' } }] }] }),
    answers: { 'agent > both 80': 'allowed', 'job > both 80': 'denied' },
  },
  {
    rule: 'NP-28',
    shows: 'a peer that says nothing is no peer for everybody: what it means is open',
    with: np(toDb({})),
    answers: { 'web > db 5432': 'unknown' },
  },
  {
    rule: 'NP-28',
    shows: 'a block beside a selector is open, too',
    with: np(toDb({ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: WEB }, { podSelector: DB })),
    answers: { 'web > db 5432': 'unknown' },
  },
];

it.each(SCENARIOS)('$rule: $shows', (scenario) => {
  expect(told(scenario)).toEqual(scenario.answers);
});
