import type { ControlResult } from '#lib/model/control.ts';
import { isWhole } from '#lib/model/is-whole.ts';
import { SEVERITIES, type Severity } from '#lib/model/severity.ts';

/** How many findings of one control and severity stand in one of two scans or in both. */
export interface CountedChange {
  readonly side: 'earlier' | 'later' | 'both';
  readonly controlId: string;
  readonly severity: Severity;
  readonly count: number;
}

/**
 * What became of findings between two scans. `uncovered` were not looked for the time before; of `unseen` it
 * cannot be said that they are fixed, because their control was not assessed this time.
 */
export const CHANGES = ['new', 'uncovered', 'fixed', 'unseen', 'persisting'] as const;
export type Change = (typeof CHANGES)[number];

/** The findings of one change. */
export interface ChangeGroup {
  readonly change: Change;
  readonly side: CountedChange['side'];
  readonly count: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** The controls they belong to, sorted. */
  readonly controlIds: readonly string[];
}

export type Changes = Readonly<Record<Change, ChangeGroup>>;

const SIDES: Readonly<Record<Change, CountedChange['side']>> = {
  new: 'later',
  uncovered: 'later',
  fixed: 'earlier',
  unseen: 'earlier',
  persisting: 'both',
};

type Controls = ReadonlyMap<string, Pick<ControlResult, 'outcome' | 'atLeast'>>;

/** Returns the findings of two scans by what became of them. */
export function changesOf(
  counts: readonly CountedChange[],
  scans: { readonly earlier: readonly ControlResult[]; readonly later: readonly ControlResult[] },
): Changes {
  const earlier: Controls = new Map(scans.earlier.map((control) => [control.id, control]));
  const later: Controls = new Map(scans.later.map((control) => [control.id, control]));
  const of = (change: Change): ChangeGroup => {
    const own = counts.filter((count) => changeOf(count, earlier, later) === change);
    return {
      change,
      side: SIDES[change],
      count: sum(own),
      bySeverity: bySeverity(own),
      controlIds: [...new Set(own.map(({ controlId }) => controlId))].toSorted(),
    };
  };
  return {
    new: of('new'),
    uncovered: of('uncovered'),
    fixed: of('fixed'),
    unseen: of('unseen'),
    persisting: of('persisting'),
  };
}

function changeOf({ side, controlId }: CountedChange, earlier: Controls, later: Controls): Change {
  switch (side) {
    case 'both':
      return 'persisting';
    case 'later':
      return isWhole(earlier.get(controlId)) ? 'new' : 'uncovered';
    case 'earlier':
      return isWhole(later.get(controlId)) ? 'fixed' : 'unseen';
  }
}

function bySeverity(counts: readonly CountedChange[]): Record<Severity, number> {
  return Object.fromEntries(
    SEVERITIES.map((severity) => [severity, sum(counts.filter((count) => count.severity === severity))]),
  ) as Record<Severity, number>;
}

function sum(counts: readonly CountedChange[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
