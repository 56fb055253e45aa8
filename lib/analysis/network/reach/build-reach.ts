import type { WorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import type { Text } from '#lib/model/text.ts';
import type { Node } from '#lib/model/node.ts';
import { parseAddress, type AddressRange, type Family } from './address-ranges.ts';
import type { Dataplane } from './dataplane.ts';
import { buildEndpointSpace, type EndpointSpace } from './endpoint-space.ts';
import { FamilySpace } from './family-space.ts';
import type { NetworkObjects } from './network-objects.ts';
import { podEndpoints, type PodEndpoint } from './pod-endpoints.ts';
import type { PolicyPlan } from './policy-ir.ts';
import { planPolicies } from './policy-plan.ts';
import { PortSets } from './port-sets.ts';
import { ReachMatrix } from './reach-matrix.ts';
import { relevanceOf, type Relevance } from './visit-plan.ts';

/** Who reaches whom in one cluster, for each address family. */
export interface Reachability {
  /** What it was computed from. */
  readonly sources: ReachSources;
  readonly dataplane: Dataplane;
  readonly plan: PolicyPlan;
  readonly space: EndpointSpace;
  readonly ports: PortSets;
  readonly families: Readonly<Record<Family, ReachMatrix>>;
  /** Why it cannot be told whether policies take effect; then what they deny may be allowed. */
  readonly mayNotEnforce: Text | null;
  /** What could not be read, and what it leaves open. */
  readonly unseen: readonly Text[];
  readonly blind: BlindSpots;
  /** The node that has an address, by family and number. */
  readonly nodeAt: ReadonlyMap<string, string>;
}

/** What was not read, by the answers that it may change. */
export interface BlindSpots {
  /** Any. */
  readonly everywhere: readonly Text[];
  /** Those about an address of nobody who was read: it may be a pod's. */
  readonly outside: readonly Text[];
}

export interface ReachSources {
  readonly objects: NetworkObjects;
  readonly index: WorkloadIndex;
  readonly dataplane: Dataplane;
  /** Address ranges a question is about, so that each lies in ranges of its own. */
  readonly ranges?: readonly AddressRange[];
  readonly mayNotEnforce?: Text;
  readonly unseen?: readonly Text[];
  /** Where left out, what is unseen may change any answer. */
  readonly blind?: BlindSpots;
  /** Every pod was read; a stored workload without pods then takes no part. */
  readonly arePodsWhole?: boolean;
}

/** Returns the reachability of a cluster; rows are made when they are asked for. */
export function buildReachability(sources: ReachSources): Reachability {
  const { objects, index, dataplane, ranges = [], mayNotEnforce = null, unseen = [] } = sources;
  const { blind = { everywhere: unseen, outside: [] } } = sources;
  const plan = planPolicies(objects, dataplane);
  const space = spaceOf(sources, podEndpoints(index, sources.arePodsWhole), relevanceOf(plan, ranges));
  const ports = new PortSets();
  const matrixOf = (family: Family): ReachMatrix => {
    const { addressesMatchPods, addressesMatchHosts } = dataplane;
    const options = { space, family, addressesMatchPods, addressesMatchHosts };
    return new ReachMatrix({ plan, family: new FamilySpace(options), ports });
  };
  const families = { IPv4: matrixOf('IPv4'), IPv6: matrixOf('IPv6') };
  const nodeAt = nodeAddresses(objects.nodes ?? []);
  return { sources, dataplane, plan, space, ports, families, nodeAt, mayNotEnforce, unseen, blind };
}

/** Returns the parties of traffic, as finely told apart as `relevance` says. */
export function spaceOf(
  { objects }: ReachSources,
  pods: readonly PodEndpoint[],
  relevance: Relevance,
): EndpointSpace {
  const serviceAccounts = new Map(
    (objects.serviceAccounts ?? []).map(
      ({ metadata }) =>
        [`${metadata.namespace ?? 'default'}/${metadata.name}`, metadata.labels ?? {}] as const,
    ),
  );
  const { nodes = [], namespaces = [] } = objects;
  return buildEndpointSpace({ pods, nodes, namespaces, serviceAccounts, relevance });
}

function nodeAddresses(nodes: readonly Node[]): ReadonlyMap<string, string> {
  const found = nodes.flatMap(({ metadata, status }) =>
    (status.addresses ?? []).flatMap(({ address }) => {
      const parsed = parseAddress(address);
      return parsed === null ? [] : [[`${parsed.family} ${parsed.value}`, metadata.name] as const];
    }),
  );
  return new Map(found);
}
