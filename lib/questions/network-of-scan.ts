import { isolationByNamespace, type NamespaceIsolation } from '#lib/analysis/network/default-deny.ts';
import { detectNetworkPlugin } from '#lib/analysis/network/network-plugin.ts';
import { selectsLabels } from '#lib/analysis/rbac/select-labels.ts';
import type { WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import type { ApiResource } from '#lib/model/cluster-objects.ts';
import type { SliceName } from '#lib/model/inventory.ts';
import type { NetworkPolicy } from '#lib/model/network.ts';
import type { Pod } from '#lib/model/pod.ts';
import type { Text } from '#lib/model/text.ts';
import { readSlice } from '#lib/store/blobs.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import { readUnits } from './read-units.ts';
import { keptByScan } from './scan-cache.ts';

/** How far one direction of a namespace is closed. */
export interface DirectionFact {
  readonly isDefaultDeny: boolean;
  /** The policy for all pods that allows everything again; null where there is none. */
  readonly reopenedBy: string | null;
  /** Workloads that no policy isolates in this direction. */
  readonly open: number;
}

export interface NamespaceFact {
  readonly namespace: string;
  /** Workloads that policies can reach. */
  readonly workloads: number;
  /** Workloads on the network of their node, past every policy. */
  readonly onHost: number;
  readonly policies: number;
  readonly ingress: DirectionFact;
  readonly egress: DirectionFact;
}

export interface PolicyFact {
  readonly namespace: string;
  readonly name: string;
  readonly spec: NetworkPolicy['spec'];
  /** Pods it selects now, and their owners. */
  readonly pods: number;
  readonly owners: readonly string[];
}

/** A workload with pods that no policy selects at all. */
export interface UnselectedFact {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  readonly pods: number;
}

export interface ScanNetwork {
  readonly plugin: {
    readonly name: string | null;
    readonly enforces: 'yes' | 'no' | 'unknown';
    readonly reason: Text;
    readonly evidence: readonly { readonly object: string; readonly observed: string }[];
  };
  readonly namespaces: readonly NamespaceFact[];
  readonly policies: readonly PolicyFact[];
  readonly unselected: readonly UnselectedFact[];
  /** Kinds of policy that the cluster serves and that are not judged here: `resource.group`. */
  readonly otherKinds: readonly string[];
  /** Pods or policies could not be read at all: then no isolation can be told. */
  readonly isBlind: boolean;
  readonly unseen: readonly SliceName[];
}

const KEPT = 3;
const NEEDED = ['pods', 'networkPolicies', 'daemonSets', 'nodes'] as const;
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
  const [read, policies, nodes, configMaps, definitions, resources] = await Promise.all([
    readUnits(store, scanId),
    readSlice(store, scanId, 'networkPolicies'),
    readSlice(store, scanId, 'nodes'),
    readSlice(store, scanId, 'configMaps'),
    readSlice(store, scanId, 'customResourceDefinitions'),
    readSlice(store, scanId, 'apiResources'),
  ]);
  const plugin = detectNetworkPlugin({
    daemonSets: read.slices.daemonSets,
    pods: read.slices.pods,
    nodes: nodes ?? [],
    configMaps: configMaps ?? [],
    customResourceDefinitions: definitions ?? [],
  });
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
    ...isolationFacts(read.units, policies ?? []),
    otherKinds: otherKindsIn(resources ?? []),
    isBlind: !wasRead('pods') || !wasRead('networkPolicies'),
    unseen: NEEDED.filter((name) => !['complete', 'absent'].includes(slices[name].state)),
  };
}

/** Returns the isolation of each namespace, each policy with its pods, and what no policy selects. */
export function isolationFacts(
  units: readonly WorkloadUnit[],
  policies: readonly NetworkPolicy[],
): Pick<ScanNetwork, 'namespaces' | 'policies' | 'unselected'> {
  const unitsIn = Map.groupBy(units, ({ namespace }) => namespace);
  const policiesIn = Map.groupBy(policies, namespaceOf);
  return {
    namespaces: isolationByNamespace(units, policies).map((isolation) =>
      namespaceFact(isolation, {
        units: unitsIn.get(isolation.namespace) ?? [],
        policies: policiesIn.get(isolation.namespace)?.length ?? 0,
      }),
    ),
    policies: policies.map((policy) => policyFact(policy, unitsIn.get(namespaceOf(policy)) ?? [])),
    unselected: units.flatMap((unit) => unselectedFact(unit, policiesIn.get(unit.namespace) ?? [])),
  };
}

function namespaceFact(
  { namespace, workloads, directions }: NamespaceIsolation,
  { units, policies }: { readonly units: readonly WorkloadUnit[]; readonly policies: number },
): NamespaceFact {
  const of = (direction: 'Ingress' | 'Egress'): DirectionFact => {
    const { isDefaultDeny, reopenedBy, open } = directions[direction];
    return { isDefaultDeny, reopenedBy, open: open.length };
  };
  return {
    namespace,
    workloads,
    onHost: units.length - workloads,
    policies,
    ingress: of('Ingress'),
    egress: of('Egress'),
  };
}

function policyFact(policy: NetworkPolicy, units: readonly WorkloadUnit[]): PolicyFact {
  const selected = units
    .map((unit) => ({
      name: unit.ref.name,
      pods: policed(unit).filter(({ metadata }) => selectsLabels(policy.spec.podSelector, metadata.labels)),
    }))
    .filter(({ pods }) => pods.length > 0);
  return {
    namespace: namespaceOf(policy),
    name: policy.metadata.name,
    spec: policy.spec,
    pods: selected.reduce((sum, { pods }) => sum + pods.length, 0),
    owners: selected.map(({ name }) => name),
  };
}

function unselectedFact(unit: WorkloadUnit, policies: readonly NetworkPolicy[]): UnselectedFact[] {
  const pods = policed(unit).filter(
    ({ metadata }) => !policies.some(({ spec }) => selectsLabels(spec.podSelector, metadata.labels)),
  );
  if (pods.length === 0) return [];
  return [{ namespace: unit.namespace, kind: unit.ref.kind, name: unit.ref.name, pods: pods.length }];
}

/** Pods on the network of their node are beyond the reach of policies. */
function policed(unit: WorkloadUnit): readonly Pod[] {
  return unit.pods.filter(({ spec }) => spec.hostNetwork !== true);
}

function namespaceOf({ metadata }: NetworkPolicy): string {
  return metadata.namespace ?? 'default';
}

function otherKindsIn(resources: readonly ApiResource[]): readonly string[] {
  const found = resources
    .filter(({ group, resource }) => group !== OWN_GROUP && OTHER_KINDS.test(resource))
    .map(({ group, resource }) => `${resource}.${group}`);
  return [...new Set(found)].toSorted();
}
