import { randomBytes } from 'node:crypto';
import type { Store } from './open-store.ts';

/** A scan that could tell which cluster it was of. */
export interface Identified {
  readonly scanNo: number;
  readonly clusterId: string;
  /** The context it went through. */
  readonly context: string | null;
  /** Of the `kube-system` namespace. */
  readonly uid: string;
}

interface Row {
  readonly id: string;
  readonly uid: string | null;
}

/**
 * Brings cluster rows in line with the uid a scan has seen, and returns the id of the row the scan belongs to.
 * The first uid of a row is recorded and kept. Where another row has it already, both are one cluster. Where
 * the row has another one, the context leads elsewhere since: then context and scan go to the row of that uid,
 * so that two clusters never share a history. Call it inside a transaction.
 */
export function identifyCluster(store: Store, scan: Identified): string {
  const { db } = store;
  const own = db
    .prepare<[string], Row>('SELECT id, kube_system_uid AS uid FROM clusters WHERE id = ?')
    .get(scan.clusterId);
  if (own === undefined || own.uid === scan.uid) return scan.clusterId;
  const other = db
    .prepare<[string], { id: string }>('SELECT id FROM clusters WHERE kube_system_uid = ?')
    .get(scan.uid);
  if (own.uid !== null) return moveScan(store, scan, other?.id ?? copyCluster(store, scan));
  if (other !== undefined) return mergeClusters(store, own.id, other.id);
  db.prepare('UPDATE clusters SET kube_system_uid = ? WHERE id = ?').run(scan.uid, own.id);
  return own.id;
}

/** The older row keeps its id and takes over the uid, the contexts and the scans of the newer one. */
function mergeClusters({ db }: Store, ...ids: [string, string]): string {
  const rows = db
    .prepare<[string, string], Row>(
      'SELECT id, kube_system_uid AS uid FROM clusters WHERE id IN (?, ?) ORDER BY created_at, id',
    )
    .all(...ids);
  const [kept, gone] = rows;
  if (kept === undefined || gone === undefined) throw new Error(`no two clusters ${ids.join(', ')}`);
  db.prepare(
    'UPDATE clusters SET probe_allow = COALESCE(probe_allow, (SELECT probe_allow FROM clusters WHERE id = ?)) WHERE id = ?',
  ).run(gone.id, kept.id);
  for (const table of ['contexts', 'scans', 'leases']) {
    db.prepare(`UPDATE ${table} SET cluster_id = ? WHERE cluster_id = ?`).run(kept.id, gone.id);
  }
  db.prepare('DELETE FROM clusters WHERE id = ?').run(gone.id);
  db.prepare('UPDATE clusters SET kube_system_uid = ? WHERE id = ?').run(kept.uid ?? gone.uid, kept.id);
  return kept.id;
}

function copyCluster({ db }: Store, { clusterId, uid }: Identified): string {
  const id = randomBytes(6).toString('hex');
  db.prepare(
    `INSERT INTO clusters (id, name, source, demo, kube_system_uid, created_at)
     SELECT ?, name, source, demo, ?, ? FROM clusters WHERE id = ?`,
  ).run(id, uid, new Date().toISOString(), clusterId);
  return id;
}

function moveScan({ db }: Store, { scanNo, clusterId, context }: Identified, target: string): string {
  db.prepare('UPDATE scans SET cluster_id = ? WHERE no = ?').run(target, scanNo);
  db.prepare('UPDATE contexts SET cluster_id = ? WHERE cluster_id = ? AND name = ?').run(
    target,
    clusterId,
    context,
  );
  return target;
}
