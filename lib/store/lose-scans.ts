import { text } from '#lib/model/text.ts';
import type { Store } from './open-store.ts';
import { endScan } from './scan-queue.ts';

/** A lease that has not been renewed for so long belongs to a process that is gone or stuck. */
const STALE_AFTER_MS = 60_000;

const LOST = text(
  'The scanner ended before this scan was saved; start the scan again.',
  '扫描进程在保存此次扫描之前已结束，请重新开始扫描。',
);

/** Marks as lost every running scan whose lease another process holds, or nobody; returns how many. */
export function loseOrphanedScans(store: Store, instance: string): number {
  return loseScans(
    store,
    `SELECT no FROM scans WHERE status = 'running'
     AND NOT EXISTS (SELECT 1 FROM leases WHERE leases.scan_no = scans.no AND leases.instance = ?)`,
    instance,
  );
}

/** Marks as lost every running scan whose lease this process holds; returns how many. */
export function loseScansOf(store: Store, instance: string): number {
  return loseScans(store, 'SELECT scan_no AS no FROM leases WHERE instance = ?', instance);
}

/** Marks as lost every running scan whose lease is older than 60 s, whoever holds it; returns how many. */
export function loseStaleScans(store: Store, now: Date): number {
  return loseScans(
    store,
    'SELECT scan_no AS no FROM leases WHERE beat_at < ?',
    new Date(now.getTime() - STALE_AFTER_MS).toISOString(),
  );
}

function loseScans(store: Store, question: string, value: string): number {
  const select = store.db.prepare<[string], { no: number }>(question);
  if (select.get(value) === undefined) return 0;
  return store.db
    .transaction(() => {
      const scans = select.all(value);
      for (const { no } of scans) endScan(store, no, { status: 'lost', message: LOST });
      return scans.length;
    })
    .immediate();
}
