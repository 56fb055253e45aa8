import { describe, expect, it } from 'vitest';
import { trendPoints } from './trend-points.ts';

const scan = {
  id: 'a',
  finishedAt: '2026-11-22T05:00:00.000Z',
  queuedAt: '2026-11-22T04:00:00.000Z',
  score: 79.9,
  grade: 'C',
  coverageAssessed: 20,
  coverageTotal: 24,
  counts: { critical: 1, high: 2, medium: 3, low: 4, info: 5 },
} as const;

describe('a point of a trend', () => {
  it('rounds the score down, as it is shown everywhere, and counts all findings', () => {
    expect(trendPoints([scan])[0]).toMatchObject({ score: 79, open: 15, at: scan.finishedAt });
  });

  it('has no score where there was none', () => {
    expect(trendPoints([{ ...scan, score: null, grade: null }])[0]?.score).toBeNull();
  });
});
