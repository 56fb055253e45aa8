import { parseCidr } from '#lib/analysis/network/reach/address-ranges.ts';
import type { WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import type { ConfigMap, SpecObject } from '#lib/model/cluster-objects.ts';
import { layerPods, type ControllerObject, type LayerPod } from './layer-pods.ts';
import {
  networkOfDefinition,
  networkOfDelegate,
  PRIMARY,
  PRIMARY_KEY,
  unknownNetwork,
  type LayerNetwork,
} from './layer-network.ts';
import { readMultusConfig, type MultusConfig } from './multus-config.ts';
import { podInterfaces, type PodInterface, type PodInterfaces } from './pod-interfaces.ts';

/** One interface of one pod, with the network it is on. */
export interface LayerMember {
  readonly pod: LayerPod;
  readonly interface: PodInterface;
  readonly network: LayerNetwork;
}

/** A pod with all its interfaces. */
export interface LayeredPod extends PodInterfaces {
  readonly pod: LayerPod;
}

/** The networks of a cluster and who is on each. */
export interface Layers {
  /** The primary one first, then by name. */
  readonly networks: readonly LayerNetwork[];
  readonly pods: readonly LayeredPod[];
  readonly members: ReadonlyMap<string, readonly LayerMember[]>;
  readonly multus: MultusConfig;
}

export interface LayerSources {
  readonly units: readonly WorkloadUnit[];
  /** Deployments, StatefulSets and so on: their templates and replicas count. */
  readonly controllers: readonly ControllerObject[];
  readonly definitions: readonly SpecObject[];
  readonly configMaps: readonly ConfigMap[];
}

/** Returns the networks that pods are on beside and with their primary one. */
export function buildLayers({ units, controllers, definitions, configMaps }: LayerSources): Layers {
  const multus = readMultusConfig(configMaps);
  const wide = new Set(multus.clusterWide.filter(({ isDefinition }) => isDefinition).map(({ name }) => name));
  const networks = new Map<string, LayerNetwork>([[PRIMARY_KEY, PRIMARY]]);
  const add = (network: LayerNetwork): void => {
    if (!networks.has(network.key)) networks.set(network.key, network);
  };
  for (const one of definitions) add(networkOfDefinition(one, wide));
  for (const one of multus.clusterWide) add(networkOfDelegate(one));
  const known = new Map(networks);
  const pods = layerPods(units, controllers).map((pod) => ({ pod, ...podInterfaces(pod, known) }));
  const members = new Map<string, LayerMember[]>();
  for (const { pod, interfaces } of pods) {
    for (const one of interfaces) {
      add(networkFrom(one));
      const network = networks.get(one.network) ?? PRIMARY;
      const list = members.get(network.key) ?? [];
      list.push({ pod, interface: one, network });
      members.set(network.key, list);
    }
  }
  const sorted = [...networks.values()].toSorted((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1));
  return { networks: sorted, pods, members, multus };
}

function rank({ key }: LayerNetwork): number {
  return key === PRIMARY_KEY ? 0 : 1;
}

/** A network that nothing but the pods on it tells of. */
function networkFrom({ network, reason }: PodInterface): LayerNetwork {
  const cidr = / (\S+\/\d+)$/.exec(network)?.[1];
  const range = cidr === undefined ? null : parseCidr(cidr);
  const subnets = cidr === undefined || range === null ? [] : [{ cidr, range }];
  return unknownNetwork(network, reason === 'declared' ? 'declared' : 'reported', subnets);
}
