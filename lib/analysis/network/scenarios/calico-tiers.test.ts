import { expect, it } from 'vitest';
import {
  calicoNp,
  cnp,
  gnp,
  np,
  scenarioTeller,
  tiers,
  type Scenario,
} from '#lib/testing/network-scenario.ts';
import type { CalicoRule, CalicoSpec } from '#lib/testing/direct-network/manifests.ts';
import { askNetwork } from '../reach/ask-network.ts';
import { DATAPLANES } from '../reach/dataplane.ts';

const LAB = { namespaceSelector: "env == 'dev'" };
const ON_DB = np({ podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from: [{ podSelector: {} }] }] });

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
    rule: 'CA-1',
    shows: 'the tier of the lower order decides',
    with: {
      ...tiers({ a: 2, b: 1 }),
      ...gnp({ x: db([DENY], { tier: 'a' }), y: db([ALLOW], { tier: 'b' }) }),
    },
    answers: { 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CA-1',
    shows: 'the tier of the higher order comes too late',
    with: {
      ...tiers({ a: 1, b: 2 }),
      ...gnp({ x: db([DENY], { tier: 'a' }), y: db([ALLOW], { tier: 'b' }) }),
    },
    answers: { 'web > db 5432': 'denied' },
  },
  {
    rule: 'CA-1',
    shows: 'a tier without an order comes last',
    with: {
      ...tiers({ a: 'no order' }),
      ...gnp({ x: db([DENY], { tier: 'a' }), y: db([{ action: 'Allow', source: LAB }, PASS]) }),
    },
    answers: { 'job > db 5432': 'allowed', 'web > db 5432': 'denied' },
  },
  {
    rule: 'CA-1',
    shows: 'tiers of one order are asked by name',
    with: {
      ...tiers({ b: 1, a: 1 }),
      ...gnp({ x: db([DENY], { tier: 'b' }), y: db([ALLOW], { tier: 'a' }) }),
    },
    answers: { 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CA-2',
    shows: 'policies of a tier are asked by order',
    with: gnp({ a: db([DENY], { order: 2 }), b: db([ALLOW], { order: 1 }) }),
    answers: { 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CA-2',
    shows: 'a policy without an order comes last',
    with: gnp({ a: db([DENY]), b: db([ALLOW], { order: 5000 }) }),
    answers: { 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CA-2',
    shows: 'policies of one order are asked by name, of a namespace or not',
    with: { ...gnp({ b: db([DENY], { order: 1 }) }), ...calicoNp({ a: db([ALLOW], { order: 1 }) }) },
    answers: { 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CA-2',
    shows: 'of one order and name the version of Calico decides',
    with: { ...gnp({ a: db([DENY], { order: 1 }) }), ...calicoNp({ a: db([ALLOW], { order: 1 }) }) },
    answers: { 'web > db 5432': 'unknown', 'web > both 80': 'allowed' },
  },
  {
    rule: 'CA-3',
    shows: 'a denial ordered before 1000 beats a NetworkPolicy',
    with: { ...ON_DB, ...gnp({ a: db([DENY], { order: 999 }) }) },
    answers: { 'web > db 5432': 'denied' },
  },
  {
    rule: 'CA-3',
    shows: 'a denial ordered after 1000 does not',
    with: { ...ON_DB, ...gnp({ a: db([DENY], { order: 1001 }) }) },
    answers: { 'web > db 5432': 'allowed', 'job > db 5432': 'denied' },
  },
  {
    rule: 'CA-3',
    shows: 'an allow ordered after 1000 opens what no NetworkPolicy allowed',
    with: { ...ON_DB, ...gnp({ a: db([{ action: 'Allow', source: LAB }], { order: 2000 }) }) },
    answers: { 'job > db 5432': 'allowed', 'out > db 5432': 'denied' },
  },
  {
    rule: 'CA-3',
    shows: 'the admin tier of Kubernetes comes before the default tier',
    with: {
      ...cnp({ ingress: [{ action: 'Accept', from: [{ namespaces: {} }] }] }),
      ...gnp({ a: db([DENY]) }),
    },
    answers: { 'web > db 5432': 'allowed', 'out > db 5432': 'denied' },
  },
  {
    rule: 'CA-3',
    shows: 'a tier of a lower order comes before the admin tier',
    with: {
      ...tiers({ early: 999 }),
      ...cnp({ ingress: [{ action: 'Accept', from: [{ namespaces: {} }] }] }),
      ...gnp({ a: db([DENY], { tier: 'early' }) }),
    },
    answers: { 'web > db 5432': 'denied' },
  },
  {
    rule: 'CA-3',
    shows: 'the baseline tier is asked where the default tier has nothing to say',
    with: {
      ...cnp({ tier: 'Baseline', ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] }),
      ...gnp({ a: db([ALLOW]) }),
    },
    answers: { 'web > db 5432': 'allowed', 'web > both 80': 'denied' },
  },
  {
    rule: 'CA-4',
    shows: 'a policy without a match leads to the next of its tier',
    with: gnp({ a: db([{ action: 'Allow', source: LAB }], { order: 1 }), b: db([ALLOW], { order: 2 }) }),
    answers: { 'job > db 5432': 'allowed', 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CA-5',
    shows: 'what no policy of a tier matched is denied at its end',
    with: gnp({ a: db([{ action: 'Allow', source: LAB }]) }),
    answers: { 'job > db 5432': 'allowed', 'web > db 5432': 'denied', 'web > both 80': 'allowed' },
  },
  {
    rule: 'CA-5',
    shows: 'or passed on, where the tier says so',
    with: {
      ...tiers({ soft: 'Pass' }),
      ...gnp({ a: db([{ action: 'Deny', source: LAB }], { tier: 'soft' }) }),
    },
    answers: { 'job > db 5432': 'denied', 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CA-5',
    shows: 'a tier that does not govern the pod is left out',
    with: { ...tiers({ hard: 5 }), ...gnp({ a: db([], { tier: 'hard' }) }) },
    answers: { 'web > db 5432': 'denied', 'db > web 80': 'allowed' },
  },
  {
    rule: 'CA-5',
    shows: 'a policy before address translation does not govern pods',
    with: gnp({ a: db([DENY], { preDNAT: true, applyOnForward: true }) }),
    answers: { 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CA-5',
    shows: 'nor does one without tracking',
    with: gnp({ a: db([DENY], { doNotTrack: true, applyOnForward: true }) }),
    answers: { 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CA-6',
    shows: 'Pass leaves the rest of its tier out',
    with: {
      ...tiers({ first: 1 }),
      ...gnp({ a: db([{ action: 'Pass', source: LAB }, DENY], { tier: 'first' }) }),
    },
    answers: { 'job > db 5432': 'allowed', 'web > db 5432': 'denied' },
  },
  {
    rule: 'CA-6',
    shows: 'what is passed on meets the next tier',
    with: { ...tiers({ first: 1 }), ...gnp({ a: db([PASS], { tier: 'first' }), b: db([DENY]) }) },
    answers: { 'web > db 5432': 'denied' },
  },
  {
    rule: 'CA-6',
    shows: 'Log decides nothing',
    with: gnp({ a: db([{ action: 'Log' }, ALLOW]), b: db([DENY]) }),
    answers: { 'web > db 5432': 'allowed' },
  },
];

it.each(SCENARIOS)('$rule: $shows', (scenario) => {
  expect(told(scenario)).toEqual(scenario.answers);
});
