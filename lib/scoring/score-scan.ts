import { CATEGORIES, type Category } from '#lib/model/category.ts';
import type { ControlResult, Finding } from '#lib/model/control.ts';
import type { Grade, Score, ScoreFormula, ScoreTerm } from '#lib/model/score.ts';
import type { Severity } from '#lib/model/severity.ts';

/** Weight of a control by its severity. */
const SEVERITY_WEIGHTS: Readonly<Record<Severity, number>> = {
  critical: 10,
  high: 6,
  medium: 3,
  low: 1,
  info: 0,
};

/** An open finding of such severity holds the value at most here. */
const SEVERITY_CAPS = [
  { severity: 'critical', at: 59 },
  { severity: 'high', at: 79 },
] as const satisfies readonly { severity: Severity; at: number }[];

/** The lowest value of each grade. */
const GRADE_FLOORS: readonly { readonly grade: Grade; readonly from: number }[] = [
  { grade: 'A', from: 90 },
  { grade: 'B', from: 80 },
  { grade: 'C', from: 70 },
  { grade: 'D', from: 50 },
  { grade: 'F', from: 0 },
];

/** Below this share of the weight assessed there is no score. */
const LEAST_ASSESSED_SHARE = 0.5;

/** What a failing control can keep at most: half of its weight, by the share of resources that passed. */
const FAILED_SHARE = 0.5;

export interface ScoreInput {
  readonly results: readonly ControlResult[];
  /** Open findings; muted ones are left out by the caller. */
  readonly findings: readonly Finding[];
  /** Slices among nodes, pods and RBAC that could not be read at all. */
  readonly blind: readonly string[];
}

/**
 * Returns the posture from 0 to 100 with its formula, or null where too little was seen: a blind slice, or less
 * than half of the weight assessed. Missing data never raises it, because only assessed weight counts.
 */
export function scoreScan(input: ScoreInput): Score {
  const terms = termsOf(input.results);
  const assessedWeight = sum(terms.map((term) => term.weight));
  const possible = sum(input.results.filter(isPossible).map((result) => SEVERITY_WEIGHTS[result.severity]));
  const assessedShare = possible === 0 ? 0 : assessedWeight / possible;
  const uncapped = ratioOf(terms);
  const scored = input.blind.length === 0 && assessedShare >= LEAST_ASSESSED_SHARE && uncapped !== null;
  const cap = scored ? capOf(uncapped, input.findings) : null;
  const value = scored ? Math.min(uncapped, cap?.at ?? 100) : null;
  return {
    value,
    grade: value === null ? null : gradeOf(value),
    byCategory: scored ? categoryScores(input.results) : {},
    formula: {
      version: 1,
      terms,
      uncapped: scored ? uncapped : null,
      cap,
      assessedShare,
      blind: input.blind,
    },
  };
}

/** Returns the grade of a value from 0 to 100. */
export function gradeOf(value: number): Grade {
  return GRADE_FLOORS.find((floor) => value >= floor.from)?.grade ?? 'F';
}

function isPossible(result: ControlResult): boolean {
  return result.outcome !== 'not-applicable';
}

function termsOf(results: readonly ControlResult[]): ScoreTerm[] {
  return results
    .filter((result) => result.outcome === 'pass' || result.outcome === 'fail')
    .map((result) => {
      const weight = SEVERITY_WEIGHTS[result.severity];
      return { controlId: result.id, weight, kept: weight * keptShare(result) };
    });
}

function keptShare(result: ControlResult): number {
  if (result.outcome === 'pass') return 1;
  return FAILED_SHARE * (1 - result.failed / Math.max(result.checked, 1));
}

/** Percentage of the weight kept, rounded down to one decimal so that 100 means all of it; null without weight. */
function ratioOf(terms: readonly ScoreTerm[]): number | null {
  const weight = sum(terms.map((term) => term.weight));
  if (weight === 0) return null;
  return Math.floor((1000 * sum(terms.map((term) => term.kept))) / weight + 1e-9) / 10;
}

function capOf(uncapped: number, findings: readonly Finding[]): ScoreFormula['cap'] {
  for (const { severity, at } of SEVERITY_CAPS) {
    const count = findings.filter((finding) => finding.severity === severity).length;
    if (count > 0) return uncapped > at ? { at, severity, findings: count } : null;
  }
  return null;
}

function categoryScores(results: readonly ControlResult[]): Partial<Record<Category, number | null>> {
  return Object.fromEntries(
    CATEGORIES.map((category) => [
      category,
      ratioOf(termsOf(results.filter((result) => result.category === category))),
    ]),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
