import type { WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import { isolationFacts, type IsolationFacts } from './isolation-facts.ts';
import type { NetworkPlugin } from './network-plugin.ts';

/** Under which name a scan keeps them; another shape needs another number. */
export const NETWORK_FACTS = 'network.1';

/** How far policies isolate the pods of a cluster, and what enforces them. */
export interface NetworkFacts extends IsolationFacts {
  readonly plugin: NetworkPlugin;
}

/** Returns what is told of a cluster's network. */
export function networkFacts({
  units,
  policies,
  plugin,
}: {
  readonly units: readonly WorkloadUnit[];
  readonly policies: readonly NetworkPolicy[];
  readonly plugin: NetworkPlugin;
}): NetworkFacts {
  return { plugin, ...isolationFacts(units, policies) };
}
