import type { Profile, Trigger } from '#lib/model/scan.ts';
import { findCluster } from '#lib/store/clusters.ts';
import type { Store } from '#lib/store/open-store.ts';
import { queueScan } from '#lib/store/scan-queue.ts';

export interface ScanRequest {
  readonly clusterId: string;
  readonly profile: Profile;
  readonly trigger: Trigger;
}

export type Started =
  | { readonly outcome: 'queued'; readonly id: string }
  /** The cluster has a scan that is queued or running already. */
  | { readonly outcome: 'running'; readonly id: string }
  | { readonly outcome: 'unknown-cluster' };

/** Queues a scan of a cluster for the scanner process. */
export async function startScan(store: Store, request: ScanRequest): Promise<Started> {
  const cluster = await findCluster(store, request.clusterId);
  if (cluster === null) return { outcome: 'unknown-cluster' };
  const queued = queueScan(store, request);
  return queued.queued ? { outcome: 'queued', id: queued.id } : { outcome: 'running', id: queued.runningId };
}
