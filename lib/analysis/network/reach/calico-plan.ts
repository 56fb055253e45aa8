import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { text, type Text } from '#lib/model/text.ts';
import { planAdminTier } from './admin-policy-plan.ts';
import type { CalicoCluster } from './calico-entity.ts';
import { calicoRules, calicoSubject, calicoTypes } from './calico-rules.ts';
import { ANY_LABELS, type LabelExpr } from './label-expr.ts';
import { planNetworkPolicies } from './network-policy-plan.ts';
import type { PolicyProblem, PolicyRef, ReachDirection, ReachPolicy, ReachTier } from './policy-ir.ts';
import { textOf } from './raw-fields.ts';

/** Policies and tiers as Calico orders them. */
export interface CalicoPolicies {
  readonly tiers: readonly SpecObject[];
  readonly policies: readonly SpecObject[];
  readonly networkPolicies: readonly NetworkPolicy[];
  readonly admin: readonly SpecObject[];
  readonly baseline: readonly SpecObject[];
  readonly profiles: readonly SpecObject[];
}

export interface CalicoPlan {
  readonly tiers: readonly ReachTier[];
  readonly problems: readonly PolicyProblem[];
}

/** A tier in the order of tiers. */
export interface TierHead {
  readonly name: string;
  /** Infinite where the tier names none; null for one that does not exist. */
  readonly order: number | null;
  readonly end: ReachTier['end'];
}

/** CA-1. */
const BUILT_IN: readonly TierHead[] = [
  { name: 'kube-admin', order: 1_000, end: 'pass' },
  { name: 'default', order: 1_000_000, end: 'deny' },
  { name: 'kube-baseline', order: 10_000_000, end: 'pass' },
];

/** CA-3: where Kubernetes' own policies stand in the default tier, and what Calico calls them there. */
const KUBERNETES_ORDER = 1_000;
const KUBERNETES_PREFIX = 'knp.default.';

/** A policy of one direction with what decides its place. */
export interface Placed {
  readonly tier: string;
  readonly order: number;
  readonly name: string;
  readonly direction: ReachDirection;
  readonly policy: ReachPolicy;
}

/** Returns the tiers as Calico asks them (CA-1 to CA-11): the first rule that matches in a tier decides. */
export function planCalico(given: CalicoPolicies, cluster: CalicoCluster): CalicoPlan {
  const problems: PolicyProblem[] = [];
  const placed = [
    ...placeOwn(given.policies, { cluster, problems }),
    ...placeKubernetes(given.networkPolicies, problems),
  ];
  const admin = { 'kube-admin': planAdminTier(given.admin), 'kube-baseline': planAdminTier(given.baseline) };
  for (const tier of Object.values(admin)) problems.push(...tier.problems);
  const heads = headsOf(given.tiers, placed);
  const tiers = heads.map((head): ReachTier => {
    const own = placed.filter(({ tier }) => tier === head.name);
    const extra = head.name === 'kube-admin' || head.name === 'kube-baseline' ? admin[head.name] : null;
    const of = (direction: ReachDirection): ReachPolicy[] => {
      const ranked = inOrder(own.filter((one) => one.direction === direction));
      return [...ranked, ...(extra?.[direction] ?? [])];
    };
    return {
      name: head.name,
      end: head.end,
      ties: 'unknown',
      ...tierDoubt(head),
      ingress: of('ingress'),
      egress: of('egress'),
    };
  });
  return { tiers: [...tiers, profileTier(given.profiles, { cluster, problems })], problems };
}

interface Reading {
  readonly cluster: CalicoCluster;
  readonly problems: PolicyProblem[];
}

/**
 * CA-7: after all tiers come the profiles of a pod's namespace and service account. One that Calico made of the
 * namespace allows everything, so only pods whose namespace has a profile of its own are asked about.
 */
function profileTier(profiles: readonly SpecObject[], { cluster, problems }: Reading): ReachTier {
  const called = new Map(profiles.map((profile) => [profile.metadata.name, profile]));
  const of = (direction: ReachDirection): ReachPolicy[] =>
    [...called].flatMap(([name, { spec }]) => {
      const [kind = '', namespace = '', ...account] = name.split('.');
      if (!called.has(`kns.${namespace}`) || (kind !== 'kns' && kind !== 'ksa')) return [];
      const isOfNamespace = kind === 'kns';
      const ref: PolicyRef = { kind: 'Profile', namespace: null, name };
      const report = (rule: string, message: Text): void => void problems.push({ ref, rule, message });
      const labels: LabelExpr = isOfNamespace
        ? ANY_LABELS
        : { op: 'in', key: 'projectcalico.org/serviceaccount', values: [account.join('.')] };
      return {
        ref,
        rank: isOfNamespace ? 0 : 1,
        governs: isOfNamespace,
        subject: { op: 'pods', namespace: { name: namespace }, labels },
        rules: calicoRules(spec[direction], direction, { cluster, namespace: null, report }),
      };
    });
  return { name: 'profiles', end: 'deny', ties: 'add', ingress: of('ingress'), egress: of('egress') };
}

