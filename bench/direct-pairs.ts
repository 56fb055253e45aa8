import { DATAPLANES } from '#lib/analysis/network/reach/dataplane.ts';
import type { ReachSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { itemsOf } from '#lib/model/collected.ts';
import { directVerdict } from '#lib/testing/direct-network/direct-verdict.ts';
import type { NetworkManifests } from '#lib/testing/direct-network/manifests.ts';
import { Random } from '#lib/testing/random.ts';
import { cpuTimed } from './measure.ts';

const SAMPLED = 300;

/** Returns how long the direct evaluator would take for every pair of pods at one port, told from a sample. */
export function directMsOfAllPairs(slices: ReachSlices): number {
  const objects = {
    pods: itemsOf(slices.pods),
    nodes: itemsOf(slices.nodes),
    namespaces: itemsOf(slices.namespaces),
    networkPolicies: itemsOf(slices.networkPolicies),
  } as unknown as NetworkManifests;
  const names = itemsOf(slices.pods).map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`);
  const random = new Random(5);
  const asks = Array.from({ length: SAMPLED }, () => ({
    from: random.pick(names),
    to: random.pick(names),
    port: random.pick([443, 8080, 9050]),
    protocol: 'TCP' as const,
  }));
  const ms = cpuTimed(() => {
    for (const ask of asks) directVerdict(objects, DATAPLANES.kubernetes, ask);
  });
  return (ms / SAMPLED) * names.length ** 2;
}
