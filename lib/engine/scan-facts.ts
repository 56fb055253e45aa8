import { buildNodeLookup } from '#lib/analysis/nodes/node-lookup.ts';
import type { Facts } from '#lib/controls/facts.ts';
import type { Finding } from '#lib/model/control.ts';
import type { ScanFacts } from '#lib/model/scan-facts.ts';

/** Returns what pages show of a scan besides its result, from what the scan has derived anyway. */
export function scanFactsOf({ workloads, pods }: Facts, findings: readonly Finding[]): ScanFacts {
  const nodeOf = buildNodeLookup({
    units: workloads.state === 'known' ? workloads.value.units : [],
    pods: pods.state === 'known' ? pods.value : [],
    arePodsWhole: pods.state === 'known' && pods.gaps.length === 0,
  });
  return { findingNodes: findings.map(({ resource }) => nodeOf(resource)) };
}
