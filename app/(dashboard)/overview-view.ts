import type { Coverage } from '#lib/model/score.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { Changes } from '#lib/views/compare-changes.ts';
import type { GapRow } from '#lib/views/gap-rows.ts';
import type { FixRow } from '#lib/views/overview-fixes.ts';
import type { FixWords } from '#lib/views/fix-words.ts';
import type { AdminReach } from '#lib/questions/admin-reach.ts';
import type { ReportRow } from '#lib/store/reports.ts';
import type { ExposureTile, NetworkTile, NodesTile, RbacTile } from '#lib/views/overview-tiles.ts';
import type { ScoreView } from '#lib/views/score-view.ts';
import type { TrendPoint } from '#lib/views/trend-points.ts';
import type { Verdict } from '#lib/views/verdict-sentence.ts';

/** One row of what to fix first, in the reader's language. */
export interface Fix extends FixRow, FixWords {
  /** ISO 8601 UTC; null where it was not seen before this scan. */
  readonly since: string | null;
  /** The scan before looked for it and did not have it. */
  readonly isNew: boolean;
}

/** What changed since the scan before. */
export interface Since {
  readonly earlierId: string;
  readonly earlierAt: string;
  readonly changes: Changes;
}

/** Everything the overview says of one scan. */
export interface OverviewView {
  readonly scanId: string;
  readonly cluster: string;
  readonly version: string | null;
  readonly finishedAt: string;
  readonly host: string;
  readonly objects: number;
  /** Null where nodes could not be read. */
  readonly nodes: number | null;
  /** The report in the reader's language, where one was asked for. */
  readonly report: ReportRow | null;
  readonly verdict: Verdict;
  /** Titles of checks, for what the verdict has no words of its own for. */
  readonly titles: Readonly<Record<string, string>>;
  readonly score: ScoreView;
  readonly coverage: Coverage;
  readonly open: number;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly since: Since | null;
  readonly fixes: readonly Fix[];
  /** Checks with open findings, of which `fixes` are the first. */
  readonly failing: number;
  readonly tiles: {
    readonly nodes: NodesTile;
    readonly exposure: ExposureTile;
    readonly rbac: RbacTile;
    readonly network: NetworkTile;
  };
  /** Who reaches full rights; null where the scan did not look. */
  readonly reach: AdminReach | null;
  /** What enforces policies, by name; null where it is not known. */
  readonly plugin: string | null;
  /** Gaps that cost a check. */
  readonly gaps: readonly GapRow[];
  readonly points: readonly TrendPoint[];
}
