import { hasResult, type Profile, type ScanStatus } from '#lib/model/scan.ts';
import type { Grade } from '#lib/model/score.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { Locale } from '#lib/model/text.ts';
import { durationText } from './duration.ts';
import { shownScore } from './score-view.ts';

/** A cluster as lists name it. */
export interface ClusterName {
  readonly name: string;
  readonly demo: boolean;
}

/** What a list needs of a stored scan. */
export interface ListedScan {
  readonly id: string;
  readonly status: ScanStatus;
  readonly profile: Profile;
  readonly queuedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly score: number | null;
  readonly grade: Grade | null;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly gaps: number;
}

/** A scan as a row of a list. */
export interface ScanItem {
  readonly id: string;
  readonly cluster: ClusterName;
  readonly status: ScanStatus;
  readonly profile: Profile;
  readonly at: string;
  readonly took: string | null;
  readonly score: number | null;
  readonly grade: Grade | null;
  /** Null where the scan has no findings to count: it is not over, or ended without a result. */
  readonly counts: Readonly<Record<Severity, number>> | null;
  readonly gaps: number;
}

/** Returns the row of a scan. */
export function scanItem(scan: ListedScan, cluster: ClusterName, locale: Locale): ScanItem {
  const { id, status, profile, startedAt, finishedAt, grade, gaps } = scan;
  return {
    id,
    cluster,
    status,
    profile,
    at: startedAt ?? scan.queuedAt,
    took:
      startedAt === null || finishedAt === null
        ? null
        : durationText(Date.parse(finishedAt) - Date.parse(startedAt), locale),
    score: scan.score === null ? null : shownScore(scan.score),
    grade,
    counts: hasResult(status) ? scan.counts : null,
    gaps,
  };
}
