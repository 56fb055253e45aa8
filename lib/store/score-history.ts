import type { Store } from './open-store.ts';
import { toScanRow, type ScanRow } from './scan-row.ts';

/**
 * Returns the last scans with results of a cluster up to the one named (it included), the oldest first; empty
 * where there is no such scan.
 */
export async function scoreHistory(store: Store, scanId: string, limit: number): Promise<ScanRow[]> {
  const scan = await store.prisma.scan.findUnique({
    where: { id: scanId },
    select: { no: true, clusterId: true },
  });
  if (scan === null) return [];
  const rows = await store.prisma.scan.findMany({
    where: { clusterId: scan.clusterId, status: { in: ['done', 'partial'] }, no: { lte: scan.no } },
    orderBy: { no: 'desc' },
    take: limit,
  });
  return rows.toReversed().map(toScanRow);
}
