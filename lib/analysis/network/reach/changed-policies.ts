import { hasTwoVersions } from './compiled-tier.ts';
import type { EndpointSet, PolicyPlan, ReachDirection, ReachPolicy, ReachTier } from './policy-ir.ts';
import { isSameValue } from './same-value.ts';

/**
 * Returns whom the policies select that differ between two plans in one direction; whoever none of them selects is
 * treated as before. Null where more than single policies differ, so that it may be anybody.
 */
export function changedSubjects(
  before: PolicyPlan,
  after: PolicyPlan,
  direction: ReachDirection,
): readonly EndpointSet[] | null {
  if (before.tiers.length !== after.tiers.length) return null;
  const subjects: EndpointSet[] = [];
  for (const [at, tier] of after.tiers.entries()) {
    const earlier = before.tiers[at];
    if (earlier === undefined || !isSameValue(headOf(earlier, direction), headOf(tier, direction)))
      return null;
    const changed = changedIn(ordered(earlier[direction]), ordered(tier[direction]));
    if (changed === null) return null;
    subjects.push(...changed.map(({ subject }) => subject));
  }
  return subjects;
}

function headOf({ name, end, ties, doubt, ...rest }: ReachTier, direction: ReachDirection) {
  return {
    name,
    end,
    ties,
    doubt: doubt?.en,
    hasTwoVersions: ties !== 'add' && hasTwoVersions(rest[direction]),
  };
}

function ordered(policies: readonly ReachPolicy[]): readonly ReachPolicy[] {
  return policies.toSorted((a, b) => a.rank - b.rank);
}

/** Those of either side that the other has not; null where the others stand in another order. */
function changedIn(
  allBefore: readonly ReachPolicy[],
  allAfter: readonly ReachPolicy[],
): readonly ReachPolicy[] | null {
  const [before, after] = betweenSameEnds(allBefore, allAfter);
  const old = Map.groupBy(before, keyOf);
  const now = Map.groupBy(after, keyOf);
  const same = new Set([...now.keys()].filter((key) => isSameList(old.get(key) ?? [], now.get(key) ?? [])));
  const isKept = (policy: ReachPolicy): boolean => same.has(keyOf(policy));
  if (!isSameOrder(before.filter(isKept), after.filter(isKept))) return null;
  return [...before, ...after].filter((policy) => !isKept(policy));
}

/** Leaves out what both begin and end with, but for one of each end: what stands beside it counts. */
function betweenSameEnds(
  before: readonly ReachPolicy[],
  after: readonly ReachPolicy[],
): readonly [before: readonly ReachPolicy[], after: readonly ReachPolicy[]] {
  const most = Math.min(before.length, after.length);
  let first = 0;
  while (first < most && before[first] === after[first]) first += 1;
  let last = 0;
  while (last < most - first && before.at(-1 - last) === after.at(-1 - last)) last += 1;
  const part = (list: readonly ReachPolicy[]) =>
    list.slice(Math.max(0, first - 1), list.length - Math.max(0, last - 1));
  return [part(before), part(after)];
}

function keyOf({ ref: { kind, namespace, name } }: ReachPolicy): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

/** Ranks are numbered anew in each plan; only their order counts. */
function isSameList(a: readonly ReachPolicy[], b: readonly ReachPolicy[]): boolean {
  const rankless = (list: readonly ReachPolicy[]) => list.map((one) => ({ ...one, rank: 0 }));
  return isSameValue(rankless(a), rankless(b));
}

function isSameOrder(before: readonly ReachPolicy[], after: readonly ReachPolicy[]): boolean {
  const isTied = (list: readonly ReachPolicy[], at: number): boolean => list[at]?.rank === list[at + 1]?.rank;
  return before.every((policy, at) => {
    const other = after[at];
    return other !== undefined && keyOf(policy) === keyOf(other) && isTied(before, at) === isTied(after, at);
  });
}
