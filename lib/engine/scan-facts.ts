import { CHAIN_FACTS, chainFacts } from '#lib/analysis/attack/chain-facts.ts';
import {
  NETWORK_TOLD,
  networkTold,
  OUTSIDE_TOLD,
  outsideTold,
} from '#lib/analysis/network/derived/network-told.ts';
import { HOST_FACTS } from '#lib/analysis/network/host-firewall/host-facts.ts';
import { LAYER_FACTS, layerFacts } from '#lib/analysis/network/layers/layer-facts.ts';
import { LAYER_SLICES, type LayerSlices } from '#lib/analysis/network/layers/layer-view.ts';
import { NETWORK_FACTS, networkFacts } from '#lib/analysis/network/network-facts.ts';
import { NODE_FACTS, nodeFacts } from '#lib/analysis/nodes/node-facts.ts';
import { buildNodeLookup } from '#lib/analysis/nodes/node-lookup.ts';
import { WORKLOAD_FACTS, workloadFacts } from '#lib/analysis/workloads/workload-facts.ts';
import type { Fact, Facts } from '#lib/controls/facts.ts';
import { collected, type Collected } from '#lib/model/collected.ts';
import type { Finding } from '#lib/model/control.ts';
import type { ScanFacts } from '#lib/model/scan-facts.ts';

/**
 * Returns what pages show of a scan besides its result, from what the scan has derived anyway. What could not be
 * derived is left out: the page then sees for itself what there is.
 */
export function scanFactsOf(facts: Facts, findings: readonly Finding[]): ScanFacts {
  const { workloads, pods } = facts;
  const nodeOf = buildNodeLookup({
    units: workloads.state === 'known' ? workloads.value.units : [],
    pods: pods.state === 'known' ? pods.value : [],
    arePodsWhole: pods.state === 'known' && pods.gaps.length === 0,
  });
  return {
    findingNodes: findings.map(({ resource }) => nodeOf(resource)),
    pages: {
      ...pagesOf(facts),
      ...chainsOf(facts),
      ...networkOf(facts),
      ...layersOf(facts),
      ...hostsOf(facts),
    },
  };
}

/** Chains know by themselves what they rest on that was not read. */
function chainsOf({ chains }: Facts): ScanFacts['pages'] {
  return chains.state === 'known' ? { [CHAIN_FACTS]: chainFacts(chains.value) } : {};
}

/** What the engine derives says by itself what it could not see. */
function networkOf({ network }: Facts): ScanFacts['pages'] {
  if (network.state !== 'known') return {};
  return { [NETWORK_TOLD]: [networkTold(network.value)], [OUTSIDE_TOLD]: [outsideTold(network.value)] };
}

/** A firewall of hosts knows by itself what could not be read. */
function hostsOf({ hostFirewall }: Facts): ScanFacts['pages'] {
  return hostFirewall.state === 'known' ? { [HOST_FACTS]: [hostFirewall.value] } : {};
}

function pagesOf({ workloads, pods, networkPolicies, plugin, flags }: Facts): ScanFacts['pages'] {
  if (workloads.state !== 'known' || pods.state !== 'known') return {};
  const { units } = workloads.value;
  const policies = networkPolicies.state === 'known' ? networkPolicies.value : [];
  return {
    [WORKLOAD_FACTS]: workloadFacts(units),
    ...(plugin.state === 'known'
      ? { [NETWORK_FACTS]: [networkFacts({ units, policies, plugin: plugin.value })] }
      : {}),
    ...(flags.state === 'known' ? { [NODE_FACTS]: [nodeFacts(pods.value, flags.value)] } : {}),
  };
}

/** Without pods there is nobody to be on a network. */
function layersOf(facts: Facts): ScanFacts['pages'] {
  if (facts.pods.state !== 'known') return {};
  const slices = Object.fromEntries(
    LAYER_SLICES.map((name) => [name, sliceOf<unknown>(facts[name])]),
  ) as unknown as LayerSlices;
  return { [LAYER_FACTS]: [layerFacts(slices)] };
}

/** What was not given is not told from what failed here: its gaps say which. */
function sliceOf<T>(fact: Fact<readonly T[]>): Collected<T> {
  switch (fact.state) {
    case 'known':
      return collected(fact.value, fact.gaps);
    case 'absent':
      return { state: 'absent', gaps: fact.gaps };
    case 'unknown':
      return { state: 'failed', gaps: fact.gaps };
  }
}
