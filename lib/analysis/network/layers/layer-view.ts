import { REACH_SLICES, reachOfSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { NetworkPlugin } from '#lib/analysis/network/network-plugin.ts';
import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import { gapsOf, itemsOf } from '#lib/model/collected.ts';
import { isUnexpected } from '#lib/model/gap.ts';
import type { Slices } from '#lib/model/inventory.ts';
import { text, type Text } from '#lib/model/text.ts';
import { buildLayers, type Layers } from './build-layers.ts';
import { buildLayerReach, type LayerReach } from './layer-reach.ts';
import { detectMultiPolicyEnforcer, type MultiPolicyEnforcer } from './multi-policy-enforcer.ts';
import { readMultiPolicy, type MultiPolicy } from './multi-policy-rules.ts';

/** The slices that tell of pods' networks and of what acts there. */
export const LAYER_SLICES = [
  ...REACH_SLICES,
  'ingresses',
  'networkAttachmentDefinitions',
  'multiNetworkPolicies',
] as const;

export type LayerSlices = Pick<Slices, (typeof LAYER_SLICES)[number]>;

/** Everything that answers about pods' networks. */
export interface LayerView {
  readonly layers: Layers;
  readonly policies: readonly MultiPolicy[];
  /** Policies of the secondary networks. */
  readonly reach: LayerReach;
  /** Policies of the primary network, as they take effect. */
  readonly primary: Reachability;
  readonly plugin: NetworkPlugin;
  readonly enforcer: MultiPolicyEnforcer | null;
  /** What could not be read and may change any answer. */
  readonly unseen: readonly Text[];
  readonly areDefinitionsRead: boolean;
}

/** Returns what was read of a cluster, or of files, as networks and what acts on them. */
export function layerViewOf(slices: LayerSlices, known?: Layers): LayerView {
  const layers = known ?? layersOf(slices);
  const policies = itemsOf(slices.multiNetworkPolicies).map(readMultiPolicy);
  const { reach, plugin } = reachOfSlices(slices);
  return {
    layers,
    policies,
    reach: buildLayerReach(layers, policies, itemsOf(slices.namespaces)),
    primary: reach,
    plugin,
    enforcer: detectMultiPolicyEnforcer({
      daemonSets: itemsOf(slices.daemonSets),
      pods: itemsOf(slices.pods),
    }),
    unseen: unseenOf(slices),
    ...areRead(slices),
  };
}

/** Of an unread list nobody can say that something is not in it; one that the cluster does not serve is empty. */
export function areRead({ networkAttachmentDefinitions: { state } }: LayerSlices): {
  readonly areDefinitionsRead: boolean;
} {
  return { areDefinitionsRead: state === 'complete' || state === 'absent' };
}

/** Returns the networks alone, without what acts on them. */
export function layersOf(slices: LayerSlices): Layers {
  const controllers = [
    ...itemsOf(slices.deployments),
    ...itemsOf(slices.replicaSets),
    ...itemsOf(slices.statefulSets),
    ...itemsOf(slices.daemonSets),
    ...itemsOf(slices.jobs),
    ...itemsOf(slices.cronJobs),
    ...itemsOf(slices.replicationControllers),
  ];
  const { units } = buildWorkloadIndex({
    pods: itemsOf(slices.pods),
    deployments: itemsOf(slices.deployments),
    replicaSets: itemsOf(slices.replicaSets),
    statefulSets: itemsOf(slices.statefulSets),
    daemonSets: itemsOf(slices.daemonSets),
    jobs: itemsOf(slices.jobs),
    cronJobs: itemsOf(slices.cronJobs),
    replicationControllers: itemsOf(slices.replicationControllers),
  });
  return buildLayers({
    units,
    controllers,
    definitions: itemsOf(slices.networkAttachmentDefinitions),
    configMaps: itemsOf(slices.configMaps),
  });
}

/**
 * Returns the policies of the primary network as they are written, whether anything enforces them or not: what a
 * person meant to keep apart is told by them.
 */
export function writtenReach(slices: LayerSlices, { name }: NetworkPlugin): Reachability {
  const own = (['cilium', 'calico'] as const).find((one) => name?.toLowerCase().includes(one));
  return reachOfSlices(slices, { profile: own ?? 'kubernetes' }).reach;
}

function unseenOf(slices: LayerSlices): Text[] {
  const deciding = ['pods', 'multiNetworkPolicies', 'networkAttachmentDefinitions'] as const;
  return deciding.flatMap((name) => {
    const [gap] = gapsOf(slices[name]).filter(isUnexpected);
    return gap === undefined
      ? []
      : [text(`Not everything was read: ${gap.message.en}`, `有内容未能读取：${gap.message['zh-CN']}`)];
  });
}
