import { SEVERITIES, type Severity } from '#lib/model/severity.ts';
import type { TextParams } from '#lib/model/text.ts';
import type { Store } from './open-store.ts';

/** How many findings one message of a control has at one severity. */
export interface FindingKind {
  readonly controlId: string;
  readonly messageId: string;
  readonly severity: Severity;
  readonly count: number;
  /** The first of them in the result's order. */
  readonly firstFingerprint: string;
}

interface KindRow {
  readonly controlId: string;
  readonly messageId: string;
  readonly severity: number;
  readonly count: number;
  readonly fingerprint: string;
}

/** Returns the findings of a scan counted by control, message and severity, the worst first. */
export function countKinds({ db }: Store, scanId: string): FindingKind[] {
  // With a single MIN, SQLite takes the bare column from the row that has it.
  const rows = db
    .prepare<[string], KindRow>(
      `SELECT control_id AS controlId, message_id AS messageId, severity, COUNT(*) AS count,
         MIN(position), fingerprint
       FROM findings WHERE scan_no = (SELECT no FROM scans WHERE id = ?)
       GROUP BY control_id, message_id, severity ORDER BY severity, control_id, message_id`,
    )
    .all(scanId);
  return rows.map(({ controlId, messageId, severity, count, fingerprint }) => ({
    controlId,
    messageId,
    severity: SEVERITIES[severity] ?? 'info',
    count,
    firstFingerprint: fingerprint,
  }));
}

/** Returns the worst severity of the findings on each object of a kind, by the object's name. */
export function worstByName({ db }: Store, scanId: string, kind: string): ReadonlyMap<string, Severity> {
  const rows = db
    .prepare<[string, string], { name: string; severity: number }>(
      `SELECT name, MIN(severity) AS severity FROM findings
       WHERE scan_no = (SELECT no FROM scans WHERE id = ?) AND kind = ? GROUP BY name ORDER BY name`,
    )
    .all(scanId, kind);
  return new Map(rows.map(({ name, severity }) => [name, SEVERITIES[severity] ?? 'info']));
}

/** A finding's severity and the values in its message. */
export interface FindingValues {
  readonly severity: Severity;
  readonly params: TextParams;
}

/** Returns the values of every finding of some controls, worst first. */
export function listValues({ db }: Store, scanId: string, controlIds: readonly string[]): FindingValues[] {
  return db
    .prepare<[string, string], { severity: number; params: string }>(
      `SELECT severity, params FROM findings WHERE scan_no = (SELECT no FROM scans WHERE id = ?)
       AND control_id IN (SELECT value FROM json_each(?)) ORDER BY position`,
    )
    .all(scanId, JSON.stringify(controlIds))
    .map(({ severity, params }) => ({
      severity: SEVERITIES[severity] ?? 'info',
      params: JSON.parse(params) as TextParams,
    }));
}
