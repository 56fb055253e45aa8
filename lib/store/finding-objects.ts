import { refKey } from '#lib/model/resource-ref.ts';
import { SEVERITIES, type Severity } from '#lib/model/severity.ts';
import type { Store } from './open-store.ts';
import { findHead } from './results.ts';

/** What the findings on one object come to. */
export interface ObjectFindings {
  readonly count: number;
  /** The worst of them, and the first of those that are as bad. */
  readonly severity: Severity;
  readonly controlId: string;
  readonly fingerprint: string;
}

interface ObjectRow {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly severity: number;
  readonly controlId: string;
  readonly fingerprint: string;
  readonly count: number;
}

// SQLite takes the other columns of a group from the row that has the minimum.
const BY_OBJECT = `
  SELECT api_version AS apiVersion, kind, namespace, name, MIN(severity) AS severity,
    control_id AS controlId, fingerprint, COUNT(*) AS count
  FROM findings WHERE scan_no = ? GROUP BY api_version, kind, namespace, name`;

/** Returns the findings of a scan by the reference key of their object; null where the scan has no result. */
export async function findingsByObject(
  store: Store,
  scanId: string,
): Promise<ReadonlyMap<string, ObjectFindings> | null> {
  const stored = await findHead(store, scanId);
  if (stored === null) return null;
  const rows = store.db.prepare(BY_OBJECT).all(stored.scanNo) as ObjectRow[];
  return new Map(
    rows.map(({ apiVersion, kind, namespace, name, severity, ...rest }) => {
      const ref = { apiVersion, kind, name, uid: null, namespace: namespace === '' ? null : namespace };
      return [refKey(ref), { ...rest, severity: SEVERITIES[severity] ?? 'info' }];
    }),
  );
}
