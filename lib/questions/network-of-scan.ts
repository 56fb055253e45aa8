import type { IsolationFacts } from '#lib/analysis/network/isolation-facts.ts';
import { NETWORK_FACTS, networkFacts, type NetworkFacts } from '#lib/analysis/network/network-facts.ts';
import { detectNetworkPlugin } from '#lib/analysis/network/network-plugin.ts';
import type { ApiResource } from '#lib/model/cluster-objects.ts';
import type { SliceName } from '#lib/model/inventory.ts';
import type { Text } from '#lib/model/text.ts';
import { readSlice } from '#lib/store/blobs.ts';
import type { Store } from '#lib/store/open-store.ts';
import { readPageFact } from '#lib/store/page-facts.ts';
import { findHead } from '#lib/store/results.ts';
import { readUnits } from './read-units.ts';
import { keptByScan } from './scan-cache.ts';

export interface ScanNetwork extends IsolationFacts {
  readonly plugin: {
    readonly name: string | null;
    readonly enforces: 'yes' | 'no' | 'unknown';
    readonly reason: Text;
    readonly evidence: readonly { readonly object: string; readonly observed: string }[];
  };
  /** Kinds of policy that the cluster serves and that are not judged here: `resource.group`. */
  readonly otherKinds: readonly string[];
  /** Pods or policies could not be read at all: then no isolation can be told. */
  readonly isBlind: boolean;
}

const KEPT = 3;
const OWN_GROUP = 'networking.k8s.io';
const OTHER_KINDS = /networkpolic(y|ies)$|^egressfirewalls$/;

const readers = new WeakMap<Store, (scanId: string) => Promise<ScanNetwork | null>>();

/** Returns how far the policies of a scan isolate its pods; null where it has no result. */
export function networkOfScan(store: Store, scanId: string): Promise<ScanNetwork | null> {
  let reader = readers.get(store);
  if (reader === undefined) {
    reader = keptByScan(KEPT, (id) => readNetwork(store, id));
    readers.set(store, reader);
  }
  return reader(scanId);
}

async function readNetwork(store: Store, scanId: string): Promise<ScanNetwork | null> {
  const stored = await findHead(store, scanId);
  if (stored === null) return null;
  const { slices } = stored.head.inventory;
  const [{ plugin, ...isolation }, resources] = await Promise.all([
    readFacts(store, scanId),
    readSlice(store, scanId, 'apiResources'),
  ]);
  const wasRead = (name: SliceName): boolean =>
    ['complete', 'partial', 'absent'].includes(slices[name].state);
  return {
    plugin: {
      name: plugin.name,
      enforces: plugin.enforces,
      reason: plugin.reason,
      evidence: plugin.evidence.map(({ resource, observed }) => ({
        object: `${resource.kind} ${resource.namespace === null ? '' : `${resource.namespace}/`}${resource.name}`,
        observed,
      })),
    },
    ...isolation,
    otherKinds: otherKindsIn(resources ?? []),
    isBlind: !wasRead('pods') || !wasRead('networkPolicies'),
  };
}

/** As the scan derived them; of older scans, and where pods were not read, from the objects themselves. */
async function readFacts(store: Store, scanId: string): Promise<NetworkFacts> {
  const [kept] = (await readPageFact(store, scanId, NETWORK_FACTS)) ?? [];
  if (kept !== undefined) return kept as NetworkFacts;
  const [{ units, slices }, policies, nodes, configMaps, definitions] = await Promise.all([
    readUnits(store, scanId),
    readSlice(store, scanId, 'networkPolicies'),
    readSlice(store, scanId, 'nodes'),
    readSlice(store, scanId, 'configMaps'),
    readSlice(store, scanId, 'customResourceDefinitions'),
  ]);
  const plugin = detectNetworkPlugin({
    daemonSets: slices.daemonSets,
    pods: slices.pods,
    nodes: nodes ?? [],
    configMaps: configMaps ?? [],
    customResourceDefinitions: definitions ?? [],
  });
  return networkFacts({ units, policies: policies ?? [], plugin });
}

function otherKindsIn(resources: readonly ApiResource[]): readonly string[] {
  const found = resources
    .filter(({ group, resource }) => group !== OWN_GROUP && OTHER_KINDS.test(resource))
    .map(({ group, resource }) => `${resource}.${group}`);
  return [...new Set(found)].toSorted();
}