/** CA-9: the code asks a tier that does not exist last; the documentation says nothing of it. */
export function tierDoubt({ order, name }: TierHead): Pick<ReachTier, 'doubt'> {
  if (order !== null) return {};
  return {
    doubt: text(
      `Its tier "${name}" does not exist; whether Calico applies it is not defined.`,
      `其所属的层“${name}”不存在；Calico 是否应用该策略没有定义。`,
    ),
  };
}

/** Missing tiers come last; no order is after every order, and names decide between equals. */
export function headsOf(tiers: readonly SpecObject[], placed: readonly Pick<Placed, 'tier'>[]): TierHead[] {
  const named = tiers.map(({ metadata, spec }): TierHead => {
    const built = BUILT_IN.find(({ name }) => name === metadata.name);
    if (built !== undefined) return built;
    const { order, defaultAction } = spec;
    return {
      name: metadata.name,
      order: typeof order === 'number' ? order : Number.POSITIVE_INFINITY,
      end: defaultAction === 'Pass' ? 'pass' : 'deny',
    };
  });
  const missing = BUILT_IN.filter(({ name }) => named.every((one) => one.name !== name));
  const known = new Set([...named, ...missing].map(({ name }) => name));
  const absent = [...new Set(placed.map(({ tier }) => tier))]
    .filter((name) => !known.has(name))
    .map((name): TierHead => ({ name, order: null, end: 'deny' }));
  return [...named, ...missing, ...absent].toSorted(
    (a, b) => compareOrders(a.order, b.order) || byCodeUnit(a.name, b.name),
  );
}

/** Infinite orders are equal to each other; null comes after them. */
function compareOrders(a: number | null, b: number | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a - b;
}

/** CA-2: by order, then by name; equal ones of both keep one rank, as versions differ about them. */
export function inOrder(placed: readonly Placed[]): ReachPolicy[] {
  const sorted = placed.toSorted((a, b) => compareOrders(a.order, b.order) || byCodeUnit(a.name, b.name));
  let rank = 0;
  return sorted.map((one, at) => {
    const before = sorted[at - 1];
    if (before !== undefined && (before.order !== one.order || before.name !== one.name)) rank += 1;
    return { ...one.policy, rank };
  });
}

function placeKubernetes(policies: readonly NetworkPolicy[], problems: PolicyProblem[]): Placed[] {
  const planned = planNetworkPolicies(policies);
  problems.push(...planned.problems);
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    planned[direction].map((policy) => ({
      tier: 'default',
      order: KUBERNETES_ORDER,
      name: KUBERNETES_PREFIX + policy.ref.name,
      direction,
      policy,
    })),
  );
}

function placeOwn(policies: readonly SpecObject[], { cluster, problems }: Reading): Placed[] {
  return policies.flatMap((policy) => {
    const { spec, metadata } = policy;
    // Before NAT and without tracking, policies are for host endpoints alone (CA-5 as amended).
    if (spec['preDNAT'] === true || spec['doNotTrack'] === true) return [];
    const namespace = metadata.namespace ?? null;
    const ref: PolicyRef = { kind: policy.kind, namespace, name: metadata.name };
    const report = (rule: string, message: Text): void => void problems.push({ ref, rule, message });
    const context = { cluster, namespace, report };
    const { types, doubts } = calicoTypes(policy, report);
    const subject = calicoSubject(spec, context);
    const order = typeof spec['order'] === 'number' ? spec['order'] : Number.POSITIVE_INFINITY;
    return (['ingress', 'egress'] as const)
      .filter((direction) => types.includes(direction))
      .map((direction) => ({
        tier: textOf(spec['tier']) || 'default',
        order,
        name: metadata.name,
        direction,
        policy: {
          ref,
          rank: 0,
          governs: true,
          subject,
          rules: calicoRules(spec[direction], direction, context),
          ...(doubts[direction] === undefined ? {} : { doubt: doubts[direction] }),
        },
      }));
  });
}
