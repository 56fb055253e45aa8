import { hasResult } from '#lib/model/scan.ts';
import { listClusters, type ClusterRow } from '#lib/store/clusters.ts';
import type { Store } from '#lib/store/open-store.ts';
import type { ScanRow } from '#lib/store/scan-row.ts';
import { findScan, latestScan, listScans } from '#lib/store/scans.ts';

/** What an address asks for; null where it leaves that open. */
export interface AskedScope {
  readonly cluster: string | null;
  readonly scan: string | null;
}

/** Which scan a page is about. */
export interface Scope {
  readonly clusters: readonly ClusterRow[];
  readonly cluster: ClusterRow;
  /** Null where the cluster has no scan with results. */
  readonly scan: ScanRow | null;
  /** The address names this very scan; else it is the cluster's latest. */
  readonly isFixed: boolean;
}

const RECENT = 100;

/**
 * Returns the scan asked for, or the latest of the cluster asked for, or the latest of all; `unknown` where
 * what was asked for does not exist, `no-cluster` where there is nothing to ask about.
 */
export async function resolveScope(
  store: Store,
  asked: AskedScope,
): Promise<Scope | 'unknown' | 'no-cluster'> {
  const clusters = await listClusters(store);
  const byId = (id: string | undefined): ClusterRow | undefined => clusters.find((row) => row.id === id);
  if (asked.scan !== null) {
    const scan = await findScan(store, asked.scan);
    const cluster = byId(scan?.clusterId);
    if (scan === null || cluster === undefined) return 'unknown';
    return { clusters, cluster, scan: hasResult(scan.status) ? scan : null, isFixed: true };
  }
  if (asked.cluster !== null) {
    const cluster = byId(asked.cluster);
    if (cluster === undefined) return 'unknown';
    return { clusters, cluster, scan: await latestScan(store, cluster.id), isFixed: false };
  }
  const recent = await listScans(store, { limit: RECENT });
  const scan = recent.find(({ status }) => hasResult(status)) ?? null;
  const cluster = byId(scan?.clusterId) ?? clusters[0];
  return cluster === undefined ? 'no-cluster' : { clusters, cluster, scan, isFixed: false };
}
