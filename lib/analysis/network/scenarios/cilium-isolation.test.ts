import { expect, it } from 'vitest';
import { anp, ciliumNp, cnp, np, scenarioTeller, type Scenario } from '#lib/testing/network-scenario.ts';
import type { CiliumRule, CiliumSpec } from '#lib/testing/direct-network/manifests.ts';
import { askNetwork } from '../reach/ask-network.ts';
import { DATAPLANES } from '../reach/dataplane.ts';

const DB = { matchLabels: { app: 'db' } };
const WEB = { matchLabels: { app: 'web' } };
const SQL = [{ ports: [{ port: '5432', protocol: 'TCP' }] }];

function toDb(...ingress: readonly CiliumRule[]): CiliumSpec {
  return { endpointSelector: DB, ingress };
}

function fromDb(...egress: readonly CiliumRule[]): CiliumSpec {
  return { endpointSelector: DB, egress };
}

const told = scenarioTeller((records, plane) => askNetwork(records, DATAPLANES[plane]), DATAPLANES.cilium);

const SCENARIOS: readonly Scenario[] = [
  {
    rule: 'CI-2',
    shows: 'a section with one empty rule isolates and allows nothing',
    with: ciliumNp(toDb({})),
    answers: { 'web > db 5432': 'denied', 'db > out 443': 'allowed' },
  },
  {
    rule: 'CI-2',
    shows: 'an empty section does nothing',
    with: ciliumNp(toDb()),
    answers: { 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CI-2',
    shows: 'a section that is not there does nothing',
    with: ciliumNp({ endpointSelector: DB }),
    answers: { 'web > db 5432': 'allowed', 'db > out 443': 'allowed' },
  },
  {
    rule: 'CI-2',
    shows: 'a section about what goes out leaves what comes in alone',
    with: ciliumNp(fromDb({ toEndpoints: [WEB] })),
    answers: { 'job > db 5432': 'allowed', 'db > web 80': 'allowed', 'db > both 80': 'denied' },
  },
  {
    rule: 'CI-3',
    shows: 'a policy that does not isolate still allows',
    with: ciliumNp(
      { ...toDb({ fromEndpoints: [WEB] }), enableDefaultDeny: { ingress: false } },
      toDb({ fromEndpoints: [{ matchLabels: { app: 'both' } }] }),
    ),
    answers: { 'web > db 5432': 'allowed', 'both > db 5432': 'allowed', 'job > db 5432': 'denied' },
  },
  {
    rule: 'CI-3',
    shows: 'a policy that does not isolate keeps nobody out by itself',
    with: ciliumNp({ ...toDb({ fromEndpoints: [WEB] }), enableDefaultDeny: { ingress: false } }),
    answers: { 'web > db 5432': 'allowed', 'job > db 5432': 'allowed' },
  },
  {
    rule: 'CI-3',
    shows: 'each direction is switched by itself',
    with: ciliumNp({
      ...toDb({ fromEndpoints: [WEB] }),
      egress: [{ toEndpoints: [WEB] }],
      enableDefaultDeny: { egress: false },
    }),
    answers: { 'job > db 5432': 'denied', 'db > out 443': 'allowed' },
  },
  {
    rule: 'CI-4',
    shows: 'a denial beats an allow of any other policy',
    with: ciliumNp(toDb({ fromEndpoints: [{}] }), {
      endpointSelector: DB,
      ingressDeny: [{ fromEndpoints: [WEB] }],
    }),
    answers: { 'web > db 5432': 'denied', 'both > db 5432': 'allowed' },
  },
  {
    rule: 'CI-4',
    shows: 'a denial beats a NetworkPolicy',
    with: {
      ...np({ podSelector: DB, ingress: [{}] }),
      ...ciliumNp({ endpointSelector: DB, ingressDeny: [{ fromEndpoints: [WEB] }] }),
    },
    answers: { 'web > db 5432': 'denied', 'both > db 5432': 'allowed' },
  },
  {
    rule: 'CI-4',
    shows: 'a denial alone isolates',
    with: ciliumNp({ endpointSelector: DB, ingressDeny: [{ fromEndpoints: [WEB] }] }),
    answers: { 'web > db 5432': 'denied', 'both > db 5432': 'denied', 'db > out 443': 'allowed' },
  },
  {
    rule: 'CI-4',
    shows: 'a denial that does not isolate denies its own peers alone',
    with: ciliumNp({
      endpointSelector: DB,
      egressDeny: [{ toEndpoints: [WEB] }],
      enableDefaultDeny: { egress: false },
    }),
    answers: { 'db > web 80': 'denied', 'db > out 443': 'allowed' },
  },
  {
    rule: 'CI-4',
    shows: 'what a denial has ports for is denied on those alone',
    with: ciliumNp(toDb({ fromEndpoints: [WEB] }), {
      endpointSelector: DB,
      ingressDeny: [{ fromEndpoints: [WEB], toPorts: SQL }],
    }),
    answers: { 'web > db 5432': 'denied', 'web > db 80': 'allowed' },
  },
  {
    rule: 'CI-4',
    shows: 'allows of Cilium and of NetworkPolicies add up',
    with: {
      ...np({ podSelector: DB, ingress: [{ from: [{ podSelector: WEB }] }] }),
      ...ciliumNp(toDb({ fromEndpoints: [{ matchLabels: { app: 'both' } }] })),
    },
    answers: { 'web > db 5432': 'allowed', 'both > db 5432': 'allowed', 'job > db 5432': 'denied' },
  },
  {
    rule: 'CI-10',
    shows: 'the own node is let in even where everybody is denied',
    with: ciliumNp({ endpointSelector: DB, ingressDeny: [{ fromEntities: ['all'] }] }),
    answers: { 'n1 > db 5432': 'allowed', 'agent > db 5432': 'allowed', 'n2 > db 5432': 'denied' },
  },
  {
    rule: 'CN-15',
    shows: 'Cilium takes no notice of cluster-wide policies of Kubernetes by default',
    with: cnp({ ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] }),
    answers: { 'web > db 5432': 'allowed' },
  },
];

