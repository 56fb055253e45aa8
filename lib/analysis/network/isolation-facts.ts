import { selectsLabels } from '#lib/analysis/rbac/select-labels.ts';
import type { WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import type { Pod } from '#lib/model/pod.ts';
import { isolationByNamespace, type NamespaceIsolation } from './default-deny.ts';

/** How far one direction of a namespace is closed. */
export interface DirectionFact {
  readonly isDefaultDeny: boolean;
  /** The policy for all pods that allows everything again; null where there is none. */
  readonly reopenedBy: string | null;
  /** Workloads that no policy isolates in this direction. */
  readonly open: number;
}

export interface NamespaceFact {
  readonly namespace: string;
  /** Workloads that policies can reach. */
  readonly workloads: number;
  /** Workloads on the network of their node, past every policy. */
  readonly onHost: number;
  readonly policies: number;
  readonly ingress: DirectionFact;
  readonly egress: DirectionFact;
}

export interface PolicyFact {
  readonly namespace: string;
  readonly name: string;
  readonly spec: NetworkPolicy['spec'];
  /** Pods it selects now, and their owners. */
  readonly pods: number;
  readonly owners: readonly string[];
}

/** A workload with pods that no policy selects at all. */
export interface UnselectedFact {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  readonly pods: number;
}

/** How far policies isolate the pods of a cluster. */
export interface IsolationFacts {
  readonly namespaces: readonly NamespaceFact[];
  readonly policies: readonly PolicyFact[];
  readonly unselected: readonly UnselectedFact[];
}

/** Returns the isolation of each namespace, each policy with its pods, and what no policy selects. */
export function isolationFacts(
  units: readonly WorkloadUnit[],
  policies: readonly NetworkPolicy[],
): IsolationFacts {
  const unitsIn = Map.groupBy(units, ({ namespace }) => namespace);
  const policiesIn = Map.groupBy(policies, namespaceOf);
  return {
    namespaces: isolationByNamespace(units, policies).map((isolation) =>
      namespaceFact(isolation, {
        units: unitsIn.get(isolation.namespace) ?? [],
        policies: policiesIn.get(isolation.namespace)?.length ?? 0,
      }),
    ),
    policies: policies.map((policy) => policyFact(policy, unitsIn.get(namespaceOf(policy)) ?? [])),
    unselected: units.flatMap((unit) => unselectedFact(unit, policiesIn.get(unit.namespace) ?? [])),
  };
}

function namespaceFact(
  { namespace, workloads, directions }: NamespaceIsolation,
  { units, policies }: { readonly units: readonly WorkloadUnit[]; readonly policies: number },
): NamespaceFact {
  const of = (direction: 'Ingress' | 'Egress'): DirectionFact => {
    const { isDefaultDeny, reopenedBy, open } = directions[direction];
    return { isDefaultDeny, reopenedBy, open: open.length };
  };
  return {
    namespace,
    workloads,
    onHost: units.length - workloads,
    policies,
    ingress: of('Ingress'),
    egress: of('Egress'),
  };
}

function policyFact(policy: NetworkPolicy, units: readonly WorkloadUnit[]): PolicyFact {
  const selected = units
    .map((unit) => ({
      name: unit.ref.name,
      pods: policed(unit).filter(({ metadata }) => selectsLabels(policy.spec.podSelector, metadata.labels)),
    }))
    .filter(({ pods }) => pods.length > 0);
  return {
    namespace: namespaceOf(policy),
    name: policy.metadata.name,
    spec: policy.spec,
    pods: selected.reduce((sum, { pods }) => sum + pods.length, 0),
    owners: selected.map(({ name }) => name),
  };
}

function unselectedFact(unit: WorkloadUnit, policies: readonly NetworkPolicy[]): UnselectedFact[] {
  const pods = policed(unit).filter(
    ({ metadata }) => !policies.some(({ spec }) => selectsLabels(spec.podSelector, metadata.labels)),
  );
  if (pods.length === 0) return [];
  return [{ namespace: unit.namespace, kind: unit.ref.kind, name: unit.ref.name, pods: pods.length }];
}

/** Pods on the network of their node are beyond the reach of policies. */
function policed(unit: WorkloadUnit): readonly Pod[] {
  return unit.pods.filter(({ spec }) => spec.hostNetwork !== true);
}

function namespaceOf({ metadata }: NetworkPolicy): string {
  return metadata.namespace ?? 'default';
}
