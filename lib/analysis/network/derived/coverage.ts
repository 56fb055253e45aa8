import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { EndpointSet, ReachDirection, ReachPolicy } from '#lib/analysis/network/reach/policy-ir.ts';
import { meetsLabels } from '#lib/analysis/network/reach/label-expr.ts';
import { ALL_PORTS, type PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import { wholeFamily } from '#lib/analysis/network/reach/address-ranges.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { familiesOf } from './class-families.ts';

/** Pods of a namespace by what policies of every kind do in one direction. */
export interface DirectionCoverage {
  /** Every pod, those to come included, is closed unless a rule opens something. */
  readonly isDefaultDeny: boolean;
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
  readonly ingress: DirectionCoverage;
  readonly egress: DirectionCoverage;
}

type Counted = keyof Omit<DirectionCoverage, 'isDefaultDeny'>;

/** Returns the coverage of each namespace with pods, in the order of names; pods on the host's network are left out. */
export function coverageOf(reach: Reachability): NamespaceCoverage[] {
  const { podClasses } = reach.space;
  const states = {
    ingress: podClasses.map((_, at) => stateOf(reach, 'ingress', at)),
    egress: podClasses.map((_, at) => stateOf(reach, 'egress', at)),
  };
  const byNamespace = Map.groupBy(podClasses.entries(), ([, { namespace }]) => namespace);
  return [...byNamespace]
    .map(([namespace, classes]) => {
      const direction = (way: ReachDirection): DirectionCoverage => {
        const counts = { limited: 0, allowAll: 0, unselected: 0, unknown: 0 };
        for (const [at, { pods }] of classes) counts[states[way][at] ?? 'unknown'] += pods.length;
        return { isDefaultDeny: isDefaultDeny(reach, way, namespace), ...counts };
      };
      const pods = classes.reduce((sum, [, one]) => sum + one.pods.length, 0);
      return { namespace, pods, ingress: direction('ingress'), egress: direction('egress') };
    })
    .toSorted((a, b) => byCodeUnit(a.namespace, b.namespace));
}

/** Both families count: what is denied over one of them is denied. */
function stateOf(reach: Reachability, direction: ReachDirection, at: number): Counted {
  const podClass = reach.space.podClasses[at];
  const families = podClass === undefined ? [] : familiesOf(podClass);
  const rows = families.map((family) => reach.families[family].row(direction, at));
  if (rows.every((row) => row === null)) return 'unselected';
  if (reach.unseen.length > 0 || reach.mayNotEnforce !== null) return 'unknown';
  if (rows.every((row) => row === null || row.must.every(isAll))) return 'allowAll';
  return rows.every((row) => row === null || row.must.every((_, peer) => isAll(row.mayAt(peer))))
    ? 'unknown'
    : 'limited';
}

function isAll(ports: PortSetId): boolean {
  return ports === ALL_PORTS;
}

/** A policy governs all pods of the namespace whatever their labels, and none for all of them opens everything. */
function isDefaultDeny(reach: Reachability, direction: ReachDirection, namespace: string): boolean {
  if (reach.unseen.length > 0 || reach.mayNotEnforce !== null) return false;
  const labels = reach.space.namespaces.get(namespace) ?? { 'kubernetes.io/metadata.name': namespace };
  return reach.plan.tiers.some(({ end, [direction]: policies }) => {
    if (end !== 'deny') return false;
    const forAll = policies.filter((policy) => selectsEverything(policy.subject, { namespace, labels }));
    return (
      forAll.some(({ governs, doubt }) => governs && doubt === undefined) && !forAll.some(opensEverything)
    );
  });
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

function opensEverything({ rules }: ReachPolicy): boolean {
  return rules.some(({ action, peer, ports }) => action === 'allow' && ports === 'all' && isEverybody(peer));
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