const CLOSED = { ...DATAPLANES.cilium, closedByDefault: true, hostPolicies: 'inert' } as const;
const WITH_ADMIN = { ...DATAPLANES.cilium, adminPolicies: 'enforced' } as const;

it('CI-1: closed by default, a pod takes and sends what a policy allows alone', () => {
  const answers: Scenario['answers'] = {
    'web > db 5432': 'denied',
    'db > db 5432': 'allowed',
    'n1 > db 5432': 'allowed',
    'db > out 443': 'denied',
  };
  const tell = scenarioTeller((records) => askNetwork(records, CLOSED), CLOSED);
  const nothing: Scenario = { rule: 'CI-1', shows: 'no policies', with: {}, answers };
  expect(tell(nothing)).toEqual(answers);
  expect(told(nothing)).toEqual({ ...answers, 'web > db 5432': 'allowed', 'db > out 443': 'allowed' });
});

it('CN-15: where Cilium is told to, it enforces the newer cluster-wide policies and not the older ones', () => {
  const tell = scenarioTeller((records) => askNetwork(records, WITH_ADMIN), WITH_ADMIN);
  const rules = { ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] };
  const denied: Scenario['answers'] = { 'web > db 5432': 'denied', 'out > db 5432': 'allowed' };
  const open: Scenario['answers'] = { 'web > db 5432': 'allowed' };
  expect(tell({ rule: 'CN-15', shows: 'the newer', with: cnp(rules), answers: denied })).toEqual(denied);
  expect(tell({ rule: 'CN-15', shows: 'the older', with: anp(rules), answers: open })).toEqual(open);
});

it.each(SCENARIOS)('$rule: $shows', (scenario) => {
  expect(told(scenario)).toEqual(scenario.answers);
});

it('CI-10: where Cilium is told to ask them, policies of a pod keep its own node out and let it in by its entity', () => {
  const asked = { ...DATAPLANES.cilium, hostPolicies: 'inert', fromOwnNode: 'by-policy' } as const;
  const told = (plane: typeof asked | typeof DATAPLANES.cilium, entities: readonly string[]) =>
    scenarioTeller(
      (records) => askNetwork(records, plane),
      plane,
    )({
      rule: 'CI-10',
      shows: 'a setting',
      with: ciliumNp({ endpointSelector: {}, ingress: [{ fromEntities: entities }] }),
      answers: { 'n1 > web 80': 'allowed', 'n2 > web 80': 'allowed' },
    });
  expect(told(asked, ['remote-node'])).toEqual({ 'n1 > web 80': 'denied', 'n2 > web 80': 'allowed' });
  expect(told(asked, ['host'])).toEqual({ 'n1 > web 80': 'allowed', 'n2 > web 80': 'denied' });
  expect(told(DATAPLANES.cilium, ['remote-node'])).toEqual({
    'n1 > web 80': 'allowed',
    'n2 > web 80': 'allowed',
  });
});
