import { randomBytes } from 'node:crypto';
import type { Profile, ScanStatus, Trigger } from '#lib/model/scan.ts';
import type { Text } from '#lib/model/text.ts';
import { insertEvents } from './events.ts';
import type { Store } from './open-store.ts';

export interface ScanOrder {
  readonly clusterId: string;
  readonly profile: Profile;
  readonly trigger: Trigger;
}

export type Queued =
  | { readonly queued: true; readonly id: string }
  | { readonly queued: false; readonly runningId: string };

/** Queues a scan, unless the cluster has one that is queued or running: then tells which. */
export function queueScan({ db }: Store, order: ScanOrder): Queued {
  return db
    .transaction((): Queued => {
      const open = db
        .prepare<[string], { id: string }>(
          "SELECT id FROM scans WHERE cluster_id = ? AND status IN ('queued', 'running') ORDER BY no LIMIT 1",
        )
        .get(order.clusterId);
      if (open !== undefined) return { queued: false, runningId: open.id };
      const id = randomBytes(8).toString('hex');
      db.prepare(
        "INSERT INTO scans (id, cluster_id, status, profile, trigger, queued_at) VALUES (?, ?, 'queued', ?, ?, ?)",
      ).run(id, order.clusterId, order.profile, order.trigger, new Date().toISOString());
      return { queued: true, id };
    })
    .immediate();
}

export interface Take {
  /** Names the process that takes; new at each of its starts. */
  readonly instance: string;
  /** Scans this process may run at a time. */
  readonly limit: number;
  readonly now: Date;
}

/**
 * Takes the longest queued scan of a cluster that has none running, and its lease; returns its id, or null
 * when there is nothing to take or `limit` scans run already.
 */
export function takeQueuedScan({ db }: Store, { instance, limit, now }: Take): string | null {
  const next = db.prepare<[], { no: number; id: string; clusterId: string }>(
    `SELECT no, id, cluster_id AS "clusterId" FROM scans WHERE status = 'queued'
     AND NOT EXISTS (SELECT 1 FROM leases WHERE leases.cluster_id = scans.cluster_id) ORDER BY no LIMIT 1`,
  );
  // Asked without a lock first: most of the time nothing is queued.
  if (next.get() === undefined) return null;
  return db
    .transaction(() => {
      const running = db
        .prepare<[string], { held: number }>('SELECT COUNT(*) AS held FROM leases WHERE instance = ?')
        .get(instance);
      const scan = next.get();
      if (scan === undefined || (running?.held ?? 0) >= limit) return null;
      const at = now.toISOString();
      db.prepare('INSERT INTO leases (cluster_id, scan_no, instance, beat_at) VALUES (?, ?, ?, ?)').run(
        scan.clusterId,
        scan.no,
        instance,
        at,
      );
      db.prepare("UPDATE scans SET status = 'running', started_at = ? WHERE no = ?").run(at, scan.no);
      return scan.id;
    })
    .immediate();
}

/** What the holder of a lease learns of its scan. `isHeld` is false once the scan was lost or removed. */
export interface LeaseState {
  readonly isHeld: boolean;
  readonly cancelAsked: boolean;
}

/** Returns what was asked of a running scan, without writing. */
export function readLease({ db }: Store, scanId: string, instance: string): LeaseState {
  const row = db
    .prepare<[string, string], { cancelAsked: number }>(
      `SELECT scans.cancel_asked AS "cancelAsked" FROM scans JOIN leases ON leases.scan_no = scans.no
       WHERE scans.id = ? AND leases.instance = ?`,
    )
    .get(scanId, instance);
  return { isHeld: row !== undefined, cancelAsked: row !== undefined && row.cancelAsked !== 0 };
}

/** Tells that a running scan is alive. */
export function beat({ db }: Store, scanId: string, { instance, now }: Pick<Take, 'instance' | 'now'>): void {
  db.prepare(
    'UPDATE leases SET beat_at = ? WHERE instance = ? AND scan_no = (SELECT no FROM scans WHERE id = ?)',
  ).run(now.toISOString(), instance, scanId);
}

/** Asks a scan to end. A queued one is cancelled at once. */
export function askCancel(store: Store, scanId: string): 'asked' | 'over' | 'unknown' {
  const { db } = store;
  return db
    .transaction(() => {
      const scan = db
        .prepare<[string], { no: number; status: ScanStatus }>('SELECT no, status FROM scans WHERE id = ?')
        .get(scanId);
      if (scan === undefined) return 'unknown';
      if (scan.status === 'queued') {
        endScan(store, scan.no, { status: 'cancelled', message: null });
        return 'asked';
      }
      const { changes } = db
        .prepare("UPDATE scans SET cancel_asked = true WHERE no = ? AND status = 'running'")
        .run(scan.no);
      return changes > 0 ? 'asked' : 'over';
    })
    .immediate();
}

/** How a scan without results ended. */
export interface ScanEnd {
  readonly status: Extract<ScanStatus, 'cancelled' | 'failed' | 'lost'>;
  readonly message: Text | null;
}

/** Ends a running scan that has no results; does nothing to one that is over. */
export function finishScan(store: Store, scanId: string, end: ScanEnd): void {
  store.db
    .transaction(() => {
      const scan = store.db
        .prepare<[string], { no: number }>("SELECT no FROM scans WHERE id = ? AND status = 'running'")
        .get(scanId);
      if (scan !== undefined) endScan(store, scan.no, end);
    })
    .immediate();
}

/** Writes the end of a scan and its last event; call it inside a transaction. */
export function endScan(store: Store, scanNo: number, { status, message }: ScanEnd): void {
  const { db } = store;
  const now = new Date().toISOString();
  const words = message === null ? null : JSON.stringify(message);
  db.prepare('UPDATE scans SET status = ?, message = ?, finished_at = ? WHERE no = ?').run(
    status,
    words,
    now,
    scanNo,
  );
  db.prepare('DELETE FROM leases WHERE scan_no = ?').run(scanNo);
  insertEvents(store, scanNo, [{ type: 'done', status, message }]);
}
