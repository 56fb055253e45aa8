import type { BitSet } from './bit-set.ts';
import type { CompiledPolicy, CompiledRule, CompiledTier } from './compiled-tier.ts';
import type { Certainty } from './family-space.ts';
import { ALL_PORTS, NO_PORTS, type PortSetId, type PortSets } from './port-sets.ts';

/** The tiers as they apply to one class: only policies that select it. */
export interface RowSources {
  readonly tiers: readonly CompiledTier[];
  readonly ports: PortSets;
  readonly size: number;
  /** The ports of a rule towards a peer. */
  readonly portsTo: (rule: CompiledRule, peer: number) => PortSetId;
}

type Row = Uint16Array;

/** Ports to each peer: what is not decided yet, and what is. */
interface State {
  open: Row;
  readonly allowed: Row;
  passed: Row;
}

/**
 * Returns the ports that are allowed to each peer; with `must` those allowed whatever the doubts come to, with
 * `may` those that are allowed if every doubt is settled in their favour.
 */
export function reachRow(sources: RowSources, certainty: Certainty): Row {
  const { tiers, size, ports } = sources;
  const state: State = {
    open: new Uint16Array(size).fill(ALL_PORTS),
    allowed: new Uint16Array(size),
    passed: new Uint16Array(size),
  };
  const walk = new TierWalk(sources, certainty, state);
  for (const tier of tiers) {
    if (tier.policies.length > 0) walk.run(tier);
  }
  for (let peer = 0; peer < size; peer += 1) {
    state.allowed[peer] = ports.union(state.allowed[peer] ?? NO_PORTS, state.open[peer] ?? NO_PORTS);
  }
  return state.allowed;
}

class TierWalk {
  readonly #sources: RowSources;
  readonly #certainty: Certainty;
  readonly #state: State;

  constructor(sources: RowSources, certainty: Certainty, state: State) {
    this.#sources = sources;
    this.#certainty = certainty;
    this.#state = state;
  }

  run(tier: CompiledTier): void {
    const { ports, size } = this.#sources;
    const state = this.#state;
    state.passed = new Uint16Array(size);
    for (const equal of byRank(tier)) {
      if (equal.length === 1 || tier.ties === 'add') this.#inOrder(equal);
      else this.#withoutOrder(equal);
    }
    if (tier.end === 'deny' && this.#isGoverned(tier)) {
      state.open = state.passed;
      return;
    }
    for (let peer = 0; peer < size; peer += 1) {
      state.open[peer] = ports.union(state.open[peer] ?? NO_PORTS, state.passed[peer] ?? NO_PORTS);
    }
  }

  /** Whether somebody in doubt governs is settled against what is asked for. */
  #isGoverned({ policies }: CompiledTier): boolean {
    return policies.some(({ governs, doubt }) => governs && (doubt === null || this.#certainty === 'must'));
  }

  #inOrder(policies: readonly CompiledPolicy[]): void {
    for (const { rules } of policies) for (const rule of rules) this.#apply(rule, this.#state);
  }

  /** Policies without an order among them: what they disagree about is allowed only perhaps (CN-2). */
  #withoutOrder(policies: readonly CompiledPolicy[]): void {
    const { ports, size } = this.#sources;
    const state = this.#state;
    const sides = policies.map(({ rules }) => {
      const side: State = {
        open: state.open.slice(),
        allowed: new Uint16Array(size),
        passed: new Uint16Array(size),
      };
      for (const rule of rules) this.#apply(rule, side);
      return side;
    });
    for (let peer = 0; peer < size; peer += 1) {
      const before = state.open[peer] ?? NO_PORTS;
      if (before === NO_PORTS) continue;
      const opinion = joined(sides, peer, { before, ports });
      const conflict = ports.union(
        ports.intersect(opinion.allowed, ports.union(opinion.denied, opinion.passed)),
        ports.intersect(opinion.denied, opinion.passed),
      );
      const granted = this.#certainty === 'may' ? opinion.allowed : ports.minus(opinion.allowed, conflict);
      const perhaps = this.#certainty === 'may' ? ports.union(granted, conflict) : granted;
      state.allowed[peer] = ports.union(state.allowed[peer] ?? NO_PORTS, perhaps);
      state.passed[peer] = ports.union(state.passed[peer] ?? NO_PORTS, ports.minus(opinion.passed, conflict));
      state.open[peer] = ports.minus(
        before,
        ports.union(opinion.allowed, ports.union(opinion.denied, opinion.passed)),
      );
    }
  }

  #apply(rule: CompiledRule, state: State): void {
    const sure = rule.doubt === null ? rule.must : null;
    if (sure !== null) this.#take(rule, sure, { state, as: rule.action });
    if (rule.doubt === null && rule.must === rule.may) return;
    const doubtful = sure === null ? rule.may : rule.may.minus(sure);
    if (doubtful.isEmpty) return;
    // Settled against what is asked for: a doubtful allow counts for `may` alone, a doubtful deny for `must`.
    const wanted = this.#certainty === 'may' ? 'allow' : 'deny';
    if (rule.action === wanted || rule.action === 'pass') this.#take(rule, doubtful, { state, as: wanted });
  }

  #take(
    rule: CompiledRule,
    peers: BitSet,
    { state, as }: { readonly state: State; readonly as: CompiledRule['action'] },
  ): void {
    const { ports, portsTo } = this.#sources;
    const { open, allowed, passed } = state;
    peers.each((peer) => {
      const left = open[peer] ?? NO_PORTS;
      if (left === NO_PORTS) return;
      const hit = ports.intersect(left, portsTo(rule, peer));
      if (hit === NO_PORTS) return;
      open[peer] = ports.minus(left, hit);
      if (as === 'allow') allowed[peer] = ports.union(allowed[peer] ?? NO_PORTS, hit);
      else if (as === 'pass') passed[peer] = ports.union(passed[peer] ?? NO_PORTS, hit);
    });
  }
}

function byRank({ policies }: CompiledTier): readonly (readonly CompiledPolicy[])[] {
  return [...Map.groupBy(policies, ({ rank }) => rank).values()];
}

function joined(
  sides: readonly State[],
  peer: number,
  { before, ports }: { readonly before: PortSetId; readonly ports: PortSets },
) {
  let allowed = NO_PORTS;
  let passed = NO_PORTS;
  let denied = NO_PORTS;
  for (const side of sides) {
    const yes = side.allowed[peer] ?? NO_PORTS;
    const on = side.passed[peer] ?? NO_PORTS;
    allowed = ports.union(allowed, yes);
    passed = ports.union(passed, on);
    // What a policy decided and neither allowed nor passed on, it denied.
    const decided = ports.minus(before, side.open[peer] ?? NO_PORTS);
    denied = ports.union(denied, ports.minus(ports.minus(decided, yes), on));
  }
  return { allowed, passed, denied };
}
