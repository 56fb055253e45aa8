import { describe, expect, it } from 'vitest';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { sceneOf } from '#lib/testing/path-scene.ts';
import { answerQuestion } from '../reach/answer-question.ts';

const pods = [
  livePod('web', { labels: { app: 'web' }, node: 'n1', ip: '10.0.0.1' }),
  livePod('db', { labels: { app: 'db' }, node: 'n2', ip: '10.0.0.2' }),
];
const DB = { matchLabels: { app: 'db' } };

interface Case {
  readonly shows: string;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly answers: Readonly<Record<string, string>>;
}

const CASES: readonly Case[] = [
  {
    shows: 'NP-5: a null rule lets everybody in',
    spec: { podSelector: DB, ingress: [null] },
    answers: { '80/TCP': 'allowed', '53/UDP': 'allowed' },
  },
  {
    shows: 'NP-5: null in place of the list of rules lets nobody in',
    spec: { podSelector: DB, ingress: null },
    answers: { '80/TCP': 'denied' },
  },
  {
    shows: 'NP-13: a null port is every TCP port and no other',
    spec: { podSelector: DB, ingress: [{ ports: [null] }] },
    answers: { '80/TCP': 'allowed', '53/UDP': 'denied' },
  },
  {
    shows: 'NP-12: null in place of the list of ports is all of them',
    spec: { podSelector: DB, ingress: [{ ports: null }] },
    answers: { '80/TCP': 'allowed', '53/UDP': 'allowed' },
  },
  {
    shows: 'NP-6: null in place of the list of peers is everybody',
    spec: { podSelector: DB, ingress: [{ from: null, ports: [{ port: 80 }] }] },
    answers: { '80/TCP': 'allowed', '81/TCP': 'denied' },
  },
  {
    shows: 'NP-28: a null peer is an empty one, which no API server takes: whom it means is not known',
    spec: { podSelector: DB, ingress: [{ from: [null], ports: [{ port: 80 }] }] },
    answers: { '80/TCP': 'unknown', '81/TCP': 'denied' },
  },
  {
    shows: 'NP-28: nor is a peer whose selector has no value',
    spec: { podSelector: DB, ingress: [{ from: [{}], ports: [{ port: 80 }] }] },
    answers: { '80/TCP': 'unknown', '81/TCP': 'denied' },
  },
  {
    shows: 'NP-8: while an empty selector means every pod',
    spec: { podSelector: DB, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }] },
    answers: { '80/TCP': 'allowed', '81/TCP': 'denied' },
  },
  {
    shows: 'NP-1: a policy whose selector is null is for every pod of its namespace',
    spec: { podSelector: null, ingress: [] },
    answers: { '80/TCP': 'denied' },
  },
  {
    shows: 'NP-10: an empty text is a value of a label, and not that of the database',
    spec: { podSelector: { matchLabels: { app: '' } }, ingress: [] },
    answers: { '80/TCP': 'allowed' },
  },
  {
    shows:
      'NP-16: a port that cannot be one leaves open what its rule allows; a good one beside it is allowed',
    spec: { podSelector: DB, ingress: [{ ports: [{ port: 80 }, { port: 70_000 }] }] },
    answers: { '80/TCP': 'allowed', '81/TCP': 'unknown' },
  },
  {
    shows: 'NP-16: so does a range that ends before it begins',
    spec: { podSelector: DB, ingress: [{ ports: [{ port: 90, endPort: 80 }] }] },
    answers: { '90/TCP': 'unknown', '85/TCP': 'unknown' },
  },
  {
    shows: 'NP-16: a range of one port is a range',
    spec: { podSelector: DB, ingress: [{ ports: [{ port: 90, endPort: 90 }] }] },
    answers: { '90/TCP': 'allowed', '85/TCP': 'denied' },
  },
  {
    shows: 'NP-17: a protocol that a policy cannot name leaves open what its rule allows',
    spec: { podSelector: DB, ingress: [{ ports: [{ port: 80, protocol: 'ICMP' }] }] },
    answers: { '80/TCP': 'unknown' },
  },
];

describe('what a policy says that was written with nulls, or with what cannot be', () => {
  it.each(CASES)('$shows', ({ spec, answers }) => {
    const { reach } = sceneOf({ pods, networkPolicies: [networkPolicy('one', { spec })] }, 'kubernetes');
    const told = Object.keys(answers).map((place) => {
      const [port = '', protocol = ''] = place.split('/');
      const answer = answerQuestion(reach, { from: 'shop/web', to: 'shop/db', port: Number(port), protocol });
      return [place, 'problem' in answer ? answer.problem.en : answer.verdict];
    });
    expect(Object.fromEntries(told)).toEqual(answers);
  });
});
