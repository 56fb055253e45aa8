import type { Coverage } from '#lib/model/score.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { Changes } from '#lib/views/compare-changes.ts';
import type { GapRow } from '#lib/views/gap-rows.ts';
import type { FixRow } from '#lib/views/overview-fixes.ts';
import type { ExposureTile, NetworkTile, NodesTile, RbacTile } from '#lib/views/overview-tiles.ts';
import type { ScoreView } from '#lib/views/score-view.ts';
import type { TrendPoint } from '#lib/views/trend-points.ts';
import type { Verdict } from '#lib/views/verdict-sentence.ts';

/** One row of what to fix first, in the reader's language. */
export interface Fix extends FixRow {
  /** The finding in words, and the check's title. */
  readonly sentence: string;
  readonly title: string;
  /** What was observed, as a machine wrote it; null where nothing was. */
  readonly evidence: string | null;
  readonly place: string;
  readonly kind: string;
  /** ISO 8601 UTC; null where it was not seen before this scan. */
  readonly since: string | null;
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
  /** Gaps that cost a check. */
  readonly gaps: readonly GapRow[];
  readonly points: readonly TrendPoint[];
}
