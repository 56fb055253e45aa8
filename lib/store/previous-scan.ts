import type { Store } from './open-store.ts';
import { toScanRow, type ScanRow } from './scan-row.ts';

/** Returns the scan with results that its cluster had before this one, or null where there was none. */
export async function previousScan(store: Store, scanId: string): Promise<ScanRow | null> {
  const scan = await store.prisma.scan.findUnique({
    where: { id: scanId },
    select: { no: true, clusterId: true },
  });
  if (scan === null) return null;
  const row = await store.prisma.scan.findFirst({
    where: { clusterId: scan.clusterId, status: { in: ['done', 'partial'] }, no: { lt: scan.no } },
    orderBy: { no: 'desc' },
  });
  return row === null ? null : toScanRow(row);
}
