import type { Store } from './open-store.ts';
import { toScanRow, type ScanRow } from './scan-row.ts';

/** Returns the last queued scan of every cluster that has one, however it stands, by the cluster's id. */
export async function lastScans(store: Store): Promise<ReadonlyMap<string, ScanRow>> {
  const last = await store.prisma.scan.groupBy({ by: ['clusterId'], _max: { no: true } });
  const numbers = last.flatMap(({ _max: { no } }) => no ?? []);
  const rows = await store.prisma.scan.findMany({ where: { no: { in: numbers } } });
  return new Map(rows.map((row) => [row.clusterId, toScanRow(row)]));
}
