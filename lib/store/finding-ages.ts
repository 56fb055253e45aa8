import { setImmediate } from 'node:timers/promises';
import type { FindingAge } from '#lib/model/finding-age.ts';
import { isWhole } from '#lib/model/is-whole.ts';
import type { ScanResult } from '#lib/model/scan-result.ts';
import type { Store } from './open-store.ts';
import { findHead } from './results.ts';

/**
 * The scans before this one of the cluster it will belong to once its uid is known, which may be another row's
 * cluster than the one it was queued for.
 */
const EARLIER = `
  SELECT s.no AS no, s.id AS id FROM scans s, scans own
  WHERE own.id = @scanId AND s.no < own.no AND s.status IN ('done', 'partial')
    AND s.cluster_id IN (SELECT id FROM clusters WHERE kube_system_uid = @uid
      OR (id = own.cluster_id AND (kube_system_uid IS NULL OR @uid IS NULL)))
  ORDER BY s.no DESC`;

/**
 * Returns the age of each finding of a scan that is not saved yet, by fingerprint; null where its cluster has no
 * earlier scan to compare with. Of a finding that the last scan could not look for nothing is told.
 */
export async function findingAges(
  store: Store,
  { scan, cluster, findings }: Pick<ScanResult, 'scan' | 'cluster' | 'findings'>,
): Promise<ReadonlyMap<string, FindingAge> | null> {
  const { db } = store;
  const earlier = db
    .prepare<[{ scanId: string; uid: string | null }], { no: number; id: string }>(EARLIER)
    .all({ scanId: scan.id, uid: cluster.kubeSystemUid });
  const [last] = earlier;
  if (last === undefined) return null;
  const seenIn = db.prepare<[number, string], { fingerprint: string }>(
    'SELECT fingerprint FROM findings WHERE scan_no = ? AND fingerprint IN (SELECT value FROM json_each(?))',
  );
  const ages = new Map<string, FindingAge>();
  let rest = findings.map(({ fingerprint }) => fingerprint);
  for (const [index, { no }] of earlier.entries()) {
    const seen = new Set(seenIn.all(no, JSON.stringify(rest)).map(({ fingerprint }) => fingerprint));
    for (const fingerprint of seen) ages.set(fingerprint, index === 0 ? 'older' : 'reopened');
    rest = rest.filter((fingerprint) => !seen.has(fingerprint));
    if (rest.length === 0) break;
    // Many scans are asked only where much is new; the heartbeat gets in between two of them.
    await setImmediate();
  }
  for (const fingerprint of rest) ages.set(fingerprint, 'new');
  const whole = await wholeControls(store, last.id);
  for (const { fingerprint, controlId } of findings) {
    if (ages.get(fingerprint) !== 'older' && !whole.has(controlId)) ages.delete(fingerprint);
  }
  return ages;
}

/** The controls of a scan that saw all they judge, so that a finding it lacks was not there. */
async function wholeControls(store: Store, scanId: string): Promise<ReadonlySet<string>> {
  const stored = await findHead(store, scanId).catch(() => null);
  return new Set((stored?.head.controls ?? []).filter(isWhole).map(({ id }) => id));
}
