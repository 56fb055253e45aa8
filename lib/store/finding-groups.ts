import { refKey } from '#lib/model/resource-ref.ts';
import { SEVERITIES, type Severity } from '#lib/model/severity.ts';
import { whereOf, type FindingFilter } from './finding-query.ts';
import type { Store } from './open-store.ts';
import { findHead } from './results.ts';

/** What findings are grouped by page by page, because there may be thousands of groups. */
export type PagedGrouping = 'object' | 'node';

export interface GroupQuery extends FindingFilter {
  readonly by: PagedGrouping;
  /** As `nextCursor` gave it; anything else starts at the beginning. */
  readonly cursor?: string | null;
  readonly limit: number;
}

/** Findings on one object or on one node. */
export interface PlaceGroup {
  /** Key of the object as `refKey` gives it, or the node's name, empty for none; null where nobody looked. */
  readonly key: string | null;
  readonly count: number;
  /** The worst severity in the group. */
  readonly severity: Severity;
}

export interface GroupPage {
  readonly groups: readonly PlaceGroup[];
  readonly nextCursor: string | null;
  /** Findings in all groups, on all pages. */
  readonly findings: number;
  /** Groups on all pages. */
  readonly total: number;
}

interface GroupRow {
  readonly total: number;
  readonly findings: number | null;
  /** The rest is null where there is no (further) group. */
  readonly first: number | null;
  readonly rank: number;
  readonly count: number;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly node: string | null;
}

const COLUMNS = { object: 'api_version, kind, namespace, name', node: 'node' } as const;

/** Only numbers are carried through the grouping; what a group is called is read for those of the page. */
const pageOf = (where: string, by: PagedGrouping): string => `
  WITH g AS MATERIALIZED (
    SELECT MIN(severity) AS rank, COUNT(*) AS count, MIN(position) AS first
    FROM findings WHERE ${where} GROUP BY ${COLUMNS[by]}),
  page AS (SELECT * FROM g WHERE (rank, -count, first) > (?, ?, ?) ORDER BY rank, -count, first LIMIT ?)
  SELECT t.total, t.findings, page.*, api_version AS apiVersion, kind, namespace, name, node
  FROM (SELECT COUNT(*) AS total, SUM(count) AS findings FROM g) t
    LEFT JOIN page LEFT JOIN findings f ON f.scan_no = ? AND f.position = page.first
  ORDER BY rank, -count, first`;

/**
 * Returns a page of the groups of the findings asked for: worst first, then largest, then by the first of their
 * findings, of which no two groups have the same. Null where the scan has no result.
 */
export async function pageGroups(store: Store, query: GroupQuery): Promise<GroupPage | null> {
  const stored = await findHead(store, query.scanId);
  if (stored === null) return null;
  const { sql, values } = whereOf(query, stored);
  const rows = store.db
    .prepare<(string | number)[], GroupRow>(pageOf(sql, query.by))
    .all(...values, ...afterOf(query.cursor), query.limit + 1, stored.scanNo);
  const found = rows.filter(({ first }) => first !== null);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return {
    groups: page.map((row) => toGroup(row, query.by)),
    nextCursor:
      found.length > query.limit && last !== undefined ? `${last.rank}.${last.count}.${last.first}` : null,
    findings: rows[0]?.findings ?? 0,
    total: rows[0]?.total ?? 0,
  };
}

function afterOf(cursor: string | null | undefined): [number, number, number] {
  const [, rank, count, first] = /^(\d)\.(\d{1,9})\.(\d{1,9})$/.exec(cursor ?? '') ?? [];
  return rank === undefined ? [-1, 0, 0] : [Number(rank), -Number(count), Number(first)];
}

function toGroup(row: GroupRow, by: PagedGrouping): PlaceGroup {
  const { apiVersion, kind, name, namespace, node, rank, count } = row;
  const ref = { apiVersion, kind, name, namespace, uid: null };
  return { key: by === 'node' ? node : refKey(ref), count, severity: SEVERITIES[rank] ?? 'info' };
}
