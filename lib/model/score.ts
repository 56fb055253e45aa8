import type { Category } from './category.ts';
import type { Severity } from './severity.ts';

export const GRADES = ['A', 'B', 'C', 'D', 'F'] as const;
export type Grade = (typeof GRADES)[number];

/** How much was looked at. */
export interface Coverage {
  /** Controls that came to pass, fail or not-applicable. */
  readonly assessed: number;
  readonly total: number;
  readonly notAssessed: number;
  readonly errors: number;
  /** Categories in which nothing was there to judge. */
  readonly vacuous: readonly Category[];
}

/** What of a control's weight was kept. */
export interface ScoreTerm {
  readonly controlId: string;
  readonly weight: number;
  readonly kept: number;
}

export interface ScoreFormula {
  readonly version: 1;
  readonly terms: readonly ScoreTerm[];
  /** Value before the caps, 0 to 100; null when there is no score. */
  readonly uncapped: number | null;
  /** The cap that held the value down; null when none did. */
  readonly cap: { readonly at: number; readonly severity: Severity; readonly findings: number } | null;
  /** Share of the weight that was assessed, 0 to 1. */
  readonly assessedShare: number;
  /** Slices that could not be read at all and without which there is no score. */
  readonly blind: readonly string[];
}

/** The posture: 0 to 100, or null when too little was seen to say. */
export interface Score {
  readonly value: number | null;
  readonly grade: Grade | null;
  readonly byCategory: Readonly<Partial<Record<Category, number | null>>>;
  readonly formula: ScoreFormula;
}
