import { reachChanges, type NamespaceChange } from '#lib/analysis/network/between/reach-changes.ts';
import { standingOf, type KeptReach } from './kept-reach.ts';
import type { BetweenAnswer, NetworkAsks } from './network-asks.ts';

/** By the later scan and the earlier one; both are kept for a while only. */
const known = new WeakMap<KeptReach, WeakMap<KeptReach, readonly NamespaceChange[] | null>>();

/** Tells what changed since an earlier scan, page by page. */
export function reachBetween(
  later: KeptReach,
  { skip, take }: NetworkAsks['between']['ask'],
  earlier: KeptReach | null,
): BetweenAnswer {
  if (earlier === null) throw new RangeError('a comparison is between two scans');
  const standing = { earlier: standingOf(earlier), later: standingOf(later) };
  const changes = changesOf(earlier, later);
  if (changes === null) return { standing, changes: null };
  const sum = (of: 'added' | 'removed' | 'came' | 'went'): number =>
    changes.reduce((all, one) => all + one[of], 0);
  return {
    standing,
    changes: {
      rows: changes.slice(skip, skip + take),
      count: changes.length,
      added: sum('added'),
      removed: sum('removed'),
      came: sum('came'),
      went: sum('went'),
    },
  };
}

function changesOf(earlier: KeptReach, later: KeptReach): readonly NamespaceChange[] | null {
  const pairs = known.get(later) ?? new WeakMap<KeptReach, readonly NamespaceChange[] | null>();
  known.set(later, pairs);
  const found = pairs.get(earlier);
  if (found !== undefined) return found;
  const made = reachChanges(earlier.reach, later.reach);
  pairs.set(earlier, made);
  return made;
}
