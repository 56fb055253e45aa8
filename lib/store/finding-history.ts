import type { Store } from './open-store.ts';

/** Whether one scan of a cluster had a finding. */
export interface FindingSighting {
  readonly scanId: string;
  /** When the scan finished, ISO 8601 UTC. */
  readonly finishedAt: string;
  readonly isPresent: boolean;
}

/** Returns, for every finished scan of a cluster from the newest on, whether it had the finding. */
export async function findingHistory(
  store: Store,
  clusterId: string,
  fingerprint: string,
): Promise<FindingSighting[]> {
  const scans = await store.prisma.scan.findMany({
    where: { clusterId, status: { in: ['done', 'partial'] } },
    orderBy: { no: 'desc' },
    select: { no: true, id: true, finishedAt: true },
  });
  const rows = await store.prisma.finding.findMany({
    where: { scanNo: { in: scans.map(({ no }) => no) }, fingerprint },
    select: { scanNo: true },
  });
  const seen = new Set(rows.map(({ scanNo }) => scanNo));
  return scans.map(({ no, id, finishedAt }) => ({
    scanId: id,
    finishedAt: finishedAt ?? '',
    isPresent: seen.has(no),
  }));
}
