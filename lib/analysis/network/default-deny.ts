import { selectsLabels } from '#lib/analysis/rbac/select-labels.ts';
import type { WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import type { NetworkPolicy, NetworkPolicyPeer } from '#lib/model/network.ts';
import { byCodeUnit } from '#lib/model/order.ts';

export const DIRECTIONS = ['Ingress', 'Egress'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** How far one direction of a namespace's pods is closed unless a policy opens it. */
export interface DirectionIsolation {
  /** A policy isolates every pod of the namespace, those to come included, and none opens all of it again. */
  readonly isDefaultDeny: boolean;
  /** Name of a policy for all pods that allows everything; null where there is none. */
  readonly reopenedBy: string | null;
  /** Workloads of which no policy isolates the pods in this direction. */
  readonly open: readonly WorkloadUnit[];
}

export interface NamespaceIsolation {
  readonly namespace: string;
  /** Workloads that policies can reach: those on the host's network are left out. */
  readonly workloads: number;
  readonly directions: Readonly<Record<Direction, DirectionIsolation>>;
}

/** Returns the isolation of each namespace with workloads, in the order of names. */
export function isolationByNamespace(
  units: readonly WorkloadUnit[],
  policies: readonly NetworkPolicy[],
): NamespaceIsolation[] {
  const unitsByNamespace = Map.groupBy(units.filter(isPoliced), ({ namespace }) => namespace);
  const policiesByNamespace = Map.groupBy(policies, ({ metadata }) => metadata.namespace ?? 'default');
  return [...unitsByNamespace]
    .map(([namespace, own]) => {
      const theirs = policiesByNamespace.get(namespace) ?? [];
      const of = (direction: Direction): DirectionIsolation => isolationOf(own, theirs, direction);
      return {
        namespace,
        workloads: own.length,
        directions: { Ingress: of('Ingress'), Egress: of('Egress') },
      };
    })
    .toSorted((a, b) => byCodeUnit(a.namespace, b.namespace));
}

function isolationOf(
  units: readonly WorkloadUnit[],
  policies: readonly NetworkPolicy[],
  direction: Direction,
): DirectionIsolation {
  // Rules of a direction that policyTypes leaves out do nothing; directions are independent.
  const inForce = policies.filter(({ spec }) => spec.policyTypes.includes(direction));
  const ofAllPods = inForce.filter(({ spec }) => isEverything(spec.podSelector));
  const [reopened] = ofAllPods
    .filter((policy) => opensEverything(policy, direction))
    .map(({ metadata }) => metadata.name)
    .toSorted();
  const isDefaultDeny = ofAllPods.length > 0 && reopened === undefined;
  const isOpen = (unit: WorkloadUnit): boolean =>
    labelSetsOf(unit).some((labels) => !isSelected(inForce, labels));
  const open = ofAllPods.length > 0 ? [] : units.filter(isOpen);
  return { isDefaultDeny, reopenedBy: reopened ?? null, open };
}

function isSelected(policies: readonly NetworkPolicy[], labels: Readonly<Record<string, string>>): boolean {
  return policies.some(({ spec }) => selectsLabels(spec.podSelector, labels));
}

/** Policies judge the labels pods have now, not those of the template. */
function labelSetsOf(unit: WorkloadUnit): Readonly<Record<string, string>>[] {
  return unit.pods.length === 0 ? [unit.labels] : unit.pods.map((pod) => pod.metadata.labels ?? {});
}

/** An empty selector picks every pod of the namespace. */
function isEverything({
  matchLabels = {},
  matchExpressions = [],
}: NetworkPolicy['spec']['podSelector']): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

/**
 * A rule on all ports that names no peers allows everything; one whose peers are all namespaces or all addresses
 * allows as much. Policies only ever add.
 */
function opensEverything({ spec }: NetworkPolicy, direction: Direction): boolean {
  const rules =
    direction === 'Ingress'
      ? (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
      : (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }));
  return rules.some(
    ({ peers = [], ports = [] }) => ports.length === 0 && (peers.length === 0 || peers.some(isEverybody)),
  );
}

function isEverybody({ namespaceSelector, podSelector, ipBlock }: NetworkPolicyPeer): boolean {
  if (ipBlock !== undefined) {
    return /^(0\.0\.0\.0|::)\/0$/.test(ipBlock.cidr) && (ipBlock.except ?? []).length === 0;
  }
  return (
    namespaceSelector !== undefined && isEverything(namespaceSelector) && isEverything(podSelector ?? {})
  );
}

function isPoliced(unit: WorkloadUnit): boolean {
  return unit.podSpecs.some(({ spec }) => spec.hostNetwork !== true);
}
