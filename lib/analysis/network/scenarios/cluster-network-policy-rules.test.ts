import { expect, it } from 'vitest';
import { cnp, scenarioTeller, type Scenario } from '#lib/testing/network-scenario.ts';
import type { AdminPeer, AdminRule } from '#lib/testing/direct-network/manifests.ts';
import { askNetwork } from '../reach/ask-network.ts';
import { DATAPLANES } from '../reach/dataplane.ts';

const WEB = { matchLabels: { app: 'web' } };
const LAB: AdminPeer = { namespaces: { matchLabels: { env: 'dev' } } };
const ALL: AdminPeer = { namespaces: {} };

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
    rule: 'CN-8',
    shows: 'to deny every namespace keeps neither nodes nor the internet out',
    with: cnp({ ingress: [rule('Deny', [ALL])] }),
    answers: { 'out > db 5432': 'allowed', 'n2 > db 5432': 'allowed', 'job > db 5432': 'denied' },
  },
  {
    rule: 'CN-8',
    shows: 'networks match what is outside',
    with: cnp({ egress: [sent('Deny', [{ networks: ['203.0.113.0/24'] }])] }),
    answers: { 'db > out 443': 'denied', 'db > 198.51.100.1 443': 'allowed' },
  },
  {
    rule: 'CN-8',
    shows: 'networks match pods by their addresses',
    with: cnp({ egress: [sent('Deny', [{ networks: ['10.0.1.0/24'] }])] }),
    answers: { 'db > job 80': 'denied', 'db > both 80': 'allowed' },
  },
  {
    rule: 'CN-8',
    shows: 'networks match ICMP, too',
    with: cnp({ egress: [sent('Deny', [{ networks: ['203.0.113.0/24'] }])] }),
    answers: { 'db > out 2048/ICMP': 'denied', 'db > 198.51.100.1 2048/ICMP': 'allowed' },
  },
  {
    rule: 'CN-8',
    shows: 'an empty selector of nodes is all of them',
    with: cnp({ egress: [sent('Deny', [{ nodes: {} }])] }),
    answers: { 'db > n2 10250': 'denied', 'both > n1 10250': 'denied', 'both > out 443': 'allowed' },
  },
  {
    rule: 'CN-8',
    shows: 'nodes are told apart by their labels, and pods in their networks go with them',
    with: cnp({ egress: [sent('Deny', [{ nodes: { matchLabels: { role: 'edge' } } }])] }),
    answers: { 'both > n1 80': 'denied', 'both > agent 80': 'denied', 'db > n2 80': 'allowed' },
  },
  {
    rule: 'CN-8',
    shows: 'which addresses a domain has is unknown; that pods have others is not',
    with: cnp({
      egress: [
        sent('Accept', [{ domainNames: ['*.example.com'] }]),
        sent('Deny', [{ networks: ['0.0.0.0/0'] }]),
      ],
    }),
    answers: { 'db > out 443': 'unknown', 'db > job 80': 'denied' },
  },
  {
    rule: 'CN-8',
    shows: 'a domain in one peer does not put the other peers in doubt',
    with: cnp({ egress: [sent('Accept', [LAB, { domainNames: ['example.com'] }]), sent('Deny', [ALL])] }),
    answers: { 'db > job 80': 'allowed', 'db > both 80': 'denied' },
  },
  {
    rule: 'CN-9',
    shows: 'a rule without protocols is for all traffic',
    with: cnp({ ingress: [rule('Deny', [LAB])] }),
    answers: { 'job > db 1': 'denied', 'job > db 1/SCTP': 'denied', 'job > db 2048/ICMP': 'denied' },
  },
  {
    rule: 'CN-9',
    shows: 'a port is one of its protocol',
    with: cnp({ ingress: [rule('Deny', [LAB], tcp(5432))] }),
    answers: { 'job > db 5432': 'denied', 'job > db 5433': 'allowed', 'job > db 5432/UDP': 'allowed' },
  },
  {
    rule: 'CN-9',
    shows: 'both ends of a range belong to it',
    with: cnp({
      ingress: [
        rule('Deny', [LAB], { protocols: [{ udp: { destinationPort: { range: { start: 10, end: 20 } } } }] }),
      ],
    }),
    answers: {
      'job > db 9/UDP': 'allowed',
      'job > db 10/UDP': 'denied',
      'job > db 20/UDP': 'denied',
      'job > db 21/UDP': 'allowed',
    },
  },
  {
    rule: 'CN-9',
    shows: 'a protocol without a port is all of its ports',
    with: cnp({ ingress: [rule('Deny', [LAB], { protocols: [{ sctp: {} }] })] }),
    answers: { 'job > db 7/SCTP': 'denied', 'job > db 7': 'allowed' },
  },
  {
    rule: 'CN-9',
    shows: 'items of a list of protocols are alternatives',
    with: cnp({ ingress: [rule('Deny', [LAB], { protocols: [{ sctp: {} }, { udp: {} }] })] }),
    answers: { 'job > db 7/SCTP': 'denied', 'job > db 7/UDP': 'denied', 'job > db 7': 'allowed' },
  },
  {
    rule: 'CN-10',
    shows: 'a named port has the protocol of the container',
    with: cnp({ ingress: [rule('Deny', [ALL], { protocols: [{ destinationNamedPort: 'dns' }] })] }),
    answers: { 'web > both 53/UDP': 'denied', 'web > both 53': 'allowed' },
  },
  {
    rule: 'CN-10',
    shows: 'a named port matches nothing on pods that are matched by their addresses',
    with: cnp({
      egress: [
        sent('Deny', [{ networks: ['10.0.0.0/8'] }], { protocols: [{ destinationNamedPort: 'http' }] }),
      ],
    }),
    answers: { 'db > web 80': 'allowed' },
  },
  {
    rule: 'CN-10',
    shows: 'a named port still matches on the pods of the rule beside such peers',
    with: cnp({
      egress: [
        sent('Deny', [{ networks: ['10.0.0.0/8'] }, { pods: { podSelector: WEB } }], {
          protocols: [{ destinationNamedPort: 'http' }],
        }),
      ],
    }),
    answers: { 'db > web 80': 'denied', 'db > both 80': 'allowed' },
  },
  {
    rule: 'CN-11',
    shows: 'an accept with a peer nobody knows matches nothing',
    with: cnp({ ingress: [rule('Accept', [ALL, { future: 'kind' }]), rule('Deny', [ALL])] }),
    answers: { 'web > db 5432': 'denied' },
  },
  {
    rule: 'CN-11',
    shows: 'the same rule without that peer accepts',
    with: cnp({ ingress: [rule('Accept', [ALL]), rule('Deny', [ALL])] }),
    answers: { 'web > db 5432': 'allowed' },
  },
  {
    rule: 'CN-11',
    shows: 'a denial with a peer nobody knows denies everybody',
    with: cnp({ ingress: [rule('Deny', [LAB, { future: 'kind' }])] }),
    answers: { 'web > db 5432': 'denied', 'out > db 5432': 'denied', 'db > out 443': 'allowed' },
  },
  {
    rule: 'CN-11',
    shows: 'a pass with a peer nobody knows denies, too',
    with: cnp({ egress: [sent('Pass', [{ future: 'kind' }])] }),
    answers: { 'db > out 443': 'denied', 'out > db 5432': 'allowed' },
  },
  {
    rule: 'CN-11',
    shows: 'whether ports narrow that is not defined',
    with: cnp({ ingress: [rule('Deny', [{ future: 'kind' }], tcp(80))] }),
    answers: { 'both > web 80': 'denied', 'both > web 81': 'unknown' },
  },
];

it.each(SCENARIOS)('$rule: $shows', (scenario) => {
  expect(told(scenario)).toEqual(scenario.answers);
});
