import type { ScanEvent } from '#lib/model/scan.ts';
import type { Store } from './open-store.ts';

/** An event as it was stored; `seq` counts from 1 within a scan without a hole. */
export interface StoredEvent {
  readonly seq: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly event: ScanEvent;
}

/** Appends events of a running scan and notes the phase and gaps they tell; nothing once the scan is over. */
export function appendEvents(store: Store, scanId: string, events: readonly ScanEvent[]): void {
  if (events.length === 0) return;
  const { db } = store;
  db.transaction(() => {
    const scan = db
      .prepare<[string], { no: number }>("SELECT no FROM scans WHERE id = ? AND status = 'running'")
      .get(scanId);
    if (scan === undefined) return;
    insertEvents(store, scan.no, events);
    const phase = events.findLast((event) => event.type === 'phase');
    if (phase !== undefined) db.prepare('UPDATE scans SET phase = ? WHERE no = ?').run(phase.phase, scan.no);
    const gaps = events.filter((event) => event.type === 'gap').length;
    if (gaps > 0) db.prepare('UPDATE scans SET gaps = gaps + ? WHERE no = ?').run(gaps, scan.no);
  }).immediate();
}

/** Writes events under the next numbers; call it inside a transaction. */
export function insertEvents({ db }: Store, scanNo: number, events: readonly ScanEvent[]): void {
  const last = db
    .prepare<[number], { seq: number | null }>('SELECT MAX(seq) AS seq FROM scan_events WHERE scan_no = ?')
    .get(scanNo);
  const insert = db.prepare('INSERT INTO scan_events (scan_no, seq, at, event) VALUES (?, ?, ?, ?)');
  const at = new Date().toISOString();
  let seq = last?.seq ?? 0;
  for (const event of events) insert.run(scanNo, ++seq, at, JSON.stringify(event));
}

/** Returns up to `limit` events of a scan after `afterSeq` (0: from the first), in order. */
export async function listEvents(
  store: Store,
  scanId: string,
  { afterSeq, limit }: { readonly afterSeq: number; readonly limit: number },
): Promise<StoredEvent[]> {
  const rows = await store.prisma.scanEvent.findMany({
    where: { scan: { id: scanId }, seq: { gt: afterSeq } },
    orderBy: { seq: 'asc' },
    take: limit,
  });
  return rows.map(({ seq, at, event }) => ({ seq, at, event: JSON.parse(event) as ScanEvent }));
}
