import type { Scan } from '#lib/generated/prisma/client.ts';
import type { Phase, Profile, ScanStatus, Trigger } from '#lib/model/scan.ts';
import { GRADES, type Grade } from '#lib/model/score.ts';
import type { Severity } from '#lib/model/severity.ts';
import { PHASES, PROFILES, SCAN_STATUSES, TRIGGERS } from '#lib/model/scan.ts';
import type { Text } from '#lib/model/text.ts';

/** A scan as lists show it; times are ISO 8601 UTC. */
export interface ScanRow {
  readonly id: string;
  readonly clusterId: string;
  readonly status: ScanStatus;
  readonly profile: Profile;
  readonly trigger: Trigger;
  readonly queuedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** The phase it is in, or was in when it ended. */
  readonly phase: Phase | null;
  /** Why it failed or was lost. */
  readonly message: Text | null;
  readonly cancelAsked: boolean;
  readonly score: number | null;
  readonly grade: Grade | null;
  readonly coverageAssessed: number | null;
  readonly coverageTotal: number | null;
  /** Findings by severity; all zero until the scan is saved. */
  readonly counts: Readonly<Record<Severity, number>>;
  readonly gaps: number;
}

/** Returns the scan of a database row; throws when the row holds a word that is none of ours. */
export function toScanRow(scan: Scan): ScanRow {
  return {
    id: scan.id,
    clusterId: scan.clusterId,
    status: oneOf(SCAN_STATUSES, scan.status),
    profile: oneOf(PROFILES, scan.profile),
    trigger: oneOf(TRIGGERS, scan.trigger),
    queuedAt: scan.queuedAt,
    startedAt: scan.startedAt,
    finishedAt: scan.finishedAt,
    phase: scan.phase === null ? null : oneOf(PHASES, scan.phase),
    message: scan.message === null ? null : (JSON.parse(scan.message) as Text),
    cancelAsked: scan.cancelAsked,
    score: scan.score,
    grade: scan.grade === null ? null : oneOf(GRADES, scan.grade),
    coverageAssessed: scan.coverageAssessed,
    coverageTotal: scan.coverageTotal,
    counts: {
      critical: scan.critical,
      high: scan.high,
      medium: scan.medium,
      low: scan.low,
      info: scan.info,
    },
    gaps: scan.gaps,
  };
}

function oneOf<T extends string>(list: readonly T[], value: string): T {
  const found = list.find((item) => item === value);
  if (found === undefined) throw new Error(`"${value}" is none of ${list.join(', ')}`);
  return found;
}
