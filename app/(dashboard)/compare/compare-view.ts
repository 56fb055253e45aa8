import type { Coverage } from '#lib/model/score.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { Change, Changes } from '#lib/views/compare-changes.ts';
import type { GapDifference } from '#lib/views/compare-gaps.ts';
import type { FindingItem } from '#lib/views/finding-rows.ts';
import type { ScoreView } from '#lib/views/score-view.ts';

/** One of the two scans. */
export interface ComparedScan {
  readonly id: string;
  readonly cluster: string;
  readonly at: string;
  readonly score: ScoreView;
  readonly coverage: Coverage;
  readonly counts: Readonly<Record<Severity, number>>;
}

/** Everything the comparison says. */
export interface CompareView {
  readonly earlier: ComparedScan;
  readonly later: ComparedScan;
  readonly changes: Changes;
  readonly gaps: GapDifference;
  readonly shown: Change;
  /** One page of the list shown, and the scan its findings are taken from. */
  readonly rows: readonly FindingItem[];
  readonly rowsScanId: string;
  readonly page: number;
  readonly pages: number;
}
