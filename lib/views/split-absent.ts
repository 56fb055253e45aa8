import type { GapRow } from './gap-rows.ts';

/**
 * Returns the gaps less the kinds that a cluster does not serve, and those kinds by name: what is not there hides
 * nothing, and dozens of them would hide the others. One that cost a check stays a gap.
 */
export function splitAbsent(rows: readonly GapRow[]): {
  readonly gaps: readonly GapRow[];
  readonly absent: readonly string[];
} {
  const isAbsent = ({ reason, checks }: GapRow): boolean => reason === 'absent' && checks === 0;
  return {
    gaps: rows.filter((row) => !isAbsent(row)),
    absent: rows.filter(isAbsent).map(({ what }) => what),
  };
}
