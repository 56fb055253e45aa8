import type { WorkloadLine } from '#lib/analysis/network/reach/workload-lines.ts';

/** What one pair may do for certain before and after; an empty text is nothing. */
export interface ReachChange {
  readonly from: string;
  readonly to: string;
  readonly before: string;
  readonly after: string;
}

/** Returns the pairs whose certain ports differ between two reachabilities, in the order of their names. */
export function reachDifference(
  before: readonly WorkloadLine[],
  after: readonly WorkloadLine[],
): ReachChange[] {
  const keyOf = ({ from, to }: WorkloadLine): string => `${from} => ${to}`;
  const sure = (lines: readonly WorkloadLine[]) => lines.filter(({ isCertain }) => isCertain);
  const old = new Map(sure(before).map((line) => [keyOf(line), line]));
  const now = new Map(sure(after).map((line) => [keyOf(line), line]));
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((key) => {
    const [one, other] = [old.get(key), now.get(key)];
    if (one?.ports === other?.ports) return [];
    const { from, to } = one ?? other ?? { from: '', to: '' };
    return [{ from, to, before: one?.ports ?? '', after: other?.ports ?? '' }];
  });
}
