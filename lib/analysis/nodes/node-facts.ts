import type { ComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import { hostAccessOf, type HostAccess } from '#lib/analysis/workloads/host-access.ts';
import { runningPods } from '#lib/analysis/workloads/running-pods.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { Pod } from '#lib/model/pod.ts';

/** Under which name a scan keeps them; another shape needs another number. */
export const NODE_FACTS = 'nodes.1';

/** A pod that has something of its node. */
export interface PodOnNode {
  readonly namespace: string;
  readonly name: string;
  readonly access: HostAccess;
}

/** The pods of a node that have not finished. */
export interface NodePods {
  readonly count: number;
  /** By namespace and name. */
  readonly withAccess: readonly PodOnNode[];
}

/** What pods tell of their nodes. */
export interface NodeFacts {
  readonly flags: ComponentFlags;
  /** By the node's name; null where pods could not be read. */
  readonly podsOn: Readonly<Record<string, NodePods>> | null;
}

/** Returns what pods tell of their nodes; `pods` is null where they could not be read. */
export function nodeFacts(pods: readonly Pod[] | null, flags: ComponentFlags): NodeFacts {
  if (pods === null) return { flags, podsOn: null };
  const byNode = Map.groupBy(runningPods(pods), ({ spec }) => spec.nodeName ?? '');
  const podsOn = [...byNode].map(([node, here]): [string, NodePods] => [
    node,
    { count: here.length, withAccess: withAccess(here) },
  ]);
  return { flags, podsOn: Object.fromEntries(podsOn) };
}

function withAccess(pods: readonly Pod[]): PodOnNode[] {
  return pods
    .flatMap(({ metadata, spec }) => {
      const access = hostAccessOf(spec);
      return access === null ? [] : [{ namespace: metadata.namespace ?? '', name: metadata.name, access }];
    })
    .toSorted((a, b) => byCodeUnit(a.namespace, b.namespace) || byCodeUnit(a.name, b.name));
}
