import { FAMILIES, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { DirectionRow } from '#lib/analysis/network/reach/direction-row.ts';
import type { ReachDirection } from '#lib/analysis/network/reach/policy-ir.ts';
import { ALL_PORTS, type PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import type { PortsComparison } from '#lib/analysis/network/reach-summary/ports-change.ts';
import type { Party } from '#lib/analysis/network/reach-summary/workload-parties.ts';
import type { PartyGroup } from './party-groups.ts';

interface Sides {
  readonly before: Reachability;
  readonly after: Reachability;
  readonly comparison: PortsComparison;
}

/** A class as it was and as it is. */
type ClassPair = readonly [old: number, now: number];

/**
 * Tells which groups may do the same as before in one direction, with every group that was there before and after and
 * is of one class. Rows are shared by many classes, and two of them are compared once.
 */
export class SameRows {
  readonly #sides: Sides;
  readonly #peers: Readonly<Record<Family, readonly ClassPair[]>>;
  readonly #isSame = new Map<DirectionRow | null, Map<DirectionRow | null, boolean>>();
  readonly #equal = new Map<number, boolean>();

  constructor(sides: Sides, groups: readonly PartyGroup[]) {
    this.#sides = sides;
    const peersIn = (family: Family): ClassPair[] =>
      groups.flatMap((group) => {
        const pair = classPair(group, family);
        return pair === null || pair === 'none' ? [] : [pair];
      });
    this.#peers = { IPv4: peersIn('IPv4'), IPv6: peersIn('IPv6') };
  }

  /** False where it cannot be told by one row of each side. */
  isSame(group: PartyGroup, direction: ReachDirection): boolean {
    return FAMILIES.every((family) => {
      const pair = classPair(group, family);
      if (pair === 'none') return true;
      if (pair === null) return false;
      const { before, after } = this.#sides;
      return this.#areSame(
        before.families[family].row(direction, pair[0]),
        after.families[family].row(direction, pair[1]),
        family,
      );
    });
  }

  #areSame(old: DirectionRow | null, now: DirectionRow | null, family: Family): boolean {
    if (old === null && now === null) return true;
    const known = this.#isSame.get(old) ?? new Map<DirectionRow | null, boolean>();
    this.#isSame.set(old, known);
    const found =
      known.get(now) ??
      this.#peers[family].every(([was, is]) =>
        this.#isEqual(old?.must[was] ?? ALL_PORTS, now?.must[is] ?? ALL_PORTS),
      );
    known.set(now, found);
    return found;
  }

  #isEqual(first: PortSetId, second: PortSetId): boolean {
    const key = first * 65_536 + second;
    const known = this.#equal.get(key) ?? this.#sides.comparison.change(first, second) === null;
    this.#equal.set(key, known);
    return known;
  }
}

/** Null where the group was not there on both sides, or is of several classes; `none` where it has no address of the family. */
function classPair({ old, now }: PartyGroup, family: Family): ClassPair | 'none' | null {
  if (old === null || now === null) return null;
  const [was, is] = [onlyClass(old, family), onlyClass(now, family)];
  if (was === 'none' && is === 'none') return 'none';
  return typeof was === 'number' && typeof is === 'number' ? [was, is] : null;
}

function onlyClass({ classes }: Party, family: Family): number | 'none' | 'several' {
  const [first, ...others] = classes[family];
  if (first === undefined) return 'none';
  return others.length === 0 ? first : 'several';
}
