import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { isAdditive } from '#lib/analysis/network/reach/additive-row.ts';
import { NO_PORTS } from '#lib/analysis/network/reach/port-sets.ts';
import type { CompiledTier } from '#lib/analysis/network/reach/compiled-tier.ts';
import {
  REACH_DIRECTIONS,
  type PolicyRef,
  type ReachDirection,
} from '#lib/analysis/network/reach/policy-ir.ts';
import type { ReachMatrix } from '#lib/analysis/network/reach/reach-matrix.ts';
import type { DirectionRow } from '#lib/analysis/network/reach/direction-row.ts';
import { familiesOf } from './class-families.ts';
import type { RulePlace } from './idle-policies.ts';

/** Rules without which nothing would change, as far as there was time to look. */
export interface IdleRules {
  readonly rules: readonly RulePlace[];
  /** Rules that were not compared, as the cluster is too big for it. */
  readonly notCompared: number;
}

/** How many cells of the matrix may be made again. */
const MOST_CELLS = 5_000_000;

/**
 * Returns every rule that changes nothing: the rows of all pods its policy selects are the same without it, in both
 * families. Earlier rules take what it would decide, or others allow the same.
 */
export function idleRules(reach: Reachability): IdleRules {
  const needed = new Set<string>();
  const seen = new Map<string, RulePlace>();
  const left = new Set<string>();
  let budget = MOST_CELLS;
  for (const trial of trialsOf(reach)) {
    const key = JSON.stringify(trial.rule);
    if (needed.has(key)) continue;
    seen.set(key, trial.rule);
    if (isSurelyNeeded(trial)) {
      needed.add(key);
      continue;
    }
    budget -= trial.matrix.family.size;
    if (budget < 0) left.add(key);
    else if (isNeeded(trial)) needed.add(key);
  }
  const idle = [...seen].filter(([key]) => !needed.has(key) && !left.has(key));
  const open = [...left].filter((key) => !needed.has(key));
  return { rules: idle.map(([, rule]) => rule), notCompared: open.length };
}

/** One rule to leave out for one class. */
interface Trial extends ClassTiers {
  readonly matrix: ReachMatrix;
  readonly rule: RulePlace;
  readonly place: RuleAt;
  /** The row with all rules; made when it is asked for. */
  readonly whole: () => DirectionRow;
}

function* trialsOf(reach: Reachability): Generator<Trial> {
  for (const matrix of [reach.families.IPv4, reach.families.IPv6]) {
    for (const direction of REACH_DIRECTIONS) {
      for (const one of rowsOf(matrix, direction)) {
        let row: DirectionRow | null = null;
        const whole = (): DirectionRow => (row ??= matrix.rowUnder(one.tiers, direction, one.at));
        for (const place of placesOf(one.tiers)) {
          const { ref, index } = place;
          yield { ...one, matrix, place, whole, rule: { ref, direction, rule: index } };
        }
      }
    }
  }
}

function placesOf(tiers: readonly CompiledTier[]): RuleAt[] {
  return tiers.flatMap(({ policies }, tier) =>
    policies.flatMap(({ ref, rules }, place) =>
      [...new Set(rules.map(({ index }) => index))].map((index) => ({ ref, tier, place, index })),
    ),
  );
}

/**
 * Returns whether a rule alone allows something to somebody, where one tier only ever adds: then it is needed, and
 * which ports the others open to whom need not be looked at.
 */
function isSurelyNeeded({ tiers, place }: Trial): boolean {
  const first = tiers.findIndex(({ policies }) => policies.length > 0);
  const tier = tiers[first];
  if (first !== place.tier || tier === undefined || !isAdditive(tier)) return false;
  const isIt = (which: number, index: number): boolean => which === place.place && index === place.index;
  const rules = tier.policies.flatMap(({ rules: all }, which) =>
    all.map((rule) => ({ rule, isOwn: isIt(which, rule.index) })),
  );
  const others = rules.filter(({ isOwn }) => !isOwn).map(({ rule }) => rule.may);
  return rules.some(({ rule, isOwn }) => {
    if (!isOwn || rule.doubt !== null || rule.ports === NO_PORTS) return false;
    return rule.must.words.some(
      (word, at) => others.reduce((left, { words }) => left & ~(words[at] ?? 0), word) !== 0,
    );
  });
}

function isNeeded({ matrix, tiers, place, rule, at, whole }: Trial): boolean {
  const less = matrix.rowUnder(without(tiers, place), rule.direction, at);
  return !isSameRow(whole(), less, matrix.family.size);
}

interface ClassTiers {
  readonly at: number;
  readonly tiers: readonly CompiledTier[];
}

/** One class for each different row: the same policies, and inwards the same named ports. */
function rowsOf(matrix: ReachMatrix, direction: ReachDirection): ClassTiers[] {
  const found = new Map<string, ClassTiers>();
  for (const [at, podClass] of matrix.family.space.podClasses.entries()) {
    if (!familiesOf(podClass).includes(matrix.family.family)) continue;
    const tiers = matrix.tiersOf(direction, at);
    if (tiers.every(({ policies }) => policies.length === 0)) continue;
    const ids = tiers.map(({ policies }) =>
      policies.map(({ id, rules }) => [id, rules.map(({ index }) => index)]),
    );
    const key = JSON.stringify([ids, direction === 'ingress' ? podClass.portTable : 0]);
    if (!found.has(key)) found.set(key, { at, tiers });
  }
  return [...found.values()];
}

function isSameRow(a: DirectionRow, b: DirectionRow, size: number): boolean {
  for (let peer = 0; peer < size; peer += 1) {
    if (a.mustAt(peer) !== b.mustAt(peer) || a.mayAt(peer) !== b.mayAt(peer)) return false;
  }
  return true;
}

interface RuleAt {
  readonly ref: PolicyRef;
  readonly tier: number;
  readonly place: number;
  readonly index: number;
}

function without(tiers: readonly CompiledTier[], { tier, place, index }: RuleAt): CompiledTier[] {
  return tiers.map((one, at) => {
    if (at !== tier) return one;
    const policies = one.policies.map((policy, which) =>
      which === place ? { ...policy, rules: policy.rules.filter((rule) => rule.index !== index) } : policy,
    );
    return { ...one, policies };
  });
}
