import { expect, it } from 'vitest';
import { calicoNp, gnp, scenarioTeller, type Scenario } from '#lib/testing/network-scenario.ts';
import type { CalicoEntity, CalicoRule, NetworkManifests } from '#lib/testing/direct-network/manifests.ts';
import { askNetwork } from '../reach/ask-network.ts';
import { DATAPLANES } from '../reach/dataplane.ts';

/** A global policy that lets the database take this and nothing else. */
function taken(rule: Partial<CalicoRule>): NetworkManifests {
  return gnp({ a: { selector: "app == 'db'", ingress: [{ action: 'Allow', ...rule }] } });
}

/** The same by a policy of the namespace. */
function takenBy(source: CalicoEntity): NetworkManifests {
  return calicoNp({ a: { selector: "app == 'db'", ingress: [{ action: 'Allow', source }] } });
}

const SETS: NetworkManifests = {
  calicoGlobalNetworkSets: [
    { metadata: { name: 'partners', labels: { kind: 'partner' } }, spec: { nets: ['203.0.113.0/24'] } },
  ],
  calicoNetworkSets: [
    {
      metadata: { name: 'own', namespace: 'shop', labels: { kind: 'own' } },
      spec: { nets: ['198.51.100.0/24'] },
    },
  ],
};

const told = scenarioTeller((records, plane) => askNetwork(records, DATAPLANES[plane]), DATAPLANES.calico);

