import { expect, it } from 'vitest';
import { anp, cnp, np, scenarioTeller, type Scenario } from '#lib/testing/network-scenario.ts';
import type { AdminPeer, AdminRule } from '#lib/testing/direct-network/manifests.ts';
import { askNetwork } from '../reach/ask-network.ts';
import { DATAPLANES } from '../reach/dataplane.ts';

const DB = { matchLabels: { app: 'db' } };
const WEB = { matchLabels: { app: 'web' } };
const LAB: AdminPeer = { namespaces: { matchLabels: { env: 'dev' } } };
const ALL: AdminPeer = { namespaces: {} };
const ON_DB = np({ podSelector: DB, ingress: [{ from: [{ podSelector: WEB }] }] });

function rule(action: string, from: readonly AdminPeer[], more: Partial<AdminRule> = {}): AdminRule {
  return { action, from, ...more };
}

function sent(action: string, to: readonly AdminPeer[], more: Partial<AdminRule> = {}): AdminRule {
  return { action, to, ...more };
}

const tcp = (number: number) => ({ protocols: [{ tcp: { destinationPort: { number } } }] });

const told = scenarioTeller(
  (records, plane) => askNetwork(records, DATAPLANES[plane]),
  DATAPLANES.kubernetes,
);

const SCENARIOS: readonly Scenario[] = [
  {
    rule: 'CN-1',
    shows: 'a denial of the admin tier comes before NetworkPolicies',
    with: { ...np({ podSelector: DB, ingress: [{}] }), ...cnp({ ingress: [rule('Deny', [LAB])] }) },
    answers: { 'job > db 5432': 'denied', 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CN-1',
    shows: 'an accept of the admin tier opens what NetworkPolicies would not',
    with: { ...ON_DB, ...cnp({ ingress: [rule('Accept', [LAB])] }) },
    answers: { 'job > db 5432': 'allowed', 'both > db 5432': 'denied' },
  },
  {
    rule: 'CN-1',
    shows: 'the baseline opens nothing that NetworkPolicies deny',
    with: { ...ON_DB, ...cnp({ tier: 'Baseline', ingress: [rule('Accept', [ALL])] }) },
    answers: { 'job > db 5432': 'denied', 'job > both 80': 'allowed' },
  },
  {
    rule: 'CN-2',
    shows: 'the lower number goes first',
    with: cnp(
      { priority: 1, ingress: [rule('Accept', [LAB])] },
      { priority: 2, ingress: [rule('Deny', [ALL])] },
    ),
    answers: { 'job > db 5432': 'allowed', 'web > db 5432': 'denied' },
  },
  {
    rule: 'CN-2',
    shows: 'the higher number goes last',
    with: cnp(
      { priority: 3, ingress: [rule('Accept', [LAB])] },
      { priority: 2, ingress: [rule('Deny', [ALL])] },
    ),
    answers: { 'job > db 5432': 'denied' },
  },
  {
    rule: 'CN-2',
    shows: 'inside one policy the list is in order',
    with: cnp({ ingress: [rule('Accept', [LAB], tcp(5432)), rule('Deny', [LAB])] }),
    answers: { 'job > db 5432': 'allowed', 'job > db 80': 'denied' },
  },
  {
    rule: 'CN-2',
    shows: 'what policies of one priority disagree about is unknown',
    with: cnp({ ingress: [rule('Accept', [LAB], tcp(5432))] }, { ingress: [rule('Deny', [ALL])] }),
    answers: { 'job > db 5432': 'unknown', 'job > db 80': 'denied', 'web > db 5432': 'denied' },
  },
  {
    rule: 'CN-2',
    shows: 'policies of one priority that agree are no riddle',
    with: cnp({ ingress: [rule('Deny', [LAB])] }, { ingress: [rule('Deny', [ALL])] }),
    answers: { 'job > db 5432': 'denied' },
  },
  {
    rule: 'CN-2',
    shows: 'policies of one priority for different pods do not meet',
    with: cnp(
      { subject: { pods: { podSelector: DB } }, ingress: [rule('Deny', [LAB])] },
      { subject: { pods: { podSelector: WEB } }, ingress: [rule('Accept', [LAB])] },
    ),
    answers: { 'job > db 5432': 'denied', 'job > web 80': 'allowed' },
  },
  {
    rule: 'CN-2',
    shows: 'where one of two that disagree leads to NetworkPolicies, what those leave open is open',
    with: { ...ON_DB, ...cnp({ ingress: [rule('Pass', [LAB])] }, { ingress: [rule('Deny', [ALL])] }) },
    answers: { 'job > db 5432': 'denied', 'job > db 2048/ICMP': 'unknown', 'both > db 2048/ICMP': 'denied' },
  },
  {
    rule: 'CN-2',
    shows: 'between the versions of the API there is no order',
    with: {
      ...cnp({ priority: 1, ingress: [rule('Accept', [LAB])] }),
      ...anp({ priority: 2, ingress: [rule('Deny', [LAB])] }),
    },
    answers: { 'job > db 5432': 'unknown', 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CN-3',
    shows: 'Pass leaves the rest of the tier out',
    with: { ...ON_DB, ...cnp({ ingress: [rule('Pass', [LAB]), rule('Deny', [ALL])] }) },
    answers: { 'job > web 80': 'allowed', 'job > db 5432': 'denied', 'both > web 80': 'denied' },
  },
  {
    rule: 'CN-3',
    shows: 'Pass of the baseline is an allow',
    with: cnp({ tier: 'Baseline', ingress: [rule('Pass', [LAB]), rule('Deny', [ALL])] }),
    answers: { 'job > web 80': 'allowed', 'both > web 80': 'denied' },
  },
  {
    rule: 'CN-3',
    shows: 'an accept on the way out does not let in',
    with: { ...ON_DB, ...cnp({ egress: [sent('Accept', [ALL])] }) },
    answers: { 'job > db 5432': 'denied', 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CN-4',
    shows: 'a subject that no rule matches is not isolated',
    with: cnp({ ingress: [rule('Accept', [LAB])], egress: [sent('Accept', [LAB])] }),
    answers: { 'web > db 5432': 'allowed', 'db > out 443': 'allowed' },
  },
  {
    rule: 'CN-5',
    shows: 'the baseline is for pods that no NetworkPolicy isolates',
    with: { ...ON_DB, ...cnp({ tier: 'Baseline', ingress: [rule('Deny', [ALL])] }) },
    answers: { 'web > db 5432': 'allowed', 'web > both 80': 'denied' },
  },
  {
    rule: 'CN-5',
    shows: 'isolation in one direction leaves the other to the baseline',
    with: {
      ...np({ podSelector: DB, policyTypes: ['Egress'], egress: [{}] }),
      ...cnp({ tier: 'Baseline', ingress: [rule('Deny', [ALL])] }),
    },
    answers: { 'web > db 5432': 'denied', 'db > labweb 80': 'denied', 'db > out 443': 'allowed' },
  },
  {
    rule: 'CN-6',
    shows: 'a subject of pods is those alone',
    with: cnp({ subject: { pods: { podSelector: DB } }, ingress: [rule('Deny', [ALL])] }),
    answers: { 'web > db 5432': 'denied', 'web > both 80': 'allowed' },
  },
  {
    rule: 'CN-6',
    shows: 'a pod in the network of its node is neither subject nor peer',
    with: cnp({ ingress: [rule('Deny', [ALL])] }),
    answers: { 'both > agent 80': 'allowed', 'agent > both 80': 'allowed', 'web > both 80': 'denied' },
  },
  {
    rule: 'CN-7',
    shows: 'pods without a namespace selector are those of every namespace',
    with: cnp({ ingress: [rule('Deny', [{ pods: { podSelector: WEB } }])] }),
    answers: { 'web > db 5432': 'denied', 'labweb > db 5432': 'denied', 'job > db 5432': 'allowed' },
  },
  {
    rule: 'CN-7',
    shows: 'a namespace selector beside them narrows',
    with: cnp({
      ingress: [
        rule('Deny', [{ pods: { podSelector: WEB, namespaceSelector: { matchLabels: { env: 'dev' } } } }]),
      ],
    }),
    answers: { 'web > db 5432': 'allowed', 'labweb > db 5432': 'denied' },
  },
  {
    rule: 'CN-13',
    shows: 'a pod reaches itself whatever is denied',
    with: cnp({ ingress: [rule('Deny', [ALL])], egress: [sent('Deny', [ALL])] }),
    answers: { 'db > db 5432': 'allowed', 'db > web 80': 'denied' },
  },
];

it.each(SCENARIOS)('$rule: $shows', (scenario) => {
  expect(told(scenario)).toEqual(scenario.answers);
});
