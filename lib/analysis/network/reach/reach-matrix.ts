import { text } from '#lib/model/text.ts';
import { additiveRow, isAdditive } from './additive-row.ts';
import { compileTiers, portsAt, type CompiledPolicy, type CompiledTier } from './compiled-tier.ts';
import { DirectionRow } from './direction-row.ts';
import type { EarlierRows } from './earlier-rows.ts';
import type { FamilySpace } from './family-space.ts';
import { GroupedRows } from './grouped-rows.ts';
import type { PolicyPlan, ReachDirection } from './policy-ir.ts';
import { ALL_PORTS, type PortSetId, type PortSets } from './port-sets.ts';

/** Ports that are allowed for certain, and those that may be. */
export interface Reach {
  readonly must: PortSetId;
  readonly may: PortSetId;
}

interface MatrixSources {
  readonly plan: PolicyPlan;
  readonly family: FamilySpace;
  readonly ports: PortSets;
  /** Rows of before a change; all are made anew where it is left out. */
  readonly earlier?: EarlierRows;
}

/**
 * Who reaches whom on which ports, for all classes of one address family. Rows are made when they are first asked
 * for, one for each different list of policies.
 */
export class ReachMatrix {
  readonly family: FamilySpace;
  readonly ports: PortSets;
  readonly #rows: Readonly<Record<ReachDirection, Map<string, DirectionRow>>> = {
    ingress: new Map(),
    egress: new Map(),
  };
  readonly #otherRows: Readonly<Record<ReachDirection, Map<number, DirectionRow>>> = {
    ingress: new Map(),
    egress: new Map(),
  };
  readonly #rowOf: Readonly<Record<ReachDirection, (DirectionRow | null | undefined)[]>> = {
    ingress: [],
    egress: [],
  };

  readonly #policiesOf = new Map<CompiledTier, readonly (CompiledPolicy[] | undefined)[]>();
  readonly #plan: PolicyPlan;
  readonly #grouped: GroupedRows;
  readonly #earlier: EarlierRows | null;
  #tiers: Readonly<Record<ReachDirection, readonly CompiledTier[]>> | null = null;

  constructor({ plan, family, ports, earlier }: MatrixSources) {
    this.#plan = plan;
    this.#earlier = earlier ?? null;
    this.family = family;
    this.#grouped = new GroupedRows(family.size);
    this.ports = ports;
  }

  /** Every tier of each direction; made when it is first asked for, as few clusters use both families. */
  get tiers(): Readonly<Record<ReachDirection, readonly CompiledTier[]>> {
    const { family, ports } = this;
    this.#tiers ??= {
      ingress: compileTiers(this.#plan, 'ingress', { family, ports }),
      egress: compileTiers(this.#plan, 'egress', { family, ports }),
    };
    return this.#tiers;
  }

  /** Returns the ports from one class to another, by policies alone: a pod's own node and itself are not looked at. */
  between(from: number, to: number): Reach {
    const out = this.row('egress', from);
    const into = this.row('ingress', to);
    if (out === null && into === null) return { must: ALL_PORTS, may: ALL_PORTS };
    const { ports } = this;
    return {
      must: ports.intersect(out?.mustAt(to) ?? ALL_PORTS, into?.mustAt(from) ?? ALL_PORTS),
      may: ports.intersect(out?.mayAt(to) ?? ALL_PORTS, into?.mayAt(from) ?? ALL_PORTS),
    };
  }

  /** Returns what one class may do with everybody in one direction; null where no policy selects it. */
  row(direction: ReachDirection, at: number): DirectionRow | null {
    const known = this.#rowOf[direction][at];
    if (known !== undefined) return known;
    const earlier = this.#earlier?.find(direction, at);
    const made = earlier === undefined ? this.#make(direction, at) : earlier;
    this.#rowOf[direction][at] = made;
    return made;
  }

  /** Returns the row for protocols that policies do not speak of: what isolates may let them through (NP-17). */
  rowOfOtherProtocols(direction: ReachDirection, at: number): DirectionRow | null {
    if (this.row(direction, at) === null) return null;
    const known = this.#otherRows[direction].get(at);
    if (known !== undefined) return known;
    const made = this.#compute(this.tiersOf(direction, at), { direction, at, isEndOpen: true });
    this.#otherRows[direction].set(at, made);
    return made;
  }

  /** Returns the tiers of a direction with only what applies to a class. */
  tiersOf(direction: ReachDirection, at: number): readonly CompiledTier[] {
    return this.tiers[direction].map((tier) => ({
      ...tier,
      policies: (this.#selecting(tier)[at] ?? []).map((policy) => forClass(policy, at)),
    }));
  }

  /** For each class the policies of a tier that select it, in the tier's order. */
  #selecting(tier: CompiledTier): readonly (CompiledPolicy[] | undefined)[] {
    let found = this.#policiesOf.get(tier);
    if (found === undefined) {
      const lists: (CompiledPolicy[] | undefined)[] = Array.from({ length: this.family.size });
      const { hostsFrom } = this.family;
      for (const policy of tier.policies) {
        policy.subject.each((at) => {
          if (at >= hostsFrom === policy.isForHosts) (lists[at] ??= []).push(policy);
        });
      }
      found = lists;
      this.#policiesOf.set(tier, found);
    }
    return found;
  }

  #make(direction: ReachDirection, at: number): DirectionRow | null {
    // No policy selects what is outside; hosts are selected by policies for hosts alone.
    if (at >= this.family.atomsFrom) return null;
    if (at >= this.family.hostsFrom && !this.#hasHostPolicies(direction)) return null;
    const tiers = this.tiersOf(direction, at);
    if (tiers.every(({ policies }) => policies.length === 0)) return null;
    const key = this.#signature(tiers, direction, at);
    let row = this.#rows[direction].get(key);
    if (row === undefined) {
      row = this.#compute(tiers, { direction, at, isEndOpen: false });
      this.#rows[direction].set(key, row);
    }
    return row;
  }

  #hasHostPolicies(direction: ReachDirection): boolean {
    return this.#plan.tiers.some((tier) => tier[direction].some(({ isForHosts }) => isForHosts === true));
  }

  /** Named ports are those of the destination: inwards they are the class's own and part of what makes its row. */
  #signature(tiers: readonly CompiledTier[], direction: ReachDirection, at: number): string {
    const ids = tiers.map(({ policies }) => policies.map(policyKey).join(',')).join(';');
    const isNamed = tiers.some(({ policies }) =>
      policies.some(({ rules }) => rules.some(({ named }) => named.length > 0)),
    );
    if (direction === 'egress' || !isNamed) return ids;
    return `${ids}|${this.family.space.podClasses[at]?.portTable ?? 0}`;
  }

  /** Returns the row a class would have under these tiers, such as its own with a rule left out. */
  rowUnder(tiers: readonly CompiledTier[], direction: ReachDirection, at: number): DirectionRow {
    return this.#compute(tiers, { direction, at, isEndOpen: false });
  }

  #compute(
    tiers: readonly CompiledTier[],
    { direction, at, isEndOpen }: { direction: ReachDirection; at: number; isEndOpen: boolean },
  ): DirectionRow {
    const { family, ports } = this;
    const isPlain = tiers.every(({ ties, doubt: ofTier, hasTwoVersions, policies }) => {
      if (policies.length > 0 && (ofTier !== null || hasTwoVersions)) return false;
      if (policies.some(({ doubt, rules }) => doubt !== null || rules.some(isDoubtful))) return false;
      if (ties === 'add') return true;
      return new Set(policies.map(({ rank }) => rank)).size === policies.length;
    });
    const sources = {
      tiers,
      ports,
      size: family.size,
      isSure: isPlain && !isEndOpen,
      isEndOpen,
      declaredBy: direction === 'ingress' ? null : family.portTables,
      portsTo: (rule: CompiledPolicy['rules'][number], peer: number) =>
        portsAt(rule, direction === 'ingress' ? at : peer, { family, ports }),
    };
    const first = tiers.find(({ policies }) => policies.length > 0);
    // It denies what it does not allow, so that no tier after it is asked.
    const isSum = !isEndOpen && first !== undefined && isAdditive(first);
    const { must, may } = isSum ? additiveRow(first, sources) : this.#grouped.make(sources);
    return new DirectionRow({ must, may });
  }
}

