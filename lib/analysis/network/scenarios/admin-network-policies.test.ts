import { expect, it } from 'vitest';
import { anp, banp, np, scenarioTeller, type Scenario } from '#lib/testing/network-scenario.ts';
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

const told = scenarioTeller(
  (records, plane) => askNetwork(records, DATAPLANES[plane]),
  DATAPLANES.kubernetes,
);

const SCENARIOS: readonly Scenario[] = [
  {
    rule: 'AN-1',
    shows: 'the older API says Allow',
    with: { ...ON_DB, ...anp({ ingress: [rule('Allow', [LAB])] }) },
    answers: { 'job > db 5432': 'allowed', 'both > db 5432': 'denied' },
  },
  {
    rule: 'AN-1',
    shows: 'its baseline has no priority and comes after NetworkPolicies',
    with: { ...ON_DB, ...banp({ ingress: [rule('Deny', [ALL])] }) },
    answers: { 'web > db 5432': 'allowed', 'web > both 80': 'denied' },
  },
  {
    rule: 'AN-2',
    shows: 'a port without a protocol is TCP',
    with: anp({ ingress: [rule('Deny', [LAB], { ports: [{ portNumber: { port: 53 } }] })] }),
    answers: { 'job > db 53': 'denied', 'job > db 53/UDP': 'allowed' },
  },
  {
    rule: 'AN-2',
    shows: 'a range may be one port',
    with: anp({
      ingress: [rule('Deny', [LAB], { ports: [{ portRange: { protocol: 'UDP', start: 53, end: 53 } }] })],
    }),
    answers: { 'job > db 53/UDP': 'denied', 'job > db 54/UDP': 'allowed' },
  },
  {
    rule: 'AN-2',
    shows: 'a name is that of the destination',
    with: anp({ egress: [sent('Deny', [ALL], { ports: [{ namedPort: 'sql' }] })] }),
    answers: { 'web > db 5432': 'denied', 'db > web 5432': 'allowed' },
  },
  {
    rule: 'AN-2',
    shows: 'without ports a rule is for all traffic',
    with: anp({ ingress: [rule('Deny', [LAB])] }),
    answers: { 'job > db 1/UDP': 'denied', 'job > db 2048/ICMP': 'denied', 'web > db 1/UDP': 'allowed' },
  },
  {
    rule: 'AN-4',
    shows: 'Pass leads to NetworkPolicies, and from there not to the baseline',
    with: {
      ...ON_DB,
      ...anp({ ingress: [rule('Pass', [ALL]), rule('Deny', [ALL])] }),
      ...banp({ ingress: [rule('Deny', [LAB])] }),
    },
    answers: { 'web > db 5432': 'allowed', 'job > db 5432': 'denied', 'both > web 80': 'allowed' },
  },
  {
    rule: 'AN-4',
    shows: 'without a NetworkPolicy Pass leads to the baseline',
    with: { ...anp({ ingress: [rule('Pass', [ALL])] }), ...banp({ ingress: [rule('Deny', [LAB])] }) },
    answers: { 'job > db 5432': 'denied', 'web > db 5432': 'allowed' },
  },
];

it.each(SCENARIOS)('$rule: $shows', (scenario) => {
  expect(told(scenario)).toEqual(scenario.answers);
});
