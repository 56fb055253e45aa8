import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { BitSet } from '#lib/analysis/network/reach/bit-set.ts';
import type { CompiledPolicy } from '#lib/analysis/network/reach/compiled-tier.ts';
import type { PodClass } from '#lib/analysis/network/reach/endpoint-space.ts';
import type { ReachMatrix } from '#lib/analysis/network/reach/reach-matrix.ts';
import type {
  EndpointSet,
  ReachDirection,
  ReachPolicy,
  RuleAction,
} from '#lib/analysis/network/reach/policy-ir.ts';
import { meetsLabels } from '#lib/analysis/network/reach/label-expr.ts';
import { ALL_PORTS, type PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import { wholeFamily } from '#lib/analysis/network/reach/address-ranges.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { PodEndpoint } from '#lib/analysis/network/reach/pod-endpoints.ts';
import { absentPods, type AbsentPods } from './absent-pods.ts';
import { familiesOf } from './class-families.ts';
import { workloadName } from './target-reach.ts';

/** Pods of a namespace by what policies of every kind do in one direction. */
export interface DirectionCoverage {
  /** Every pod, those to come included, is closed unless a rule opens something. */
  readonly isDefaultDeny: boolean;
  /** Name of a policy for all pods that allows everything; null where there is none. */
  readonly reopenedBy: string | null;
  /** Workloads with a pod that is open unless a rule denies something. */
  readonly open: number;
  /** Something is denied. */
  readonly limited: number;
  /** A policy selects them, and everything is allowed all the same. */
  readonly allowAll: number;
  readonly unselected: number;
  /** Cannot be told whether anything is denied. */
  readonly unknown: number;
}

export interface NamespaceCoverage {
  readonly namespace: string;
  readonly pods: number;
  readonly workloads: number;
  readonly ingress: DirectionCoverage;
  readonly egress: DirectionCoverage;
}

type Counted = 'limited' | 'allowAll' | 'unselected' | 'unknown';

type Classes = readonly (readonly [number, PodClass])[];

/**
 * Returns the coverage of each namespace with workloads, in the order of names. Pods on the host's network are left out;
 * a workload without pods counts by its template, but has no pods to count.
 */
export function coverageOf(reach: Reachability): NamespaceCoverage[] {
  const { podClasses } = reach.space;
  const byNamespace: ReadonlyMap<string, Classes> = Map.groupBy(
    podClasses.entries(),
    ([, { namespace }]) => namespace,
  );
  const absent = absentPods(reach);
  const policed = absent.pods.filter(({ isOnHost }) => !isOnHost);
  const toCome = Map.groupBy(policed, ({ namespace }) => namespace);
  return [...new Set([...byNamespace.keys(), ...toCome.keys()])].toSorted(byCodeUnit).map((namespace) => {
    const classes = byNamespace.get(namespace) ?? [];
    const pods = toCome.get(namespace) ?? [];
    const direction = (way: ReachDirection): DirectionCoverage => {
      const counts = { limited: 0, allowAll: 0, unselected: 0, unknown: 0 };
      const open = new Set(pods.filter((pod) => !isClosed(reach, way, { pod, absent })).map(ownerOf));
      for (const [at, one] of classes) {
        const state = stateOf(reach, way, at);
        counts[state] += one.pods.length;
        if (state === 'unknown' || isIsolated(reach, way, at)) continue;
        for (const pod of one.pods) open.add(workloadName(reach, pod));
      }
      return { ...defaultOf(reach, way, namespace), open: open.size, ...counts };
    };
    const running = classes.flatMap(([, one]) => one.pods);
    const workloads = new Set([...running.map((pod) => workloadName(reach, pod)), ...pods.map(ownerOf)]);
    return {
      namespace,
      pods: running.length,
      workloads: workloads.size,
      ingress: direction('ingress'),
      egress: direction('egress'),
    };
  });
}

function ownerOf({ namespace, owner }: PodEndpoint): string {
  return `${namespace}/${owner.name}[${owner.kind}]`;
}

/** A pod to come is closed where a policy that may select it closes those it selects. */
function isClosed(
  { plan }: Reachability,
  direction: ReachDirection,
  { pod, absent }: { readonly pod: PodEndpoint; readonly absent: AbsentPods },
): boolean {
  return plan.tiers.some(({ end, [direction]: policies }) => {
    if (end !== 'deny') return false;
    const own = policies.filter(({ subject }) => absent.mayPick(subject, pod));
    return own.some(({ governs }) => governs) && !own.some((policy) => isAboutEverything(policy, 'pass'));
  });
}

/** Both families count: what is denied over one of them is denied. */
function stateOf(reach: Reachability, direction: ReachDirection, at: number): Counted {
  const podClass = reach.space.podClasses[at];
  const matrices = (podClass === undefined ? [] : familiesOf(podClass)).map((one) => reach.families[one]);
  if (reach.unseen.length > 0) return 'unknown';
  if (matrices.every((matrix) => !isSelected(matrix, direction, at))) return 'unselected';
  if (reach.mayNotEnforce !== null) return 'unknown';
  if (matrices.some((matrix) => isSurelyLimited(matrix, direction, at))) return 'limited';
  const rows = matrices.map((matrix) => matrix.row(direction, at));
  if (rows.every((row) => row === null || row.must.every(isAll))) return 'allowAll';
  return rows.every((row) => row === null || row.must.every((_, peer) => isAll(row.mayAt(peer))))
    ? 'unknown'
    : 'limited';
}

/** Over every family something denies what no rule is about, and does not hand everything on to the next tier. */
function isIsolated(reach: Reachability, direction: ReachDirection, at: number): boolean {
  const podClass = reach.space.podClasses[at];
  return (podClass === undefined ? [] : familiesOf(podClass)).every((family) => {
    const matrix = reach.families[family];
    const everybody = BitSet.full(matrix.family.size);
    const handsOn = ({ rules }: CompiledPolicy): boolean =>
      rules.some(
        ({ action, ports, must }) => action === 'pass' && ports === ALL_PORTS && must.equals(everybody),
      );
    return matrix
      .tiersOf(direction, at)
      .some(
        ({ end, doubt, policies }) =>
          end === 'deny' &&
          doubt === null &&
          policies.some((policy) => policy.governs && policy.doubt === null) &&
          !policies.some(handsOn),
      );
  });
}

function isSelected(matrix: ReachMatrix, direction: ReachDirection, at: number): boolean {
  return matrix.tiersOf(direction, at).some(({ policies }) => policies.length > 0);
}

/**
 * Returns whether somebody is denied for certain: no tier allows it anything up to one that denies what none of its
 * rules is about. Mostly this is so, and no row need be made.
 */
function isSurelyLimited(matrix: ReachMatrix, direction: ReachDirection, at: number): boolean {
  const { size } = matrix.family;
  const everybody = BitSet.full(size);
  let allowed = new BitSet(size);
  for (const tier of matrix.tiersOf(direction, at)) {
    const rules = tier.policies.flatMap((policy) => policy.rules);
    const named = (action: RuleAction, from: BitSet): BitSet =>
      rules.reduce((all, rule) => (rule.action === action ? all.or(rule.may) : all), from);
    allowed = named('allow', allowed);
    const isGoverned = tier.policies.some(({ governs, doubt }) => governs && doubt === null);
    const isClosed = tier.end === 'deny' && tier.doubt === null && isGoverned;
    if (isClosed && !named('pass', allowed).equals(everybody)) return true;
  }
  return false;
}

function isAll(ports: PortSetId): boolean {
  return ports === ALL_PORTS;
}

/**
 * A policy governs all pods of the namespace whatever their labels, and none for all of them opens everything, or hands
 * everything on to the next tier.
 */
function defaultOf(
  reach: Reachability,
  direction: ReachDirection,
  namespace: string,
): Pick<DirectionCoverage, 'isDefaultDeny' | 'reopenedBy'> {
  const open = { isDefaultDeny: false, reopenedBy: null };
  if (reach.unseen.length > 0 || reach.mayNotEnforce !== null) return open;
  const labels = reach.space.namespaces.get(namespace) ?? { 'kubernetes.io/metadata.name': namespace };
  for (const { end, doubt, [direction]: policies } of reach.plan.tiers) {
    const forAll = policies.filter((policy) => selectsEverything(policy.subject, { namespace, labels }));
    const opening = forAll.find((policy) => isAboutEverything(policy, 'allow'));
    if (opening !== undefined) return { isDefaultDeny: false, reopenedBy: opening.ref.name };
    const isGoverned = forAll.some((policy) => policy.governs && policy.doubt === undefined);
    const isHandedOn = forAll.some((policy) => isAboutEverything(policy, 'pass'));
    if (end === 'deny' && doubt === undefined && isGoverned && !isHandedOn)
      return { isDefaultDeny: true, reopenedBy: null };
  }
  return open;
}

interface Namespace {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

function selectsEverything(set: EndpointSet, of: Namespace): boolean {
  if (set.op === 'all') return true;
  if (set.op === 'and') return set.of.every((one) => selectsEverything(one, of));
  if (set.op === 'or') return set.of.some((one) => selectsEverything(one, of));
  if (set.op !== 'pods' || set.labels.op !== 'true') return false;
  return 'name' in set.namespace
    ? set.namespace.name === of.namespace
    : meetsLabels(set.namespace.labels, of.labels);
}

function isAboutEverything({ rules }: ReachPolicy, action: RuleAction): boolean {
  return rules.some((rule) => rule.action === action && rule.ports === 'all' && isEverybody(rule.peer));
}

function isEverybody(set: EndpointSet): boolean {
  if (set.op === 'all') return true;
  if (set.op === 'or') return set.of.some(isEverybody);
  if (set.op === 'addresses') {
    return set.ranges.some(({ family, first, last }) => {
      const whole = wholeFamily(family);
      return first === whole.first && last === whole.last;
    });
  }
  return (
    set.op === 'pods' &&
    set.labels.op === 'true' &&
    'labels' in set.namespace &&
    set.namespace.labels.op === 'true'
  );
}
