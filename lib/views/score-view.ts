import type { ControlResult } from '#lib/model/control.ts';
import type { Score } from '#lib/model/score.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { Locale } from '#lib/model/text.ts';

/** One check's part in the score. */
export interface ScoreTermRow {
  readonly controlId: string;
  readonly title: string;
  readonly severity: Severity;
  readonly weight: number;
  readonly kept: number;
}

/** The score with everything its formula used, as a reader checks it. */
export interface ScoreView {
  /** Whole number, or null where there is none. */
  readonly value: number | null;
  readonly grade: Score['grade'];
  /** Before the caps, with one decimal. */
  readonly uncapped: number | null;
  readonly cap: Score['formula']['cap'];
  /** Why there is no value: unreadable slices, or else too small a share. */
  readonly blind: readonly string[];
  readonly assessedShare: number;
  /** Those that cost most first, then the heaviest, then by title. */
  readonly terms: readonly ScoreTermRow[];
  readonly weight: number;
  readonly kept: number;
}

/** Returns a score with its formula's terms named in the reader's language. */
export function scoreView(score: Score, controls: readonly ControlResult[], locale: Locale): ScoreView {
  const { formula } = score;
  const known = new Map(controls.map((control) => [control.id, control]));
  const terms = formula.terms
    .filter((term) => term.weight > 0)
    .map(({ controlId, weight, kept }) => {
      const control = known.get(controlId);
      return {
        controlId,
        title: control?.title[locale] ?? controlId,
        severity: control?.severity ?? 'info',
        weight,
        kept: round(kept, 2),
      };
    })
    .toSorted(
      (a, b) =>
        b.weight - b.kept - (a.weight - a.kept) ||
        b.weight - a.weight ||
        a.title.localeCompare(b.title, locale),
    );
  return {
    value: score.value === null ? null : shownScore(score.value),
    grade: score.grade,
    uncapped: formula.uncapped === null ? null : round(formula.uncapped, 1),
    cap: formula.cap,
    blind: formula.blind,
    assessedShare: formula.assessedShare,
    terms,
    weight: formula.terms.reduce((sum, term) => sum + term.weight, 0),
    kept: round(
      formula.terms.reduce((sum, term) => sum + term.kept, 0),
      2,
    ),
  };
}

/** Returns a score as it is shown: rounded down, so that neither 100 nor a better grade's number is claimed. */
export function shownScore(value: number): number {
  return Math.floor(value);
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
