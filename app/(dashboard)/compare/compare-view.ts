import type { Coverage } from '#lib/model/score.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { Change, Changes } from '#lib/views/compare-changes.ts';
import type { GapDifference } from '#lib/views/compare-gaps.ts';
import type { FindingItem } from '#lib/views/finding-rows.ts';
import type { BoundRightsRow } from '#lib/views/bound-rights.ts';
import type { RowPage } from '#lib/views/row-page.ts';
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

/** What one subject may do in one scan and not in the other. */
export interface RightsRow {
  readonly subject: { readonly address: string; readonly kind: string; readonly name: string };
  /** The scan whose page of the subject tells most. */
  readonly scanId: string;
  readonly gained: readonly BoundRightsRow[];
  readonly lost: readonly BoundRightsRow[];
  readonly isAtLeast: boolean;
}

export interface RightsView {
  readonly page: RowPage<RightsRow>;
  /** Why more may have changed; each once. */
  readonly gaps: readonly string[];
}

/** Everything the comparison says. */
export interface CompareView {
  readonly earlier: ComparedScan;
  readonly later: ComparedScan;
  readonly changes: Changes;
  readonly gaps: GapDifference;
  /** Null where one of the scans holds no rights. */
  readonly rights: RightsView | null;
  readonly shown: Change;
  /** One page of the list shown, and the scan its findings are taken from. */
  readonly rows: readonly FindingItem[];
  readonly rowsScanId: string;
  readonly page: number;
  readonly pages: number;
}
