import type { ControlResult } from '#lib/model/control.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import type { ScoreFormula } from '#lib/model/score.ts';

/** Findings of one control counted by message and severity, with one to show. */
export interface ShownKind {
  readonly controlId: string;
  readonly severity: Severity;
  readonly count: number;
  readonly firstFingerprint: string;
}

/** One thing worth doing first. */
export interface FixRow {
  readonly controlId: string;
  readonly severity: Severity;
  /** Findings of the control that count. */
  readonly count: number;
  /** The worst of them, which the row shows. */
  readonly fingerprint: string;
  /** What the value before the caps gains when the control passes, to one decimal; null without a score. */
  readonly points: number | null;
}

/** Returns the failing controls worth fixing first: by their worst severity, then by what they cost the score. */
export function fixRows(
  kinds: readonly ShownKind[],
  controls: readonly ControlResult[],
  formula: ScoreFormula,
): FixRow[] {
  const failing = new Set(controls.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id));
  const counted = kinds.filter(({ controlId, severity }) => severity !== 'info' && failing.has(controlId));
  return [...Map.groupBy(counted, ({ controlId }) => controlId)]
    .flatMap(([controlId, own]) => {
      const [worst] = own.toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity));
      if (worst === undefined) return [];
      const { severity, firstFingerprint: fingerprint } = worst;
      const count = own.reduce((sum, kind) => sum + kind.count, 0);
      return [{ controlId, severity, count, fingerprint, points: pointsOf(controlId, formula) }];
    })
    .toSorted(
      (a, b) =>
        severityRank(a.severity) - severityRank(b.severity) ||
        (b.points ?? 0) - (a.points ?? 0) ||
        (a.controlId < b.controlId ? -1 : 1),
    );
}

/**
 * Returns what the value before the caps gains when a control passes, to one decimal; null without a score. A
 * control that passes keeps its whole weight, so a fix gains what is lost of it now.
 */
export function pointsOf(controlId: string, { terms, uncapped }: ScoreFormula): number | null {
  const own = terms.find((term) => term.controlId === controlId);
  if (uncapped === null || own === undefined) return null;
  const weight = terms.reduce((sum, term) => sum + term.weight, 0);
  return Math.round((1000 * (own.weight - own.kept)) / weight) / 10;
}
