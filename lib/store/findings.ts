import type { Finding as FindingModel } from '#lib/generated/prisma/client.ts';
import type { Category } from '#lib/model/category.ts';
import type { ControlResult, Finding } from '#lib/model/control.ts';
import { FINDING_AGES, type FindingAge } from '#lib/model/finding-age.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';
import { SEVERITIES, type Severity } from '#lib/model/severity.ts';
import { fillText, text, type Text, type TextParams } from '#lib/model/text.ts';
import { isUnfiltered, whereOf, type Condition, type FindingFilter } from './finding-query.ts';
import type { Store } from './open-store.ts';
import { findHead, type StoredHead } from './results.ts';
import { FINDINGS_A_CHUNK, unpackFindings, type ResultHead } from './stored-result.ts';

/** The orders of a list: worst first, or by namespace, kind and name. */
export const FINDING_SORTS = ['severity', 'resource'] as const;
export type FindingSort = (typeof FINDING_SORTS)[number];

export interface FindingQuery extends FindingFilter {
  readonly sort?: FindingSort;
  /** As `nextCursor` gave it; anything else starts at the beginning. */
  readonly cursor?: string;
  readonly limit: number;
}

/** A finding as a list shows it. */
export interface FindingRow {
  readonly fingerprint: string;
  readonly controlId: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly resource: ResourceRef;
  /** The control's title for what failed. */
  readonly title: Text;
  readonly message: Text;
}

export interface FindingPage {
  readonly rows: readonly FindingRow[];
  readonly nextCursor: string | null;
  /** How many findings the filter lets through, on all pages. */
  readonly total: number;
}

/** Returns one page of a scan's findings, or null where the scan has no result. */
export async function listFindings(store: Store, query: FindingQuery): Promise<FindingPage | null> {
  const stored = await findHead(store, query.scanId);
  if (stored === null) return null;
  const column = query.sort === 'resource' ? 'resource_position' : 'position';
  const after = /^\d{1,9}$/.test(query.cursor ?? '') ? Number(query.cursor) : -1;
  const { sql, values } = whereOf(query, stored);
  const found = store.db
    .prepare<(string | number)[], StoredRow & { readonly place: number }>(
      `SELECT ${ROW_COLUMNS}, ${column} AS place FROM findings WHERE ${sql} AND ${column} > ?
       ORDER BY ${column} LIMIT ?`,
    )
    .all(...values, after, query.limit + 1);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => toFindingRow(row, stored.head)),
    nextCursor: found.length > query.limit && last !== undefined ? String(last.place) : null,
    total: isUnfiltered(query) ? countAll(stored) : countMatching(store, { sql, values }),
  };
}

function countMatching({ db }: Store, { sql, values }: Condition): number {
  const counted = db
    .prepare<(string | number)[], { count: number }>(`SELECT COUNT(*) AS count FROM findings WHERE ${sql}`)
    .get(...values);
  return counted?.count ?? 0;
}

function countAll({ facets }: StoredHead): number {
  return facets.severities.reduce((sum, { count }) => sum + count, 0);
}

/** The columns that a listed finding is made of. */
type StoredRow = Pick<
  FindingModel,
  | 'fingerprint'
  | 'severity'
  | 'controlId'
  | 'apiVersion'
  | 'kind'
  | 'namespace'
  | 'name'
  | 'uid'
  | 'messageId'
  | 'params'
>;

const ROW_COLUMNS = `fingerprint, severity, control_id AS controlId, api_version AS apiVersion, kind, namespace,
  name, uid, message_id AS messageId, params`;

/** Returns a stored row as lists show it, with the texts of its own scan. */
export function toFindingRow(row: StoredRow, head: ResultHead): FindingRow {
  const control = controlOf(head, row.controlId);
  return {
    fingerprint: row.fingerprint,
    controlId: row.controlId,
    severity: SEVERITIES[row.severity] ?? control.severity,
    category: control.category,
    resource: {
      apiVersion: row.apiVersion,
      kind: row.kind,
      namespace: row.namespace === '' ? null : row.namespace,
      name: row.name,
      uid: row.uid,
    },
    title: control.failTitle,
    message: messageOf(control, row.messageId, JSON.parse(row.params) as TextParams),
  };
}

function controlOf(head: ResultHead, controlId: string): ControlResult {
  const control = head.controls.find(({ id }) => id === controlId);
  if (control === undefined) throw new Error(`the stored result has no control ${controlId}`);
  return control;
}

function messageOf(control: ControlResult, messageId: string, params: TextParams): Text {
  const template = control.messages[messageId] ?? control.failTitle;
  return text(fillText(template.en, params), fillText(template['zh-CN'], params));
}

/** A finding with everything that explains it. */
export interface FindingDetail {
  readonly finding: Finding;
  readonly control: ControlResult;
  readonly message: Text;
  /** The node it stands on, empty where that is not one node; null where the scan does not know. */
  readonly node: string | null;
  /** Null where the scan had none before it, or does not know. */
  readonly age: FindingAge | null;
}

/** Returns one finding of a scan, or null where the scan has no such finding. */
export async function findFinding(
  store: Store,
  scanId: string,
  fingerprint: string,
): Promise<FindingDetail | null> {
  const stored = await findHead(store, scanId);
  if (stored === null) return null;
  const { scanNo, head } = stored;
  const row = await store.prisma.finding.findFirst({
    where: { scanNo, fingerprint },
    select: { position: true, node: true, age: true },
  });
  if (row === null) return null;
  const chunk = await store.prisma.findingChunk.findUniqueOrThrow({
    where: { scanNo_chunk: { scanNo, chunk: Math.floor(row.position / FINDINGS_A_CHUNK) } },
  });
  const finding = (await unpackFindings(chunk.data))[row.position % FINDINGS_A_CHUNK];
  if (finding === undefined) throw new Error(`finding ${fingerprint} is missing in its chunk`);
  const control = controlOf(head, finding.controlId);
  return {
    finding,
    control,
    message: messageOf(control, finding.messageId, finding.params),
    node: row.node,
    age: FINDING_AGES.find((age) => age === row.age) ?? null,
  };
}
