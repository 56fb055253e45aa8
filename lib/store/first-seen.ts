import type { Store } from './open-store.ts';

/**
 * Returns when each of these findings was first seen in a scan of the same cluster up to the one named: the end
 * of that scan, ISO 8601 UTC. A fingerprint that no scan had is left out.
 */
export function firstSeen(
  { db }: Store,
  scanId: string,
  fingerprints: readonly string[],
): ReadonlyMap<string, string> {
  const find = db.prepare<[string, string], { finishedAt: string | null }>(
    `SELECT s.finished_at AS finishedAt FROM scans s JOIN scans upto ON upto.id = ?
     WHERE s.cluster_id = upto.cluster_id AND s.no <= upto.no AND s.status IN ('done', 'partial')
       AND EXISTS (SELECT 1 FROM findings f WHERE f.scan_no = s.no AND f.fingerprint = ?)
     ORDER BY s.no LIMIT 1`,
  );
  return new Map(
    fingerprints.flatMap((fingerprint) => {
      const at = find.get(scanId, fingerprint)?.finishedAt ?? null;
      return at === null ? [] : [[fingerprint, at] as const];
    }),
  );
}
