import type { BitSet } from './bit-set.ts';
import { versionOf, type CompiledPolicy, type CompiledRule, type CompiledTier } from './compiled-tier.ts';
import { ALL_PORTS, NO_PORTS, type PortSetId, type PortSets } from './port-sets.ts';

/** The tiers as they apply to one class: only policies that select it. */
export interface RowSources {
  readonly tiers: readonly CompiledTier[];
  readonly ports: PortSets;
  readonly size: number;
  /** Nothing is in doubt, so that what is not denied is allowed. */
  readonly isSure: boolean;
  /** What no rule allows at the end of a tier is perhaps allowed all the same. */
  readonly isEndOpen?: boolean;
  /** A number for the named ports each peer declares; null where a rule's names are those of the class itself. */
  readonly declaredBy: Uint32Array | null;
  /** The ports of a rule towards a peer. */
  readonly portsTo: (rule: CompiledRule, peer: number) => PortSetId;
}

type Row = Uint16Array;

/**
 * Ports to each peer by what may become of them. Where something is in doubt a port is in several rows at once, one
 * for each way it may go; a null row is an empty one.
 */
interface State {
  /** Not decided, and no policy of the tier governs. */
  open: Row | null;
  /** Not decided; a policy of the tier governs. */
  held: Row | null;
  passed: Row;
  allowed: Row;
  denied: Row;
}

/** Returns the ports that are allowed to each peer, for certain and perhaps. */
export function reachRow(sources: RowSources): { readonly must: Row; readonly may: Row } {
  const { tiers, size, ports, isSure } = sources;
  const walk = new TierWalk(sources);
  let state: State = { ...emptyState(size), open: new Uint16Array(size).fill(ALL_PORTS) };
  for (const tier of tiers) if (tier.policies.length > 0) state = walk.run(tier, state);
  const may = joined(state.allowed, state.open, ports);
  // Every port ends allowed or denied, so what cannot end denied is allowed.
  const must = isSure ? may : may.map((_, peer) => ports.minus(ALL_PORTS, state.denied[peer] ?? NO_PORTS));
  return { must, may };
}

function emptyState(size: number): State {
  const row = () => new Uint16Array(size);
  return { open: null, held: null, passed: row(), allowed: row(), denied: row() };
}

class TierWalk {
  readonly #sources: RowSources;

  constructor(sources: RowSources) {
    this.#sources = sources;
  }

  run(tier: CompiledTier, before: State): State {
    const from = tier.doubt === null ? before : this.#copied(before);
    const passed = new Uint16Array(this.#sources.size);
    const after = this.#end(tier, this.#asked(tier, { ...from, held: null, passed }));
    return tier.doubt === null ? after : this.#joined([after, before]);
  }

  /** CA-5: the tier's own action is for what a policy of it governs. */
  #end(tier: CompiledTier, state: State): State {
    const { ports, isSure, isEndOpen = false } = this.#sources;
    const { open, held, passed } = state;
    if (tier.end === 'pass') {
      const left = held === null ? passed : joined(passed, held, ports);
      return { ...state, open: joined(left, open, ports), held: null };
    }
    const denied = isSure ? state.denied : joined(state.denied, held, ports);
    const allowed = isEndOpen ? joined(state.allowed, held, ports) : state.allowed;
    return { ...state, open: joined(passed, open, ports), held: null, denied, allowed };
  }

  /** CN-2: the versions of the API have no order, and perhaps only one of them is enforced. */
  #asked(tier: CompiledTier, state: State): State {
    if (!tier.hasTwoVersions) return this.#inRanks(tier, state, tier.policies);
    const { v1alpha1: one = [], v1alpha2: other = [] } = Object.groupBy(tier.policies, versionOf);
    const by = (from: State, policies: readonly CompiledPolicy[]) => this.#inRanks(tier, from, policies);
    const first = by(this.#copied(state), one);
    const second = by(this.#copied(state), other);
    return this.#joined([by(this.#copied(first), other), by(this.#copied(second), one), first, second]);
  }

  #inRanks({ ties }: CompiledTier, from: State, policies: readonly CompiledPolicy[]): State {
    let state = from;
    for (const equal of Map.groupBy(policies, ({ rank }) => rank).values()) {
      if (equal.length === 1 || ties === 'add')
        for (const policy of equal) state = this.#policy(policy, state);
      else state = this.#withoutOrder(equal, state);
    }
    return state;
  }

  #policy(policy: CompiledPolicy, before: State): State {
    const state = policy.doubt === null ? before : this.#copied(before);
    if (policy.governs && state.open !== null) {
      state.held = joined(state.open, state.held, this.#sources.ports);
      state.open = null;
    }
    for (const rule of policy.rules) this.#apply(rule, state);
    return policy.doubt === null ? state : this.#joined([state, before]);
  }

  /** CN-2: any of them may be asked first; what none of them decides stays open. */
  #withoutOrder(policies: readonly CompiledPolicy[], before: State): State {
    const { ports } = this.#sources;
    const sides = policies.map((policy) => this.#policy(policy, this.#copied(before)));
    const out = this.#joined(sides);
    const common = (of: 'open' | 'held') =>
      sides.map((side) => side[of]).reduce((a, b) => (a === null || b === null ? null : meet(a, b, ports)));
    return { ...out, open: common('open'), held: common('held') };
  }

  #copied(state: State): State {
    const { open, held, passed, allowed, denied } = state;
    return {
      open: open?.slice() ?? null,
      held: held?.slice() ?? null,
      passed: passed.slice(),
      allowed: allowed.slice(),
      denied: denied.slice(),
    };
  }

  #joined(states: readonly State[]): State {
    const { ports } = this.#sources;
    return states.reduce((a, b) => ({
      open: a.open === null ? b.open : joined(a.open, b.open, ports),
      held: a.held === null ? b.held : joined(a.held, b.held, ports),
      passed: joined(a.passed, b.passed, ports),
      allowed: joined(a.allowed, b.allowed, ports),
      denied: joined(a.denied, b.denied, ports),
    }));
  }

  #apply(rule: CompiledRule, state: State): void {
    const sure = rule.doubt === null ? rule.must : null;
    if (sure !== null) this.#take(rule, sure, { state, isSure: true });
    if (rule.doubt === null && rule.must === rule.may) return;
    this.#take(rule, sure === null ? rule.may : rule.may.minus(sure), { state, isSure: false });
  }

  /** What a rule in doubt takes stays undecided as well. */
  #take(
    rule: CompiledRule,
    peers: BitSet,
    { state, isSure }: { readonly state: State; readonly isSure: boolean },
  ): void {
    const { ports, portsTo } = this.#sources;
    const into =
      rule.action === 'allow' ? state.allowed : rule.action === 'pass' ? state.passed : state.denied;
    for (const row of [state.open, state.held]) {
      if (row === null) continue;
      peers.each((peer) => {
        const left = row[peer] ?? NO_PORTS;
        if (left === NO_PORTS) return;
        const hit = ports.intersect(left, portsTo(rule, peer));
        if (hit === NO_PORTS) return;
        if (isSure) row[peer] = ports.minus(left, hit);
        into[peer] = ports.union(into[peer] ?? NO_PORTS, hit);
      });
    }
  }
}

function joined(a: Row, b: Row | null, ports: PortSets): Row {
  return b === null ? a : a.map((one, peer) => ports.union(one, b[peer] ?? NO_PORTS));
}

function meet(a: Row, b: Row, ports: PortSets): Row {
  return a.map((one, peer) => ports.intersect(one, b[peer] ?? NO_PORTS));
}
