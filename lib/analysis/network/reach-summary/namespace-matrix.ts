import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { ReachQuery } from './pair-judge.ts';
import { groupPods } from './pod-groups.ts';
import { tallyEverybody } from './tally-everybody.ts';
import type { PairTally } from './tally-pairs.ts';

/** Every namespace with a pod against every other: how many pairs of their pods are open. */
export interface NamespaceMatrix {
  readonly namespaces: readonly { readonly name: string; readonly pods: number }[];
  readonly tally: PairTally;
}

/** Returns who reaches whom by namespace, for one port or for any. */
export function namespaceMatrix(reach: Reachability, query: ReachQuery): NamespaceMatrix {
  const counts = new Map<string, number>();
  for (const { namespace } of reach.space.pods) counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  const names = [...counts.keys()].toSorted(byCodeUnit);
  const places = new Map(names.map((name, at) => [name, at]));
  const groups = groupPods(reach.space, ({ namespace }) => places.get(namespace) ?? null);
  const tally = tallyEverybody({ reach, query, groups, parties: names.length });
  return { namespaces: names.map((name) => ({ name, pods: counts.get(name) ?? 0 })), tally };
}
