import type { ControlResult, Finding } from '#lib/model/control.ts';
import type { ScanResult } from '#lib/model/scan-result.ts';
import type { Grade } from '#lib/model/score.ts';
import { isWhole } from '#lib/model/is-whole.ts';

/** How one check's findings changed. */
export interface ControlChange {
  readonly controlId: string;
  readonly added: number;
  readonly fixed: number;
}

/** What changed since an earlier scan of the same cluster. */
export interface Changes {
  readonly previousAt: string;
  readonly previousValue: number | null;
  readonly previousGrade: Grade | null;
  /** Fingerprints of findings the earlier scan looked for and did not have. */
  readonly added: readonly string[];
  readonly fixed: number;
  readonly persisting: number;
  /** Findings of checks that only this scan could make: they may be old. */
  readonly newlyChecked: number;
  /** Findings of the earlier scan whose check could not be made again: they may still be there. */
  readonly notCheckedAgain: number;
  readonly byControl: readonly ControlChange[];
}

/**
 * Returns how findings changed from one result to the next. A finding is fixed only where its check was made
 * again and saw all there is, and new only where the earlier scan made its check too.
 */
export function changesSince(previous: ScanResult, current: ScanResult): Changes {
  const before = new Map(previous.findings.map((finding) => [finding.fingerprint, finding]));
  const now = new Set(current.findings.map(({ fingerprint }) => fingerprint));
  const fresh = current.findings.filter(({ fingerprint }) => !before.has(fingerprint));
  const gone = previous.findings.filter(({ fingerprint }) => !now.has(fingerprint));
  const wasJudged = wholeControls(previous.controls);
  const isJudged = wholeControls(current.controls);
  const added = fresh.filter(({ controlId }) => wasJudged.has(controlId));
  const fixed = gone.filter(({ controlId }) => isJudged.has(controlId));
  return {
    previousAt: previous.scan.finishedAt,
    previousValue: previous.score.value,
    previousGrade: previous.score.grade,
    added: added.map(({ fingerprint }) => fingerprint),
    fixed: fixed.length,
    persisting: current.findings.length - fresh.length,
    newlyChecked: fresh.length - added.length,
    notCheckedAgain: gone.length - fixed.length,
    byControl: countByControl(added, fixed),
  };
}

/** Checks whose findings of then and now can be told apart. */
function wholeControls(controls: readonly ControlResult[]): Set<string> {
  return new Set(controls.filter(isWhole).map(({ id }) => id));
}

function countByControl(added: readonly Finding[], fixed: readonly Finding[]): ControlChange[] {
  const counts = new Map<string, { added: number; fixed: number }>();
  const of = (id: string): { added: number; fixed: number } => {
    const known = counts.get(id) ?? { added: 0, fixed: 0 };
    counts.set(id, known);
    return known;
  };
  for (const { controlId } of added) of(controlId).added += 1;
  for (const { controlId } of fixed) of(controlId).fixed += 1;
  return [...counts]
    .map(([controlId, count]) => ({ controlId, ...count }))
    .toSorted((a, b) => b.added - a.added || b.fixed - a.fixed || (a.controlId < b.controlId ? -1 : 1));
}
