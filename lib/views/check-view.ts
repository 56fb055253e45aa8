import type { Category } from '#lib/model/category.ts';
import type { ControlMeta, ControlResult, Outcome, Reference } from '#lib/model/control.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { Score } from '#lib/model/score.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { Locale } from '#lib/model/text.ts';
import type { CheckNeeds } from './check-needs.ts';
import { fixesOf, frameworkText, type Fix } from './finding-view.ts';
import { gapRows, type GapRow } from './gap-rows.ts';

/** What came of a check in one scan. */
export interface CheckResult {
  readonly cluster: string;
  readonly outcome: Outcome;
  readonly checked: number;
  readonly failed: number;
  readonly atLeast: boolean;
  readonly reason: string | null;
  /** Its part in the score; null where it was not assessed. */
  readonly weight: number | null;
  readonly kept: number | null;
  /** What kept it from seeing everything. */
  readonly gaps: readonly GapRow[];
}

/** One check with everything its page says. */
export interface CheckView {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly description: string;
  readonly fixText: string;
  readonly fixes: readonly Fix[];
  readonly frameworks: readonly string[];
  readonly references: readonly Reference[];
  readonly needs: CheckNeeds;
  readonly result: CheckResult | null;
}

/** A stored scan as far as one check goes. */
interface CheckedScan {
  readonly cluster: { readonly name: string };
  readonly controls: readonly ControlResult[];
  readonly gaps: readonly Gap[];
  readonly score: Score;
}

/** Returns what a check's page says, with its result where a scan was chosen that made it. */
export function checkView(
  {
    control,
    head,
    needs,
  }: { readonly control: ControlMeta; readonly head: CheckedScan | null; readonly needs: CheckNeeds },
  locale: Locale,
): CheckView {
  return {
    id: control.id,
    title: control.title[locale],
    severity: control.severity,
    category: control.category,
    description: control.description[locale],
    fixText: control.remediation.text[locale],
    fixes: fixesOf(control.remediation),
    frameworks: control.frameworks.map(frameworkText),
    references: control.references,
    needs,
    result: head === null ? null : resultOf(control.id, head, locale),
  };
}

function resultOf(id: string, head: CheckedScan, locale: Locale): CheckResult | null {
  const result = head.controls.find((one) => one.id === id);
  if (result === undefined) return null;
  const term = head.score.formula.terms.find(({ controlId }) => controlId === id);
  const { outcome, checked, failed, atLeast, reason, gapIds } = result;
  const own = head.gaps.filter((gap) => gapIds.includes(gap.id));
  return {
    cluster: head.cluster.name,
    outcome,
    checked,
    failed,
    atLeast,
    reason: reason?.[locale] ?? null,
    weight: term?.weight ?? null,
    kept: term === undefined ? null : Math.round(term.kept * 100) / 100,
    gaps: gapRows(own, head.controls, locale),
  };
}
