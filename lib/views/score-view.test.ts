import { describe, expect, it } from 'vitest';
import type { Score } from '#lib/model/score.ts';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { scoreView, shownScore } from './score-view.ts';

const { controls } = sampleResult({ scanId: 's' });
const score: Score = {
  value: 59,
  grade: 'D',
  byCategory: {},
  formula: {
    version: 1,
    terms: [
      { controlId: 'wildcard-role', weight: 6, kept: 6 },
      { controlId: 'privileged-pod', weight: 6, kept: 2.123456 },
      { controlId: 'no-such-control', weight: 0, kept: 0 },
    ],
    uncapped: 67.6951,
    cap: { at: 59, severity: 'critical', findings: 2 },
    assessedShare: 1,
    blind: [],
  },
};

describe('scoreView', () => {
  it('names the terms in the reader’s language, what cost most first', () => {
    const { terms } = scoreView(score, controls, 'zh-CN');
    expect(terms.map(({ title, kept }) => [title, kept])).toEqual([
      ['Pod 不以特权运行', 2.12],
      ['已绑定的角色不含通配符', 6],
    ]);
  });

  it('adds the terms up to what the value is made of', () => {
    const { kept, weight, uncapped } = scoreView(score, controls, 'en');
    expect({ kept, weight, uncapped }).toEqual({ kept: 8.12, weight: 12, uncapped: 67.7 });
  });

  it('keeps "no score" apart from a score of nothing', () => {
    expect(scoreView({ ...score, value: null, grade: null }, controls, 'en').value).toBeNull();
    expect(scoreView({ ...score, value: 0, grade: 'F' }, controls, 'en').value).toBe(0);
  });
});

describe('shownScore', () => {
  it.each([
    { name: 'is no 100 while something failed', value: 99.96, shown: 99 },
    { name: 'is no A before 90', value: 89.97, shown: 89 },
    { name: 'is 100 when all was kept', value: 100, shown: 100 },
  ])('$name', ({ value, shown }) => {
    expect(shownScore(value)).toBe(shown);
  });
});
