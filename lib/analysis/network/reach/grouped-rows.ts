import { BitSet } from './bit-set.ts';
import type { CompiledRule, CompiledTier } from './compiled-tier.ts';
import { reachRow, type RowSources } from './reach-row.ts';

type Row = Uint16Array;

/** Makes rows of one size: the few rules of a row tell apart a few groups of peers, and only these meet the tiers. */
export class GroupedRows {
  /** The group of each peer; one list for all rows, as each is made and then forgotten. */
  readonly #groupOf: Uint32Array;

  constructor(size: number) {
    this.#groupOf = new Uint32Array(size);
  }

  /** Returns the ports that are allowed to each peer, for certain and perhaps. */
  make(sources: RowSources): { readonly must: Row; readonly may: Row } {
    const { tiers, portsTo } = sources;
    const first = this.#part(sources);
    const { must, may } = reachRow({
      ...sources,
      tiers: tiers.map((tier) => overGroups(tier, first)),
      size: first.length,
      portsTo: (rule, group) => portsTo(rule, first[group] ?? 0),
    });
    const sure = this.#spread(must);
    return { must: sure, may: must.every((ports, group) => ports === may[group]) ? sure : this.#spread(may) };
  }

  #spread(row: Row): Row {
    const groupOf = this.#groupOf;
    const out = new Uint16Array(groupOf.length);
    for (let peer = 0; peer < out.length; peer += 1) out[peer] = row[groupOf[peer] ?? 0] ?? 0;
    return out;
  }

  /** Parts the peers by all that the rules ask, and returns one of each group; a group of nobody has anybody. */
  #part({ tiers, declaredBy }: RowSources): Uint32Array {
    const rules = tiers.flatMap(({ policies }) => policies.flatMap((policy) => policy.rules));
    this.#groupOf.fill(0);
    let count = 1;
    for (const set of new Set(rules.flatMap(({ must, may }) => [must, may]))) count = this.#split(set, count);
    if (declaredBy !== null && rules.some(({ named }) => named.length > 0)) count = this.#splitBy(declaredBy);
    const first = new Uint32Array(count);
    for (let peer = this.#groupOf.length - 1; peer >= 0; peer -= 1) first[this.#groupOf[peer] ?? 0] = peer;
    return first;
  }

  #split(set: BitSet, before: number): number {
    const groupOf = this.#groupOf;
    const inside = new Uint32Array(before);
    let count = before;
    set.each((peer) => {
      const group = groupOf[peer] ?? 0;
      if (inside[group] === 0) {
        inside[group] = count;
        count += 1;
      }
      groupOf[peer] = inside[group] ?? 0;
    });
    return count;
  }

  #splitBy(numbers: Uint32Array): number {
    const groupOf = this.#groupOf;
    const known = new Map<string, number>();
    for (let peer = 0; peer < groupOf.length; peer += 1) {
      const key = `${groupOf[peer]} ${numbers[peer]}`;
      const found = known.get(key) ?? known.size;
      known.set(key, found);
      groupOf[peer] = found;
    }
    return known.size;
  }
}

/** Equal sets stay one object, so that a rule without a doubt is known by it. */
function overGroups(tier: CompiledTier, first: Uint32Array): CompiledTier {
  const part = (set: BitSet): BitSet => {
    const out = new BitSet(first.length);
    for (const [group, peer] of first.entries()) if (set.has(peer)) out.add(group);
    return out;
  };
  const ruleOf = (rule: CompiledRule): CompiledRule => {
    const must = part(rule.must);
    return { ...rule, must, may: rule.may === rule.must ? must : part(rule.may) };
  };
  return {
    ...tier,
    policies: tier.policies.map((policy) => ({ ...policy, rules: policy.rules.map(ruleOf) })),
  };
}
