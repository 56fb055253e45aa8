import type { Store } from './open-store.ts';

interface Row {
  readonly id: string;
  readonly uid: string | null;
}

/**
 * Records the uid of a cluster's `kube-system` namespace, which is kept once known. Where another row has
 * it already, both are one cluster: the older keeps its id and takes over contexts and scans. Returns the id
 * that remains. Call it inside a transaction.
 */
export function mergeByUid({ db }: Store, clusterId: string, uid: string): string {
  const own = db
    .prepare<[string], Row>('SELECT id, kube_system_uid AS uid FROM clusters WHERE id = ?')
    .get(clusterId);
  if (own === undefined || own.uid !== null) return clusterId;
  const other = db
    .prepare<[string], Row>('SELECT id, kube_system_uid AS uid FROM clusters WHERE kube_system_uid = ?')
    .get(uid);
  if (other === undefined) {
    db.prepare('UPDATE clusters SET kube_system_uid = ? WHERE id = ?').run(uid, clusterId);
    return clusterId;
  }
  const [kept, gone] = inOrderOfAge({ db }, own.id, other.id);
  const probeAllow = 'SELECT probe_allow FROM clusters WHERE id = ?';
  db.prepare(`UPDATE clusters SET probe_allow = COALESCE(probe_allow, (${probeAllow})) WHERE id = ?`).run(
    gone,
    kept,
  );
  for (const table of ['contexts', 'scans', 'leases']) {
    db.prepare(`UPDATE ${table} SET cluster_id = ? WHERE cluster_id = ?`).run(kept, gone);
  }
  db.prepare('DELETE FROM clusters WHERE id = ?').run(gone);
  db.prepare('UPDATE clusters SET kube_system_uid = ? WHERE id = ?').run(uid, kept);
  return kept;
}

function inOrderOfAge({ db }: Pick<Store, 'db'>, ...ids: [string, string]): [string, string] {
  const older = db
    .prepare<[string, string], { id: string }>(
      'SELECT id FROM clusters WHERE id IN (?, ?) ORDER BY created_at, id LIMIT 1',
    )
    .get(...ids);
  const [first, second] = ids;
  return older?.id === second ? [second, first] : [first, second];
}
