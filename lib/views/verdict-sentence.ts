import type { Coverage, Score } from '#lib/model/score.ts';
import { isAtLeast } from '#lib/model/severity.ts';
import { clausesOf, type Clause, type CountedKind } from './verdict-clauses.ts';

/** What the one sentence about a cluster says; the page has the words. */
export type Verdict =
  /** Too little was seen for a score; what stands open all the same is told beside it. */
  | { readonly kind: 'blind'; readonly clauses: readonly Clause[] }
  /** Something critical or high stands open: at most two clauses, the worst first. */
  | { readonly kind: 'serious'; readonly clauses: readonly Clause[] }
  | { readonly kind: 'moderate'; readonly clauses: readonly Clause[] }
  | { readonly kind: 'minor'; readonly count: number }
  /** Nothing is open, but some checks could not be made. */
  | { readonly kind: 'clearSoFar'; readonly notAssessed: number; readonly assessed: number }
  | { readonly kind: 'clear'; readonly assessed: number };

const TOLD = 2;

/** Returns the verdict on a scan from its findings by kind, its score and its coverage. */
export function verdictOf({
  kinds,
  score,
  coverage,
}: {
  readonly kinds: readonly CountedKind[];
  readonly score: Score;
  readonly coverage: Coverage;
}): Verdict {
  const clauses = clausesOf(kinds);
  const serious = clauses.filter(({ severity }) => isAtLeast(severity, 'high')).slice(0, TOLD);
  if (score.value === null) return { kind: 'blind', clauses: serious.slice(0, 1) };
  if (serious.length > 0) return { kind: 'serious', clauses: serious };
  if (clauses.length > 0) return { kind: 'moderate', clauses: clauses.slice(0, TOLD) };
  // What is only told fails nothing: such findings leave a cluster clear.
  const minor = kinds.filter(({ severity }) => severity !== 'info');
  if (minor.length > 0) return { kind: 'minor', count: minor.reduce((sum, { count }) => sum + count, 0) };
  const missing = coverage.notAssessed + coverage.errors;
  return missing > 0
    ? { kind: 'clearSoFar', notAssessed: missing, assessed: coverage.assessed }
    : { kind: 'clear', assessed: coverage.assessed };
}
