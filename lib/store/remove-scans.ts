import type { Store } from './open-store.ts';

/** Deletes the blobs no scan holds any more; call it inside the transaction that removed scans. */
export function collectBlobs({ db }: Store): void {
  db.prepare(
    'DELETE FROM blobs WHERE NOT EXISTS (SELECT 1 FROM scan_blobs WHERE scan_blobs.hash = blobs.hash)',
  ).run();
}

/** Removes the finished scans of a cluster beyond the newest `keep`; returns how many went. */
export function removeOldScans(store: Store, clusterId: string, keep: number): number {
  const { db } = store;
  return db
    .transaction(() => {
      const oldestKept = db
        .prepare<[string, number], { no: number }>(
          "SELECT no FROM scans WHERE cluster_id = ? AND status NOT IN ('queued', 'running') ORDER BY no DESC LIMIT 1 OFFSET ?",
        )
        .get(clusterId, keep - 1);
      if (oldestKept === undefined) return 0;
      const { changes } = db
        .prepare("DELETE FROM scans WHERE cluster_id = ? AND no < ? AND status NOT IN ('queued', 'running')")
        .run(clusterId, oldestKept.no);
      if (changes > 0) collectBlobs(store);
      return changes;
    })
    .immediate();
}
