import type { Locale } from '#lib/model/text.ts';
import { workloadsOfScan } from '#lib/questions/workloads-of-scan.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import { rowPage, type RowPage } from '#lib/views/row-page.ts';
import { workloadList, workloadRow, type SecurityLevel, type WorkloadRow } from '#lib/views/workload-rows.ts';
import type { WorkloadsParams } from './workloads-params.ts';

const PAGE_SIZE = 50;

/** What the workloads page shows of a scan. */
export interface WorkloadsView {
  readonly page: RowPage<WorkloadRow>;
  readonly levels: Readonly<Record<SecurityLevel, number>>;
  /** In the whole scan, whatever is filtered. */
  readonly total: number;
  readonly pods: number;
  readonly namespaces: readonly string[];
  readonly kinds: readonly string[];
  readonly enforced: Readonly<Record<string, SecurityLevel>>;
  /** Titles of the failed checks, by id. */
  readonly titles: Readonly<Record<string, string>>;
  readonly isBlind: boolean;
}

/** Returns what the workloads page shows; null where the scan has no result. */
export async function readWorkloads(
  store: Store,
  { scanId, params, locale }: { scanId: string; params: WorkloadsParams; locale: Locale },
): Promise<WorkloadsView | null> {
  const [known, stored] = await Promise.all([workloadsOfScan(store, scanId), findHead(store, scanId)]);
  if (known === null || stored === null) return null;
  const { workloads, enforced, isBlind } = known;
  const { rows, levels } = workloadList(workloads, {
    namespace: params.ns,
    kind: params.kind,
    levels: params.level,
    severities: params.severity,
    text: params.q,
    sort: params.sort,
  });
  const page = rowPage(rows, params.page, PAGE_SIZE);
  return {
    page: { ...page, rows: page.rows.map(workloadRow) },
    levels,
    total: workloads.length,
    pods: workloads.reduce((sum, { pods }) => sum + pods, 0),
    namespaces: [...new Set(workloads.map(({ namespace }) => namespace))].toSorted(),
    kinds: [...new Set(workloads.map(({ kind }) => kind))].toSorted(),
    enforced,
    titles: Object.fromEntries(stored.head.controls.map(({ id, failTitle }) => [id, failTitle[locale]])),
    isBlind,
  };
}
