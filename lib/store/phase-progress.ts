import { PHASE_MEASURE, type Phase, type ScanEvent } from '#lib/model/scan.ts';
import type { Store } from './open-store.ts';

/** How far the phase of a running scan is. */
export interface PhaseProgress {
  readonly done: number;
  readonly total: number;
}

/** Returns how far a scan is in a phase, as it told last; null where it told no total. */
export function phaseProgress({ db }: Store, scanId: string, phase: Phase): PhaseProgress | null {
  const label = (PHASE_MEASURE as Partial<Record<Phase, string>>)[phase];
  if (label === undefined) return null;
  const row = db
    .prepare<[string, string, string], { event: string }>(
      `SELECT event FROM scan_events WHERE scan_no = (SELECT no FROM scans WHERE id = ?)
       AND event ->> '$.type' = 'count' AND event ->> '$.phase' = ? AND event ->> '$.label' = ?
       ORDER BY seq DESC LIMIT 1`,
    )
    .get(scanId, phase, label);
  if (row === undefined) return null;
  const event = JSON.parse(row.event) as Extract<ScanEvent, { type: 'count' }>;
  return event.total === null || event.total === 0 ? null : { done: event.done, total: event.total };
}
