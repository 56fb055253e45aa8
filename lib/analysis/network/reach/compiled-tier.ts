import type { BitSet } from './bit-set.ts';
import type { FamilySpace } from './family-space.ts';
import type { NamedPort } from './pod-endpoints.ts';
import type {
  EndpointSet,
  PolicyPlan,
  PolicyRef,
  PortTerm,
  ReachDirection,
  ReachPolicy,
  ReachRule,
  RuleAction,
} from './policy-ir.ts';
import { ALL_PORTS, NO_PORTS, type PortRange, type PortSetId, type PortSets } from './port-sets.ts';
import type { Text } from '#lib/model/text.ts';

type NamedTerm = Extract<PortTerm, { named: string }>;

/** A rule ready to be asked: who its peers are, and the ports that do not depend on the destination. */
export interface CompiledRule {
  readonly index: number;
  readonly action: RuleAction;
  readonly must: BitSet;
  readonly may: BitSet;
  readonly ports: PortSetId;
  readonly named: readonly NamedTerm[];
  /** Its ports towards a destination that declares these named ports, by their number; told once for each. */
  readonly portsByTable: Map<number, PortSetId>;
  /** Whom of the selected it is for; null where it is for all of them. */
  readonly self: { readonly must: BitSet; readonly may: BitSet } | null;
  readonly doubt: Text | null;
}

export interface CompiledPolicy {
  /** Its place among all policies of its direction. */
  readonly id: number;
  readonly ref: PolicyRef;
  readonly subject: BitSet;
  /** Of these, whom it only may select; null where all of them are selected for certain. */
  readonly perhaps: BitSet | null;
  readonly isForHosts: boolean;
  readonly rank: number;
  readonly governs: boolean;
  readonly doubt: Text | null;
  readonly rules: readonly CompiledRule[];
}

export interface CompiledTier {
  readonly name: string;
  readonly end: 'deny' | 'pass';
  readonly ties: 'add' | 'unknown';
  readonly doubt: Text | null;
  /** The cluster has policies of both versions of the network policy API for it, whoever they select. */
  readonly hasTwoVersions: boolean;
  /** In ascending rank. */
  readonly policies: readonly CompiledPolicy[];
}

/** Returns the tiers of one direction with every selector answered. */
export function compileTiers(
  plan: PolicyPlan,
  direction: ReachDirection,
  { family, ports }: { readonly family: FamilySpace; readonly ports: PortSets },
): CompiledTier[] {
  let id = 0;
  const policyOf = (policy: ReachPolicy): CompiledPolicy => {
    id += 1;
    const { ref, rank, governs } = policy;
    let rules: readonly CompiledRule[] | null = null;
    return {
      id,
      ref,
      rank,
      governs,
      doubt: policy.doubt ?? null,
      isForHosts: policy.isForHosts === true,
      ...subjectOf(policy, family),
      // Made when somebody it selects is asked about: in a simulation most never are.
      get rules() {
        rules ??= policy.rules.map((rule) => compiledRule(rule, family, ports));
        return rules;
      },
    };
  };
  return plan.tiers.map(({ name, end, ties, doubt = null, [direction]: policies }) => ({
    name,
    end,
    ties,
    doubt,
    hasTwoVersions: ties !== 'add' && hasTwoVersions(policies),
    policies: policies.toSorted((a, b) => a.rank - b.rank).map(policyOf),
  }));
}

function subjectOf(
  { subject }: ReachPolicy,
  family: FamilySpace,
): Pick<CompiledPolicy, 'subject' | 'perhaps'> {
  const { must, may } = family.boundsOf(subject);
  return { subject: may, perhaps: must === may || must.equals(may) ? null : may.minus(must) };
}

function compiledRule(rule: ReachRule, family: FamilySpace, ports: PortSets): CompiledRule {
  return {
    index: rule.index,
    action: rule.action,
    ...peersOf(rule.peer, family),
    ...portsOf(rule.ports, ports),
    portsByTable: new Map(),
    self: rule.self === undefined ? null : peersOf(rule.self, family),
    doubt: rule.doubt ?? null,
  };
}

/** Returns whether policies of both versions of the network policy API are among them. */
export function hasTwoVersions(policies: readonly ReachPolicy[]): boolean {
  return (
    policies.some((one) => versionOf(one) === 'v1alpha1') &&
    policies.some((one) => versionOf(one) === 'v1alpha2')
  );
}

/** Returns the version of the network policy API that a policy is written in; of policies of one API alone, one. */
export function versionOf({ ref }: Pick<ReachPolicy, 'ref'>): 'v1alpha1' | 'v1alpha2' {
  return ref.kind === 'ClusterNetworkPolicy' ? 'v1alpha2' : 'v1alpha1';
}

/** Equal sets are one object, so that a rule without a doubt is known by it. */
function peersOf(peer: EndpointSet, family: FamilySpace): Pick<CompiledRule, 'must' | 'may'> {
  const { must, may } = family.boundsOf(peer);
  return { must, may: may !== must && may.equals(must) ? must : may };
}

function portsOf(
  terms: 'all' | readonly PortTerm[],
  sets: PortSets,
): { readonly ports: PortSetId; readonly named: readonly NamedTerm[] } {
  if (terms === 'all') return { ports: ALL_PORTS, named: [] };
  const ranges: PortRange[] = [];
  const named: NamedTerm[] = [];
  for (const term of terms) {
    if ('named' in term) named.push(term);
    else ranges.push(term);
  }
  return { ports: ranges.length === 0 ? NO_PORTS : sets.of(ranges), named };
}

/**
 * Returns the ports a rule is about where `at` is the destination: a name stands for the ports of that name and
 * protocol there, and for none on what is no pod (NP-14).
 */
export function portsAt(
  rule: Pick<CompiledRule, 'ports' | 'named' | 'portsByTable'>,
  at: number,
  { family, ports }: { readonly family: FamilySpace; readonly ports: PortSets },
): PortSetId {
  if (rule.named.length === 0) return rule.ports;
  const { portTable = 0, namedPorts = [] } = family.space.podClasses[at] ?? {};
  let found = rule.portsByTable.get(portTable);
  if (found === undefined) {
    found = portsAmong(namedPorts, rule, ports);
    rule.portsByTable.set(portTable, found);
  }
  return found;
}

function portsAmong(
  declared: readonly NamedPort[],
  rule: Pick<CompiledRule, 'ports' | 'named'>,
  ports: PortSets,
): PortSetId {
  const idOf = (isLeftOut: boolean): PortSetId => {
    const terms = rule.named.filter((term) => (term.isLeftOut === true) === isLeftOut);
    const ranges = declared
      .filter(({ name, lane }) => terms.some((term) => term.named === name && term.lanes.includes(lane)))
      .map(({ lane, port }) => ({ lane, from: port, to: port }));
    return ranges.length === 0 ? NO_PORTS : ports.of(ranges);
  };
  return ports.minus(ports.union(rule.ports, idOf(false)), idOf(true));
}