const SCENARIOS: readonly Scenario[] = [
  {
    rule: 'CA-12',
    shows: 'a selector of a global policy looks everywhere',
    with: taken({ source: { selector: "app == 'web'" } }),
    answers: { 'web > db 1': 'allowed', 'labweb > db 1': 'allowed', 'job > db 1': 'denied' },
  },
  {
    rule: 'CA-12',
    shows: 'a selector of a policy in a namespace looks into its own',
    with: takenBy({ selector: "app == 'web'" }),
    answers: { 'web > db 1': 'allowed', 'labweb > db 1': 'denied' },
  },
  {
    rule: 'CA-12',
    shows: 'a namespace selector leads into others',
    with: takenBy({ selector: "app == 'web'", namespaceSelector: "env == 'dev'" }),
    answers: { 'labweb > db 1': 'allowed', 'web > db 1': 'denied', 'job > db 1': 'denied' },
  },
  {
    rule: 'CA-12',
    shows: 'a namespace has its name as a label of Calico',
    with: takenBy({ namespaceSelector: "projectcalico.org/name == 'lab'" }),
    answers: { 'job > db 1': 'allowed', 'web > db 1': 'denied' },
  },
  {
    rule: 'CA-12',
    shows: 'global() is what belongs to no namespace',
    with: { ...SETS, ...taken({ source: { namespaceSelector: 'global()' } }) },
    answers: { 'out > db 1': 'allowed', '198.51.100.1 > db 1': 'denied', 'web > db 1': 'denied' },
  },
  {
    rule: 'CA-12',
    shows: 'service accounts are named',
    with: taken({ source: { serviceAccounts: { names: ['robot'] } } }),
    answers: { 'job > db 1': 'allowed', 'labweb > db 1': 'denied' },
  },
  {
    rule: 'CA-12',
    shows: 'service accounts are chosen by their labels',
    with: taken({ source: { serviceAccounts: { selector: "duty == 'ci'" } } }),
    answers: { 'job > db 1': 'allowed', 'labweb > db 1': 'denied' },
  },
  {
    rule: 'CA-12',
    shows: 'a selector beside service accounts is for the same pods',
    with: taken({ source: { serviceAccounts: { names: ['robot'] }, selector: "app == 'web'" } }),
    answers: { 'job > db 1': 'denied', 'labweb > db 1': 'denied' },
  },
  {
    rule: 'CA-11',
    shows: 'a negative condition on namespaces holds for what is in none',
    with: { ...SETS, ...taken({ source: { namespaceSelector: "env != 'dev'" } }) },
    answers: { 'out > db 1': 'allowed', 'web > db 1': 'allowed', 'job > db 1': 'denied' },
  },
  {
    rule: 'CA-11',
    shows: 'all() of namespaces is for what is in one',
    with: { ...SETS, ...taken({ source: { namespaceSelector: 'all()' } }) },
    answers: { 'out > db 1': 'denied', '198.51.100.1 > db 1': 'allowed', 'job > db 1': 'allowed' },
  },
  {
    rule: 'CA-13',
    shows: 'all() is everything known and not everybody',
    with: taken({ source: { selector: 'all()' } }),
    answers: { 'job > db 1': 'allowed', 'out > db 1': 'denied', 'n2 > db 1': 'denied' },
  },
  {
    rule: 'CA-13',
    shows: 'no selector is everybody',
    with: taken({ source: {} }),
    answers: { 'job > db 1': 'allowed', 'out > db 1': 'allowed' },
  },
  {
    rule: 'CA-13',
    shows: 'a network set makes its addresses known',
    with: { ...SETS, ...taken({ source: { selector: "kind == 'partner'" } }) },
    answers: { 'out > db 1': 'allowed', '198.51.100.1 > db 1': 'denied' },
  },
  {
    rule: 'CA-13',
    shows: 'a policy in a namespace sees the network sets there alone',
    with: { ...SETS, ...takenBy({ selector: 'has(kind)' }) },
    answers: { '198.51.100.1 > db 1': 'allowed', 'out > db 1': 'denied' },
  },
  {
    rule: 'CA-14',
    shows: 'notSelector of a global policy is everybody but the matches',
    with: taken({ source: { notSelector: "app == 'web'" } }),
    answers: { 'out > db 1': 'allowed', 'job > db 1': 'allowed', 'web > db 1': 'denied' },
  },
  {
    rule: 'CA-14',
    shows: 'a negated selector is what is known and does not match',
    with: taken({ source: { selector: "!(app == 'web')" } }),
    answers: { 'job > db 1': 'allowed', 'out > db 1': 'denied', 'web > db 1': 'denied' },
  },
  {
    rule: 'CA-14',
    shows: 'notSelector of a policy in a namespace stays in it',
    with: takenBy({ notSelector: "app == 'web'" }),
    answers: {
      'both > db 1': 'allowed',
      'out > db 1': 'denied',
      'job > db 1': 'denied',
      'web > db 1': 'denied',
    },
  },
  {
    rule: 'CA-14',
    shows: 'notSelector beside a namespace selector stays in those',
    with: taken({ source: { notSelector: "app == 'web'", namespaceSelector: "env == 'dev'" } }),
    answers: { 'job > db 1': 'allowed', 'labweb > db 1': 'denied', 'out > db 1': 'denied' },
  },
  {
    rule: 'CA-18',
    shows: 'a pod has the labels of its namespace',
    with: taken({ source: { selector: "pcns.env == 'dev'" } }),
    answers: { 'job > db 1': 'allowed', 'web > db 1': 'denied' },
  },
  {
    rule: 'CA-18',
    shows: 'a pod has the labels of its service account',
    with: taken({ source: { selector: "pcsa.duty == 'ci'" } }),
    answers: { 'job > db 1': 'allowed', 'labweb > db 1': 'denied' },
  },
  {
    rule: 'CA-18',
    shows: 'a pod has the names of both as labels',
    with: taken({
      source: {
        selector: "projectcalico.org/namespace == 'lab' && projectcalico.org/serviceaccount == 'robot'",
      },
    }),
    answers: { 'job > db 1': 'allowed', 'labweb > db 1': 'denied' },
  },
  {
    rule: 'CA-20',
    shows: 'a pod in the network of its node is matched by no selector',
    with: gnp({
      a: {
        selector: "app == 'both'",
        ingress: [{ action: 'Allow', source: { selector: "app == 'agent'" } }],
      },
    }),
    answers: { 'agent > both 80': 'denied' },
  },
  {
    rule: 'CA-20',
    shows: 'but by the address of the node',
    with: gnp({
      a: { selector: "app == 'both'", ingress: [{ action: 'Allow', source: { nets: ['192.168.0.1/32'] } }] },
    }),
    answers: { 'agent > both 80': 'allowed', 'job > both 80': 'denied' },
  },
];

it.each(SCENARIOS)('$rule: $shows', (scenario) => {
  expect(told(scenario)).toEqual(scenario.answers);
});
