import type { Locale } from '#lib/model/text.ts';
import type { ResultHead } from '#lib/store/stored-result.ts';
import { checkRows } from '#lib/views/check-rows.ts';
import { gapRows } from '#lib/views/gap-rows.ts';
import { scoreView } from '#lib/views/score-view.ts';
import { splitAbsent } from '#lib/views/split-absent.ts';

/** Returns what the page of a finished scan shows. */
export function reportOf(
  { scan, cluster, controls, gaps, coverage, score, inventory }: ResultHead,
  locale: Locale,
) {
  return {
    scanId: scan.id,
    score: scoreView(score, controls, locale),
    coverage,
    ...splitAbsent(gapRows(gaps, controls, locale)),
    checks: checkRows(controls, locale),
    version: cluster.version?.gitVersion ?? null,
    vantage: scan.vantage.host,
    objects: Object.values(inventory.counts).reduce((sum, count) => sum + count, 0),
  };
}

export type ScanReportView = ReturnType<typeof reportOf>;
