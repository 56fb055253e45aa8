import type { Category } from '#lib/model/category.ts';
import type { ControlResult, Outcome } from '#lib/model/control.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import type { Locale } from '#lib/model/text.ts';

/** A check and what came of it. */
export interface CheckRow {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly outcome: Outcome;
  readonly checked: number;
  readonly failed: number;
  readonly atLeast: boolean;
  /** Why it did not come to pass or fail. */
  readonly reason: string | null;
}

const ORDER: readonly Outcome[] = ['fail', 'error', 'not-assessed', 'pass', 'not-applicable'];

/** Returns every check, those that failed first, each outcome by severity. */
export function checkRows(controls: readonly ControlResult[], locale: Locale): readonly CheckRow[] {
  return controls
    .map(({ id, title, failTitle, severity, category, outcome, checked, failed, atLeast, reason }) => ({
      id,
      title: (outcome === 'fail' ? failTitle : title)[locale],
      severity,
      category,
      outcome,
      checked,
      failed,
      atLeast,
      reason: reason?.[locale] ?? null,
    }))
    .toSorted(
      (a, b) =>
        ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome) ||
        severityRank(a.severity) - severityRank(b.severity) ||
        (a.id < b.id ? -1 : 1),
    );
}
