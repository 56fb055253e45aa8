import { expect, it } from 'vitest';
import { calicoNp, gnp, np, scenarioTeller, type Scenario } from '#lib/testing/network-scenario.ts';
import type { CalicoRule, CalicoSpec } from '#lib/testing/direct-network/manifests.ts';
import { askNetwork } from '../reach/ask-network.ts';
import { DATAPLANES } from '../reach/dataplane.ts';

/** A policy about what the database takes. */
function db(ingress: readonly CalicoRule[], more: CalicoSpec = {}): CalicoSpec {
  return { selector: "app == 'db'", types: ['Ingress'], ingress, ...more };
}

const ALLOW: CalicoRule = { action: 'Allow' };
const DENY: CalicoRule = { action: 'Deny' };
const PASS: CalicoRule = { action: 'Pass' };

const told = scenarioTeller((records, plane) => askNetwork(records, DATAPLANES[plane]), DATAPLANES.calico);

const SCENARIOS: readonly Scenario[] = [
  {
    rule: 'CA-7',
    shows: 'a pod that no policy selects is open',
    with: gnp({ a: db([DENY]) }),
    answers: { 'job > web 80': 'allowed', 'out > web 80': 'allowed' },
  },
  {
    rule: 'CA-7',
    shows: 'Pass out of the last tier is an allow',
    with: gnp({ a: db([PASS]) }),
    answers: { 'web > db 5432': 'allowed', 'out > db 5432': 'allowed' },
  },
  {
    rule: 'CA-7',
    shows: 'a profile that people changed closes what no policy selects',
    with: { calicoProfiles: [{ metadata: { name: 'kns.shop' }, spec: { egress: [ALLOW] } }] },
    answers: { 'job > web 80': 'denied', 'web > job 80': 'allowed', 'web > labweb 80': 'allowed' },
  },
  {
    rule: 'CA-7',
    shows: 'a profile as Calico makes it leaves everything open',
    with: {
      calicoProfiles: [{ metadata: { name: 'kns.shop' }, spec: { ingress: [ALLOW], egress: [ALLOW] } }],
    },
    answers: { 'job > web 80': 'allowed', 'web > job 80': 'allowed' },
  },
  {
    rule: 'CA-7',
    shows: 'the profile of the service account is asked after that of the namespace',
    with: {
      calicoProfiles: [
        { metadata: { name: 'kns.lab' }, spec: { egress: [ALLOW] } },
        { metadata: { name: 'ksa.lab.robot' }, spec: { ingress: [ALLOW] } },
      ],
    },
    answers: { 'web > job 80': 'allowed', 'web > labweb 80': 'denied' },
  },
  {
    rule: 'CA-8',
    shows: 'types are taken from the rules: ingress',
    with: gnp({ a: { selector: "app == 'db'", ingress: [] } }),
    answers: { 'web > db 5432': 'denied', 'db > web 80': 'allowed' },
  },
  {
    rule: 'CA-8',
    shows: 'types are taken from the rules: egress',
    with: gnp({ a: { selector: "app == 'db'", egress: [DENY] } }),
    answers: { 'web > db 5432': 'allowed', 'db > web 80': 'denied' },
  },
  {
    rule: 'CA-8',
    shows: 'types are taken from the rules: both',
    with: gnp({ a: { selector: "app == 'db'", ingress: [DENY], egress: [DENY] } }),
    answers: { 'web > db 5432': 'denied', 'db > web 80': 'denied' },
  },
  {
    rule: 'CA-8',
    shows: 'without rules it is ingress',
    with: gnp({ a: { selector: "app == 'db'" } }),
    answers: { 'web > db 5432': 'denied', 'db > web 80': 'allowed' },
  },
  {
    rule: 'CA-8',
    shows: 'an empty list of egress rules is read in two ways',
    with: gnp({ a: { selector: "app == 'db'", egress: [] } }),
    answers: { 'web > db 5432': 'unknown', 'db > web 80': 'unknown', 'job > web 80': 'allowed' },
  },
  {
    rule: 'CA-8',
    shows: 'an empty list of types in a file leaves open what its rules do not say',
    with: gnp({ a: { selector: "app == 'db'", types: [], ingress: [DENY] } }),
    answers: { 'web > db 5432': 'denied', 'db > web 80': 'unknown' },
  },
  {
    rule: 'CA-9',
    shows: 'whether a tier that does not exist is asked is open',
    with: gnp({ a: db([DENY], { tier: 'absent' }) }),
    answers: { 'web > db 5432': 'unknown', 'web > both 80': 'allowed' },
  },
  {
    rule: 'CA-9',
    shows: 'where it would change nothing the answer is certain',
    with: gnp({ a: db([ALLOW], { tier: 'absent' }) }),
    answers: { 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CA-11',
    shows: 'a global policy without a selector is for every pod',
    with: gnp({ a: { types: ['Ingress'] } }),
    answers: { 'web > db 5432': 'denied', 'web > labweb 80': 'denied' },
  },
  {
    rule: 'CA-11',
    shows: 'a policy of a namespace without a selector is for the pods there',
    with: calicoNp({ a: { types: ['Ingress'] } }),
    answers: { 'web > db 5432': 'denied', 'web > labweb 80': 'allowed' },
  },
  {
    rule: 'CA-11',
    shows: 'a global policy is narrowed to namespaces by their labels',
    with: gnp({ a: { namespaceSelector: "env == 'dev'", types: ['Ingress'] } }),
    answers: { 'web > labweb 80': 'denied', 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CA-11',
    shows: 'and to service accounts by theirs',
    with: gnp({ a: { serviceAccountSelector: "duty == 'ci'", types: ['Ingress'] } }),
    answers: { 'web > job 80': 'denied', 'web > labweb 80': 'allowed' },
  },
  {
    rule: 'CA-20',
    shows: 'a pod in the network of its node is no endpoint',
    with: gnp({ a: { types: ['Ingress'] } }),
    answers: { 'both > agent 80': 'allowed', 'both > web 80': 'denied' },
  },
  {
    rule: 'CA-21',
    shows: 'the own node is let in, other nodes are not',
    with: gnp({ a: db([DENY]) }),
    answers: { 'n1 > db 5432': 'allowed', 'agent > db 5432': 'allowed', 'n2 > db 5432': 'denied' },
  },
  {
    rule: 'HE-12',
    shows: 'what a pod sends to its own node its egress policies decide',
    with: gnp({
      a: { selector: "app == 'db'", types: ['Egress'], egress: [{ action: 'Allow', protocol: 'UDP' }] },
    }),
    answers: { 'db > n1 53/UDP': 'allowed', 'db > n1 10250': 'denied' },
  },
  {
    rule: 'HE-12',
    shows: 'its own node is known by its address, too',
    with: gnp({
      a: {
        selector: "app == 'db'",
        types: ['Egress'],
        egress: [{ action: 'Allow', destination: { nets: ['192.168.0.1/32'] } }],
      },
    }),
    answers: { 'db > n1 10250': 'allowed', 'db > n2 10250': 'denied' },
  },
  {
    rule: 'NP-17',
    shows: 'Calico drops ICMP to a pod whose rules are about ports',
    with: np({ podSelector: { matchLabels: { app: 'db' } }, ingress: [{ ports: [{ port: 5432 }] }] }),
    answers: { 'web > db 2048/ICMP': 'denied', 'web > db 5432': 'allowed' },
  },
];

it.each(SCENARIOS)('$rule: $shows', (scenario) => {
  expect(told(scenario)).toEqual(scenario.answers);
});
