import { describe, expect, it } from 'vitest';
import { collected } from '#lib/model/collected.ts';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { forbiddenGap, inventory } from '#lib/testing/builders/inventory.ts';
import { livePod } from '#lib/testing/builders/workloads.ts';
import { answerQuestion } from './answer-question.ts';
import type { DataplaneName } from './dataplane.ts';
import { reachOfSlices } from './reach-of-slices.ts';
import { workloadLines } from './workload-lines.ts';

const pods = [
  livePod('web', { labels: { app: 'web' }, node: 'n1', ip: '10.0.0.1' }),
  livePod('db', { labels: { app: 'db' }, node: 'n2', ip: '10.0.0.2' }),
  livePod('job', { namespace: 'ops', labels: { app: 'job' }, node: 'n3', ip: '10.0.0.3' }),
];
const networkPolicies = [
  networkPolicy('db', {
    spec: { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from: [{ podSelector: {} }] }] },
  }),
];

function reachWith(gap: ReturnType<typeof forbiddenGap>, profile: DataplaneName) {
  const replaced =
    gap.slice === 'pods'
      ? { pods: collected(pods as never[], [gap]) }
      : { networkPolicies: collected(networkPolicies as never[], [gap]) };
  return reachOfSlices(inventory({ pods, networkPolicies }, replaced).slices, { profile }).reach;
}

const QUESTIONS = {
  'let in by a rule, both ends read': ['shop/web', 'shop/db'],
  'shut out by a rule, both ends read': ['203.0.113.9', 'shop/db'],
  'nothing about it': ['shop/db', 'shop/web'],
  'into ops': ['shop/web', 'ops/job'],
  'out of ops': ['ops/job', 'shop/web'],
  'out to nobody known': ['shop/web', '203.0.113.9'],
} as const;

function verdicts(gap: ReturnType<typeof forbiddenGap>, profile: DataplaneName = 'kubernetes') {
  const reach = reachWith(gap, profile);
  return Object.fromEntries(
    Object.entries(QUESTIONS).map(([name, [from, to]]) => {
      const answer = answerQuestion(reach, { from, to, port: 80, protocol: 'TCP' });
      return [name, 'problem' in answer ? answer.problem.en : answer.verdict];
    }),
  );
}

describe('NetworkPolicies that could not be read', () => {
  it.each(['kubernetes', 'cilium'] as const)(
    'of one namespace leave open what its pods may do, and nothing else, under %s',
    (profile) => {
      expect(verdicts(forbiddenGap('networkPolicies', 'namespace/ops'), profile)).toEqual({
        'let in by a rule, both ends read': 'allowed',
        'shut out by a rule, both ends read': 'denied',
        'nothing about it': 'allowed',
        'into ops': 'unknown',
        'out of ops': 'unknown',
        'out to nobody known': 'allowed',
      });
    },
  );

  it('NP-4: of the namespace itself take back nothing that a rule which was read lets in', () => {
    expect(verdicts(forbiddenGap('networkPolicies', 'namespace/shop'))).toMatchObject({
      'let in by a rule, both ends read': 'unknown',
      'shut out by a rule, both ends read': 'unknown',
      'into ops': 'unknown',
    });
    const { reach } = { reach: reachWith(forbiddenGap('networkPolicies', 'namespace/shop'), 'kubernetes') };
    const answer = answerQuestion(reach, { from: 'ops/job', to: 'shop/web', port: 80, protocol: 'TCP' });
    expect(answer).toMatchObject({ verdict: 'unknown', egress: { verdict: 'allowed' } });
  });

  it('of the whole cluster leave everything open', () => {
    expect(new Set(Object.values(verdicts(forbiddenGap('networkPolicies'))))).toEqual(new Set(['unknown']));
  });

  it('leave everything open beside tiers of Calico, which may end what another one leaves open', () => {
    const open = verdicts(forbiddenGap('networkPolicies', 'namespace/ops'), 'calico');
    expect(new Set(Object.values(open))).toEqual(new Set(['unknown']));
  });
});

describe('pods of one namespace that could not be read', () => {
  const gap = forbiddenGap('pods', 'namespace/secret');

  it('leave open whose an address is, and nothing between two that were', () => {
    expect(verdicts(gap)).toEqual({
      'let in by a rule, both ends read': 'allowed',
      'shut out by a rule, both ends read': 'unknown',
      'nothing about it': 'allowed',
      'into ops': 'allowed',
      'out of ops': 'allowed',
      'out to nobody known': 'unknown',
    });
  });

  it('leave every range of addresses in doubt, and no two workloads', () => {
    const lines = workloadLines(reachWith(gap, 'kubernetes'), { ranges: ['IPv4'] });
    const isOfRange = ({ from, to }: (typeof lines)[number]): boolean =>
      `${from}${to}`.includes('[External]');
    expect(new Set(lines.filter(isOfRange).map(({ isCertain }) => isCertain))).toEqual(new Set([false]));
    expect(new Set(lines.filter((line) => !isOfRange(line)).map(({ isCertain }) => isCertain))).toEqual(
      new Set([true]),
    );
  });
});
