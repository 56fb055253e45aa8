import { isUnseen } from '#lib/model/gap.ts';
import type { Inventory } from '#lib/model/inventory.ts';
import type { ScanFacts } from '#lib/model/scan-facts.ts';
import type { ScanResult } from '#lib/model/scan-result.ts';
import { SEVERITIES } from '#lib/model/severity.ts';
import { insertBlobs, packSlices } from './blobs.ts';
import type { PackedItems } from './compressed-json.ts';
import { insertEvents } from './events.ts';
import { findingAges } from './finding-ages.ts';
import { facetsOf, type Facets } from './finding-facets.ts';
import { findingRecords, type FindingRecord } from './finding-record.ts';
import { identifyCluster } from './identify-cluster.ts';
import type { Store } from './open-store.ts';
import { packPageFacts } from './page-facts.ts';
import { packResult, type PackedResult } from './stored-result.ts';

/** A scan's result, the objects it was judged from, and what was derived from them for pages. */
export interface ScanToSave {
  readonly result: ScanResult;
  readonly inventory: Inventory;
  readonly facts?: ScanFacts;
}

/**
 * Stores a running scan's result with the objects it was judged from, marks the scan finished and gives its
 * lease back: all in one transaction, so that a scan has either everything or nothing. Throws when the scan
 * is not running any more. Returns the id of its cluster, which is another one when two rows were found to be
 * the same cluster.
 */
export async function saveScan(store: Store, toSave: ScanToSave): Promise<string> {
  const { result, inventory } = toSave;
  // Everything slow comes before the transaction, which then holds the write lock only to insert.
  const slices = await packSlices(inventory);
  const blobs = Object.fromEntries([...slices].map(([name, { hash }]) => [name, hash]));
  const pages = await packPageFacts(toSave.facts ?? { pages: {} });
  const packed = await packResult({ ...result, inventory: { ...result.inventory, blobs } });
  const ages = await findingAges(store, result);
  const records = findingRecords(result, { ages, ...(toSave.facts && { nodes: toSave.facts.findingNodes }) });
  const facets = facetsOf(records);
  return store.db
    .transaction(() => {
      const scanNo = runningScanNo(store, result.scan.id);
      insertBlobs(store, scanNo, new Map<string, PackedItems>([...slices, ...pages]));
      insertResult(store, scanNo, { packed, facets });
      insertFindings(store, scanNo, records);
      return completeScan(store, scanNo, { result, facets });
    })
    .immediate();
}

function runningScanNo({ db }: Store, scanId: string): number {
  const scan = db
    .prepare<[string], { no: number }>("SELECT no FROM scans WHERE id = ? AND status = 'running'")
    .get(scanId);
  if (scan === undefined) throw new Error(`scan ${scanId} is not running any more`);
  return scan.no;
}

function insertResult(
  { db }: Store,
  scanNo: number,
  { packed, facets }: { readonly packed: PackedResult; readonly facets: Facets },
): void {
  db.prepare('INSERT INTO results (scan_no, schema_version, head, facets) VALUES (?, ?, ?, ?)').run(
    scanNo,
    packed.schemaVersion,
    packed.head,
    JSON.stringify(facets),
  );
  const insert = db.prepare('INSERT INTO finding_chunks (scan_no, chunk, data) VALUES (?, ?, ?)');
  for (const [index, chunk] of packed.chunks.entries()) insert.run(scanNo, index, chunk);
}

function insertFindings({ db }: Store, scanNo: number, records: readonly FindingRecord[]): void {
  const insert = db.prepare(
    `INSERT INTO findings (scan_no, position, resource_position, fingerprint, severity, category, control_id,
     api_version, kind, namespace, name, uid, node, age, message_id, params, search)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const record of records) {
    insert.run(
      scanNo,
      record.position,
      record.resourcePosition,
      record.fingerprint,
      record.severity,
      record.category,
      record.controlId,
      record.apiVersion,
      record.kind,
      record.namespace,
      record.name,
      record.uid,
      record.node,
      record.age,
      record.messageId,
      record.params,
      record.search,
    );
  }
}

function completeScan(
  store: Store,
  scanNo: number,
  { result, facets }: { readonly result: ScanResult; readonly facets: Facets },
): string {
  const { db } = store;
  const { scan, cluster, score, coverage, gaps } = result;
  const count = new Map(facets.severities.map(({ value, count: findings }) => [value, findings]));
  const counts = SEVERITIES.map((severity) => count.get(severity) ?? 0);
  db.prepare(
    `UPDATE scans SET status = ?, finished_at = ?, score = ?, grade = ?, coverage_assessed = ?,
     coverage_total = ?, gaps = ?, critical = ?, high = ?, medium = ?, low = ?, info = ? WHERE no = ?`,
  ).run(
    scan.status,
    new Date().toISOString(),
    score.value,
    score.grade,
    coverage.assessed,
    coverage.total,
    gaps.filter(isUnseen).length,
    ...counts,
    scanNo,
  );
  db.prepare('DELETE FROM leases WHERE scan_no = ?').run(scanNo);
  insertEvents(store, scanNo, [{ type: 'done', status: scan.status, message: null }]);
  const row = db
    .prepare<[number], { clusterId: string }>('SELECT cluster_id AS "clusterId" FROM scans WHERE no = ?')
    .get(scanNo);
  const clusterId = row?.clusterId ?? cluster.id;
  const { context, kubeSystemUid: uid } = cluster;
  return uid === null ? clusterId : identifyCluster(store, { scanNo, clusterId, context, uid });
}
