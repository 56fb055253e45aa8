import type { NetworkTold } from '#lib/analysis/network/derived/network-told.ts';
import type { DirectionFact, IsolationFacts } from '#lib/analysis/network/isolation-facts.ts';
import { NETWORK_FACTS, networkFacts, type NetworkFacts } from '#lib/analysis/network/network-facts.ts';
import { detectNetworkPlugin } from '#lib/analysis/network/network-plugin.ts';
import type { ApiResource } from '#lib/model/cluster-objects.ts';
import type { SliceName } from '#lib/model/inventory.ts';
import type { Text } from '#lib/model/text.ts';
import { readSlice } from '#lib/store/blobs.ts';
import type { Store } from '#lib/store/open-store.ts';
import { readPageFact } from '#lib/store/page-facts.ts';
import { findHead } from '#lib/store/results.ts';
import { networkToldOfScan } from './network-told-of-scan.ts';
import { readUnits } from './read-units.ts';
import { keptByScan } from './scan-cache.ts';

export interface ScanNetwork extends IsolationFacts {
  readonly plugin: {
    readonly name: string | null;
    readonly enforces: 'yes' | 'no' | 'unknown';
    readonly reason: Text;
    readonly evidence: readonly { readonly object: string; readonly observed: string }[];
  };
  /** Kinds of policy that the cluster serves and that do not count here: `resource.group`. */
  readonly otherKinds: readonly string[];
  /** The figures count policies of every kind that the engine knows, not NetworkPolicies alone. */
  readonly countsEveryKind: boolean;
  /** Pods or policies could not be read at all: then no isolation can be told. */
  readonly isBlind: boolean;
}

const KEPT = 3;
const OWN_GROUP = 'networking.k8s.io';
/** Groups of which the engine judges every kind that decides about pods. */
const JUDGED_GROUPS: readonly string[] = [
  'policy.networking.k8s.io',
  'projectcalico.org',
  'crd.projectcalico.org',
  'cilium.io',
  'k8s.cni.cncf.io',
];
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
  const [{ plugin, ...isolation }, resources, told] = await Promise.all([
    readFacts(store, scanId),
    readSlice(store, scanId, 'apiResources'),
    networkToldOfScan(store, scanId),
  ]);
  // Of a plugin that is not known nobody can say which kinds it reads.
  const isEveryKindKnown = told !== null && plugin.enforces !== 'unknown';
  const others = otherKindsIn(resources ?? [], isEveryKindKnown ? JUDGED_GROUPS : []);
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
    ...(told?.hasOtherKinds === true && told.unseen.length === 0
      ? withEveryKind(isolation, told)
      : isolation),
    otherKinds: others,
    countsEveryKind: isEveryKindKnown,
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

/** Policies of a plugin close and open namespaces as well; without any, NetworkPolicies tell it all. */
function withEveryKind(isolation: IsolationFacts, told: NetworkTold): IsolationFacts {
  const byName = new Map(told.coverage.map((one) => [one.namespace, one]));
  const namespaces = isolation.namespaces.map((one) => {
    const every = byName.get(one.namespace);
    if (every === undefined) return one;
    const { ingress, egress } = every;
    return { ...one, ingress: directionFact(ingress), egress: directionFact(egress) };
  });
  return { ...isolation, namespaces, unselected: told.unselected };
}

function directionFact({ isDefaultDeny, reopenedBy, open }: DirectionFact): DirectionFact {
  return { isDefaultDeny, reopenedBy, open };
}

function otherKindsIn(resources: readonly ApiResource[], judged: readonly string[]): readonly string[] {
  const found = resources
    .filter(({ group, resource }) => group !== OWN_GROUP && OTHER_KINDS.test(resource))
    .filter(({ group }) => !judged.includes(group))
    .map(({ group, resource }) => `${resource}.${group}`);
  return [...new Set(found)].toSorted();
}
