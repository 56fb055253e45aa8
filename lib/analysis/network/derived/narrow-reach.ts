import { BitSet } from '#lib/analysis/network/reach/bit-set.ts';
import {
  portsAt,
  type CompiledPolicy,
  type CompiledRule,
  type CompiledTier,
} from '#lib/analysis/network/reach/compiled-tier.ts';
import { ALL_PORTS, type PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import type { Reach, ReachMatrix } from '#lib/analysis/network/reach/reach-matrix.ts';
import { reachRow } from '#lib/analysis/network/reach/reach-row.ts';

/**
 * Tells what each class may send to a few others, as the matrix would, without making whole rows of every class: the
 * rules are cut down to the few first.
 */
export class NarrowReach {
  readonly #matrix: ReachMatrix;
  readonly #targets: readonly number[];
  readonly #policies = new Map<string, CompiledPolicy>();
  readonly #rows = new Map<string, readonly Reach[]>();

  constructor(matrix: ReachMatrix, targets: readonly number[]) {
    this.#matrix = matrix;
    this.#targets = targets;
  }

  /** Returns the ports from one class to each of the few, in their order. */
  from(at: number): readonly Reach[] {
    const out = this.#egress(at);
    return this.#targets.map((to, place) => {
      const into = this.#matrix.row('ingress', to);
      const { must, may } = out[place] ?? ANYTHING;
      const { ports } = this.#matrix;
      return {
        must: ports.intersect(must, into?.mustAt(at) ?? ALL_PORTS),
        may: ports.intersect(may, into?.mayAt(at) ?? ALL_PORTS),
      };
    });
  }

  #egress(at: number): readonly Reach[] {
    const tiers = this.#matrix.tiersOf('egress', at);
    if (tiers.every(({ policies }) => policies.length === 0)) return [];
    const narrow = tiers.map((tier) => ({ ...tier, policies: tier.policies.map((one) => this.#cut(one)) }));
    const key = narrow.map(({ policies }) => policies.map(keyOf).join(',')).join(';');
    const known = this.#rows.get(key) ?? this.#made(narrow);
    this.#rows.set(key, known);
    return known;
  }

  #made(tiers: readonly CompiledTier[]): readonly Reach[] {
    const { ports, family } = this.#matrix;
    const portsTo = (rule: CompiledRule, place: number): PortSetId =>
      portsAt(rule, this.#targets[place] ?? 0, { ports, family });
    const size = this.#targets.length;
    const declaredBy = Uint32Array.from(this.#targets, (target) => family.portTables[target] ?? 0);
    const { must, may } = reachRow({ tiers, ports, size, isSure: false, declaredBy, portsTo });
    return this.#targets.map((_, place) => ({ must: must[place] ?? 0, may: may[place] ?? 0 }));
  }

  #cut(policy: CompiledPolicy): CompiledPolicy {
    const key = keyOf(policy);
    const known = this.#policies.get(key);
    if (known !== undefined) return known;
    const rules = policy.rules.map((rule) => {
      const must = this.#few(rule.must);
      return { ...rule, must, may: rule.may === rule.must ? must : this.#few(rule.may) };
    });
    const cut = { ...policy, rules };
    this.#policies.set(key, cut);
    return cut;
  }

  #few(set: BitSet): BitSet {
    const few = new BitSet(this.#targets.length);
    for (const [place, target] of this.#targets.entries()) if (set.has(target)) few.add(place);
    return few;
  }
}

const ANYTHING: Reach = { must: ALL_PORTS, may: ALL_PORTS };

/** A policy may have fewer rules for one class than for another, and of some it may be in doubt. */
function keyOf({ id, rules }: CompiledPolicy): string {
  if (rules.every(({ self }) => self === null)) return `${id}`;
  return `${id}[${rules.map(({ index, doubt }) => (doubt === null ? index : `${index}?`)).join(' ')}]`;
}
