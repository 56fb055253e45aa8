import type { Severity } from '#lib/model/severity.ts';
import { SEVERITIES } from '#lib/model/severity.ts';
import { toFindingRow, type FindingRow } from './findings.ts';
import type { Store } from './open-store.ts';
import { findHead } from './results.ts';

/** In which of two scans a finding stands: only the earlier, only the later, or both. */
export const CHANGE_SIDES = ['earlier', 'later', 'both'] as const;
export type ChangeSide = (typeof CHANGE_SIDES)[number];

/** Two scans by id. */
export interface ScanPair {
  readonly earlier: string;
  readonly later: string;
}

/** How many findings of one control and severity stand on one side. */
export interface ChangeCount {
  readonly side: ChangeSide;
  readonly controlId: string;
  readonly severity: Severity;
  readonly count: number;
}

/** A finding stands in both scans when its fingerprint does; the severity is the scan's it is taken from. */
const STANDS_IN: Readonly<Record<ChangeSide, { readonly from: keyof ScanPair; readonly other: string }>> = {
  earlier: { from: 'earlier', other: 'NOT EXISTS' },
  later: { from: 'later', other: 'NOT EXISTS' },
  both: { from: 'later', other: 'EXISTS' },
};

function fromWhere(side: ChangeSide): string {
  return `FROM findings f WHERE f.scan_no = (SELECT no FROM scans WHERE id = ?) AND ${STANDS_IN[side].other}
    (SELECT 1 FROM findings o WHERE o.scan_no = (SELECT no FROM scans WHERE id = ?)
      AND o.fingerprint = f.fingerprint)`;
}

function idsOf(pair: ScanPair, side: ChangeSide): [string, string] {
  const { from } = STANDS_IN[side];
  return from === 'earlier' ? [pair.earlier, pair.later] : [pair.later, pair.earlier];
}

/** Returns the findings of two scans counted by side, control and severity. */
export function countChanges(store: Store, pair: ScanPair): readonly ChangeCount[] {
  const key = `${pair.earlier} ${pair.later}`;
  const known = store.changes.get(key) ?? countAnew(store, pair);
  store.changes.set(key, known);
  return known;
}

function countAnew({ db }: Store, pair: ScanPair): ChangeCount[] {
  return CHANGE_SIDES.flatMap((side) =>
    db
      .prepare<[string, string], { controlId: string; severity: number; count: number }>(
        `SELECT f.control_id AS controlId, f.severity AS severity, COUNT(*) AS count ${fromWhere(side)}
         GROUP BY f.control_id, f.severity ORDER BY f.severity, f.control_id`,
      )
      .all(...idsOf(pair, side))
      .map((row) => ({ ...row, side, severity: SEVERITIES[row.severity] ?? 'info' })),
  );
}

export interface ChangeQuery extends ScanPair {
  readonly side: ChangeSide;
  /** Only findings of these controls. */
  readonly controlIds: readonly string[];
  /** How many to leave out at the beginning. */
  readonly skip: number;
  readonly limit: number;
}

/** Returns some of the findings on one side, worst first, with the texts of the scan they are taken from. */
export async function listChanges(store: Store, query: ChangeQuery): Promise<FindingRow[]> {
  const [scanId, otherId] = idsOf(query, query.side);
  const stored = await findHead(store, scanId);
  if (stored === null) return [];
  const positions = store.db
    .prepare<[string, string, string, number, number], { position: number }>(
      `SELECT f.position AS position ${fromWhere(query.side)}
       AND f.control_id IN (SELECT value FROM json_each(?)) ORDER BY f.position LIMIT ? OFFSET ?`,
    )
    .all(scanId, otherId, JSON.stringify(query.controlIds), query.limit, query.skip)
    .map(({ position }) => position);
  const rows = await store.prisma.finding.findMany({
    where: { scanNo: stored.scanNo, position: { in: positions } },
    orderBy: { position: 'asc' },
  });
  return rows.map((row) => toFindingRow(row, stored.head));
}
