import type { Grade } from '#lib/model/score.ts';
import { SEVERITIES, type Severity } from '#lib/model/severity.ts';
import { shownScore } from './score-view.ts';

/** What a trend needs of a stored scan. */
export interface TrendScan {
  readonly id: string;
  readonly finishedAt: string | null;
  readonly queuedAt: string;
  readonly score: number | null;
  readonly grade: Grade | null;
  readonly coverageAssessed: number | null;
  readonly coverageTotal: number | null;
  readonly counts: Readonly<Record<Severity, number>>;
}

/** One scan in a trend. */
export interface TrendPoint {
  readonly scanId: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly score: number | null;
  readonly grade: Grade | null;
  readonly assessed: number | null;
  readonly total: number | null;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly open: number;
}

/** Returns scans as the points of a trend, in the order given. */
export function trendPoints(scans: readonly TrendScan[]): TrendPoint[] {
  return scans.map(({ id, finishedAt, queuedAt, score, grade, counts, ...scan }) => ({
    scanId: id,
    at: finishedAt ?? queuedAt,
    score: score === null ? null : shownScore(score),
    grade,
    assessed: scan.coverageAssessed,
    total: scan.coverageTotal,
    counts,
    open: SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0),
  }));
}
