import type { Store } from './open-store.ts';
import { toScanRow, type ScanRow } from './scan-row.ts';

export interface ScanListQuery {
  readonly clusterId?: string;
  readonly limit: number;
  /** Id of a scan; only those queued before it are listed. */
  readonly before?: string;
}

/** Returns scans, the last queued first. */
export async function listScans(store: Store, query: ScanListQuery): Promise<ScanRow[]> {
  const before =
    query.before === undefined
      ? null
      : await store.prisma.scan.findUnique({ where: { id: query.before }, select: { no: true } });
  const rows = await store.prisma.scan.findMany({
    where: {
      ...(query.clusterId === undefined ? {} : { clusterId: query.clusterId }),
      ...(before === null ? {} : { no: { lt: before.no } }),
    },
    orderBy: { no: 'desc' },
    take: query.limit,
  });
  return rows.map(toScanRow);
}

/** Returns a scan, or null where there is none with this id. */
export async function findScan(store: Store, scanId: string): Promise<ScanRow | null> {
  const row = await store.prisma.scan.findUnique({ where: { id: scanId } });
  return row === null ? null : toScanRow(row);
}

/** Returns the last queued scan of a cluster that has results, or null. */
export async function latestScan(store: Store, clusterId: string): Promise<ScanRow | null> {
  const row = await store.prisma.scan.findFirst({
    where: { clusterId, status: { in: ['done', 'partial'] } },
    orderBy: { no: 'desc' },
  });
  return row === null ? null : toScanRow(row);
}
