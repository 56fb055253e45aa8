import type { WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import { refOf } from '#lib/model/kube-object.ts';
import type { Pod } from '#lib/model/pod.ts';
import { refKey, type ResourceRef } from '#lib/model/resource-ref.ts';

export interface NodeLookupInput {
  readonly units: readonly WorkloadUnit[];
  readonly pods: readonly Pod[];
  /** Whether these are all pods: a workload of which some were not seen may stand on other nodes too. */
  readonly arePodsWhole: boolean;
}

/**
 * Returns a lookup of the one node an object stands on: a node itself, the node a pod was placed on, the node
 * that all running pods of a workload share. Null for everything that is on no node, on several or not known.
 */
export function buildNodeLookup({
  units,
  pods,
  arePodsWhole,
}: NodeLookupInput): (ref: ResourceRef) => string | null {
  const known = new Map<string, string>();
  if (arePodsWhole) {
    for (const unit of units) {
      const nodes = new Set(unit.pods.map(({ spec }) => spec.nodeName ?? ''));
      const [node = ''] = nodes;
      if (nodes.size === 1 && node !== '') known.set(refKey(unit.ref), node);
    }
  }
  for (const pod of pods) {
    if (pod.spec.nodeName !== undefined) known.set(refKey(refOf(pod)), pod.spec.nodeName);
  }
  return (ref) =>
    ref.kind === 'Node' && ref.namespace === null ? ref.name : (known.get(refKey(ref)) ?? null);
}
