import { randomUUID } from 'node:crypto';
import type { Report } from '#lib/generated/prisma/client.ts';
import { text, type Locale, type Text } from '#lib/model/text.ts';
import type { Store } from './open-store.ts';

/** `queued` and `running` are being made; a failed one says why. */
export const REPORT_STATUSES = ['queued', 'running', 'done', 'failed'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** Which report: a scan in a language. */
export interface ReportKey {
  readonly scanId: string;
  readonly locale: Locale;
}

export interface ReportRow extends ReportKey {
  readonly status: ReportStatus;
  /** Findings set so far, of all. */
  readonly done: number;
  readonly total: number;
  readonly pages: number | null;
  readonly bytes: number | null;
  readonly askedAt: string;
  readonly finishedAt: string | null;
  /** Why it failed. */
  readonly message: Text | null;
}

const LOST = text(
  'Merlon stopped while the report was made. Make it again.',
  '生成报告期间 Merlon 停止运行，请重新生成。',
);

// On the global object, because a bundler may load this module more than once in a process.
const holder = globalThis as typeof globalThis & { merlonReportMaker?: string };

function thisProcess(): string {
  holder.merlonReportMaker ??= randomUUID();
  return holder.merlonReportMaker;
}

/** Enters a report to be made, in place of an older one; `making` where this process is at it already. */
export function beginReport(
  store: Store,
  { scanId, locale }: ReportKey,
  now: Date,
): 'begun' | 'making' | 'no-result' {
  const { db } = store;
  return db
    .transaction(() => {
      const scan = db
        .prepare<[string], { no: number }>(
          'SELECT scans.no FROM scans JOIN results ON results.scan_no = scans.no WHERE scans.id = ?',
        )
        .get(scanId);
      if (scan === undefined) return 'no-result';
      const making = db
        .prepare(
          "SELECT 1 FROM reports WHERE scan_no = ? AND locale = ? AND instance = ? AND status IN ('queued', 'running')",
        )
        .get(scan.no, locale, thisProcess());
      if (making !== undefined) return 'making';
      db.prepare('DELETE FROM reports WHERE scan_no = ? AND locale = ?').run(scan.no, locale);
      db.prepare(
        "INSERT INTO reports (scan_no, locale, status, instance, asked_at) VALUES (?, ?, 'queued', ?, ?)",
      ).run(scan.no, locale, thisProcess(), now.toISOString());
      return 'begun';
    })
    .immediate();
}

const KEY = '(SELECT no FROM scans WHERE id = ?)';

/** Notes how far a report is. */
export function noteReport(
  { db }: Store,
  key: ReportKey,
  { done, total }: { done: number; total: number },
): void {
  db.prepare(
    `UPDATE reports SET status = 'running', done = ?, total = ? WHERE scan_no = ${KEY} AND locale = ?`,
  ).run(done, total, key.scanId, key.locale);
}

/** Keeps a piece of a report's file; pieces are numbered from 0. */
export function addReportPiece(
  { db }: Store,
  key: ReportKey,
  { piece, data }: { piece: number; data: Uint8Array },
): void {
  db.prepare(`INSERT INTO report_pieces (scan_no, locale, piece, data) VALUES (${KEY}, ?, ?, ?)`).run(
    key.scanId,
    key.locale,
    piece,
    data,
  );
}

/** Marks a report as whole. */
export function finishReport(
  { db }: Store,
  key: ReportKey,
  { pages, bytes, now }: { pages: number; bytes: number; now: Date },
): void {
  db.prepare(
    `UPDATE reports SET status = 'done', done = total, pages = ?, bytes = ?, finished_at = ?
     WHERE scan_no = ${KEY} AND locale = ?`,
  ).run(pages, bytes, now.toISOString(), key.scanId, key.locale);
}

/** Marks a report as failed and drops what there was of its file. */
export function failReport(
  { db }: Store,
  key: ReportKey,
  { message, now }: { message: Text; now: Date },
): void {
  db.transaction(() => {
    db.prepare(`DELETE FROM report_pieces WHERE scan_no = ${KEY} AND locale = ?`).run(key.scanId, key.locale);
    db.prepare(
      `UPDATE reports SET status = 'failed', message = ?, finished_at = ? WHERE scan_no = ${KEY} AND locale = ?`,
    ).run(JSON.stringify(message), now.toISOString(), key.scanId, key.locale);
  }).immediate();
}

/** Returns the reports of some scans, in no order. */
export async function listReports(store: Store, scanIds: readonly string[]): Promise<ReportRow[]> {
  const rows = await store.prisma.report.findMany({
    where: { scan: { id: { in: [...scanIds] } } },
    include: { scan: { select: { id: true } } },
  });
  return rows.map((row) => toReportRow(row, row.scan.id));
}

/** Returns a report, or null where none was asked for. */
export async function findReport(store: Store, key: ReportKey): Promise<ReportRow | null> {
  const row = await store.prisma.report.findFirst({
    where: { scan: { id: key.scanId }, locale: key.locale },
  });
  return row === null ? null : toReportRow(row, key.scanId);
}

/** Yields a report's file, one piece in memory at a time. */
export async function* streamReport(store: Store, key: ReportKey): AsyncGenerator<Uint8Array> {
  const scan = await store.prisma.scan.findUnique({ where: { id: key.scanId }, select: { no: true } });
  if (scan === null) return;
  for (let piece = 0; ; piece += 1) {
    const row = await store.prisma.reportPiece.findUnique({
      where: { scanNo_locale_piece: { scanNo: scan.no, locale: key.locale, piece } },
    });
    if (row === null) return;
    yield row.data;
  }
}

/** A report left by a process that is gone will never be finished. */
function toReportRow(row: Report, scanId: string): ReportRow {
  const status = REPORT_STATUSES.find((known) => known === row.status) ?? 'failed';
  const isLost = (status === 'queued' || status === 'running') && row.instance !== thisProcess();
  return {
    scanId,
    locale: row.locale as Locale,
    status: isLost ? 'failed' : status,
    done: row.done,
    total: row.total,
    pages: row.pages,
    bytes: row.bytes,
    askedAt: row.askedAt,
    finishedAt: row.finishedAt,
    message: isLost ? LOST : row.message === null ? null : (JSON.parse(row.message) as Text),
  };
}
