import { detectNetworkPlugin, type NetworkPlugin } from '#lib/analysis/network/network-plugin.ts';
import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import type { ConfigMap } from '#lib/model/cluster-objects.ts';
import { gapsOf, itemsOf } from '#lib/model/collected.ts';
import { isUnexpected, type Gap } from '#lib/model/gap.ts';
import type { Slices } from '#lib/model/inventory.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { AddressRange } from './address-ranges.ts';
import { buildReachability, type Reachability } from './build-reach.ts';
import { ciliumDataplane } from './cilium-settings.ts';
import { DATAPLANES, type Dataplane, type DataplaneName } from './dataplane.ts';
import { NETWORK_SLICES, type NetworkObjects, type UnreadPolicies } from './network-objects.ts';

/** The slices that reachability is computed from. */
export const REACH_SLICES = [
  ...NETWORK_SLICES,
  'deployments',
  'replicaSets',
  'statefulSets',
  'daemonSets',
  'jobs',
  'cronJobs',
  'replicationControllers',
  'configMaps',
  'customResourceDefinitions',
] as const;

export type ReachSlices = Pick<Slices, (typeof REACH_SLICES)[number]>;

/** Kinds of which an unread one may change any answer. */
const DECIDING = NETWORK_SLICES.filter((slice) => /Polic(y|ies)$|^calicoTiers$|^pods$/.test(slice));

export interface ReachOptions {
  /** The way to enforce policies; the one that is seen running where it is left out. */
  readonly profile?: DataplaneName;
  readonly ranges?: readonly AddressRange[];
  /** Why nothing that policies say is sure, beside what was not read. */
  readonly unsure?: Text | null;
}

/** Reachability of a cluster, with the plugin it was computed for. */
export interface ClusterReach {
  readonly reach: Reachability;
  readonly plugin: NetworkPlugin;
}

/** Returns the reachability of what was read of a cluster, or of files. */
export function reachOfSlices(slices: ReachSlices, options: ReachOptions = {}): ClusterReach {
  const index = buildWorkloadIndex({
    pods: itemsOf(slices.pods),
    deployments: itemsOf(slices.deployments),
    replicaSets: itemsOf(slices.replicaSets),
    statefulSets: itemsOf(slices.statefulSets),
    daemonSets: itemsOf(slices.daemonSets),
    jobs: itemsOf(slices.jobs),
    cronJobs: itemsOf(slices.cronJobs),
    replicationControllers: itemsOf(slices.replicationControllers),
  });
  const plugin = pluginOfSlices(slices);
  const { dataplane, doubt } = planeOf(plugin, {
    asked: options.profile,
    configMaps: itemsOf(slices.configMaps),
  });
  const unsure = options.unsure === undefined || options.unsure === null ? [] : [options.unsure];
  const missing = missingOf(slices, dataplane);
  const objects = Object.fromEntries(
    NETWORK_SLICES.map((name) => [name, itemsOf<unknown>(slices[name])]),
  ) as NetworkObjects;
  const reach = buildReachability({
    objects: { ...objects, unreadPolicies: missing.policies },
    index,
    dataplane,
    ...(options.ranges === undefined ? {} : { ranges: options.ranges }),
    ...(doubt === null ? {} : { mayNotEnforce: doubt }),
    unseen: [...toldOnce(missing.all), ...unsure],
    blind: { everywhere: [...toldOnce(missing.deciding), ...unsure], outside: toldOnce(missing.pods) },
    arePodsWhole: slices.pods.state === 'complete',
  });
  return { reach, plugin };
}

/** Returns the network plugin that was seen running. */
export function pluginOfSlices(slices: ReachSlices): NetworkPlugin {
  return detectNetworkPlugin({
    daemonSets: itemsOf(slices.daemonSets),
    pods: itemsOf(slices.pods),
    nodes: itemsOf(slices.nodes),
    configMaps: itemsOf(slices.configMaps),
    customResourceDefinitions: itemsOf(slices.customResourceDefinitions),
  });
}

/** The profile follows the plugin; of one that is not known, or may be told not to enforce, both answers count. */
function planeOf(
  { name, enforces, reason }: NetworkPlugin,
  {
    asked,
    configMaps,
  }: { readonly asked: DataplaneName | undefined; readonly configMaps: readonly ConfigMap[] },
): { readonly dataplane: Dataplane; readonly doubt: Text | null } {
  if (asked === 'cilium') return { dataplane: ciliumDataplane(configMaps), doubt: null };
  if (asked !== undefined) return { dataplane: DATAPLANES[asked], doubt: null };
  if (enforces === 'no') return { dataplane: DATAPLANES.none, doubt: null };
  const names = (name ?? '').split(' + ');
  const doubt = enforces === 'yes' ? null : reason;
  if (names.includes('Cilium')) return { dataplane: ciliumDataplane(configMaps), doubt };
  return { dataplane: DATAPLANES[names.includes('Calico') ? 'calico' : 'kubernetes'], doubt };
}

interface Missing {
  /** What was not read, each kind once. */
  readonly all: readonly Text[];
  /** That of it which may change any answer. */
  readonly deciding: readonly Text[];
  /** NetworkPolicies of single namespaces, which may change answers about their pods. */
  readonly policies: readonly UnreadPolicies[];
  /** Pods of single namespaces: what is known of two others does not hang on them. */
  readonly pods: readonly Text[];
}

const NAMESPACE = 'namespace/';

/** What could not be read may hold policies, or pods, that change the answer. */
function missingOf(slices: ReachSlices, { name: dataplane }: Dataplane): Missing {
  const unread = DECIDING.map((name) => ({ name, gaps: gapsOf(slices[name]).filter(isUnexpected) }));
  // CA-2: where policies of Calico stand among them, one more may end what another leaves open.
  const alone: readonly string[] = dataplane === 'calico' ? ['pods'] : ['pods', 'networkPolicies'];
  const isOfOne = ({ scope }: Gap): boolean => scope.startsWith(NAMESPACE);
  const isLocal = ({ name, gaps }: (typeof unread)[number]): boolean =>
    alone.includes(name) && gaps.every(isOfOne);
  const firstOf = (some: typeof unread): Text[] =>
    some.flatMap(({ gaps: [gap] }) => (gap === undefined ? [] : [gap.message]));
  const local = unread.filter(isLocal);
  return {
    all: firstOf(unread),
    deciding: firstOf(unread.filter((one) => !isLocal(one))),
    policies: local
      .filter(({ name }) => name === 'networkPolicies')
      .flatMap(({ gaps }) =>
        gaps.map(({ scope, message }) => ({
          namespace: scope.slice(NAMESPACE.length),
          why: notRead(message),
        })),
      ),
    pods: firstOf(local.filter(({ name }) => name === 'pods')),
  };
}

/** Several kinds may be missing for one reason, which is told once. */
function toldOnce(messages: readonly Text[]): Text[] {
  return [...new Map(messages.map((message) => [message.en, message])).values()].map(notRead);
}

function notRead(message: Text): Text {
  return text(`Not everything was read: ${message.en}`, `有内容未能读取：${message['zh-CN']}`);
}