/** Rules that are for some of a policy's pods only are left out for the others. */
function forClass(selected: CompiledPolicy, at: number): CompiledPolicy {
  const isSure = selected.perhaps?.has(at) !== true;
  const policy = isSure ? selected : { ...selected, doubt: selected.doubt ?? SUBJECT_UNKNOWN };
  if (policy.rules.every(({ self }) => self === null)) return policy;
  const rules = policy.rules.flatMap((rule) => {
    if (rule.self === null || rule.self.must.has(at)) return [rule];
    return rule.self.may.has(at) ? [{ ...rule, doubt: rule.doubt ?? SELF_UNKNOWN }] : [];
  });
  return { ...policy, rules };
}

const SUBJECT_UNKNOWN = text(
  'Whether the policy selects this pod cannot be told: its selector cannot be read, or labels of the namespace were not.',
  '无法判断该策略是否选中此 Pod：其选择器无法读取，或者没有读到命名空间的标签。',
);

const SELF_UNKNOWN = text(
  'Whether the rule is for this pod depends on an address that is not known.',
  '该规则是否适用于此 Pod 取决于未知的地址。',
);

function policyKey({ id, doubt: ofPolicy, rules }: CompiledPolicy): string {
  const head = ofPolicy === null ? `${id}` : `${id}?`;
  if (rules.every(({ self }) => self === null)) return head;
  return `${head}[${rules.map(({ index, doubt }) => (doubt === null ? index : `${index}?`)).join(' ')}]`;
}

function isDoubtful({ doubt, must, may }: CompiledPolicy['rules'][number]): boolean {
  return doubt !== null || must !== may;
}
