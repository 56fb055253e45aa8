import type { WorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import type { Node } from '#lib/model/node.ts';
import { parseAddress, type AddressRange, type Family } from './address-ranges.ts';
import type { Dataplane } from './dataplane.ts';
import { buildEndpointSpace, type EndpointSpace } from './endpoint-space.ts';
import { FamilySpace } from './family-space.ts';
import type { NetworkObjects } from './network-objects.ts';
import { podEndpoints } from './pod-endpoints.ts';
import type { PolicyPlan } from './policy-ir.ts';
import { planPolicies } from './policy-plan.ts';
import { PortSets } from './port-sets.ts';
import { ReachMatrix } from './reach-matrix.ts';
import { relevanceOf } from './visit-plan.ts';

/** Who reaches whom in one cluster, for each address family. */
export interface Reachability {
  readonly dataplane: Dataplane;
  readonly plan: PolicyPlan;
  readonly space: EndpointSpace;
  readonly ports: PortSets;
  readonly families: Readonly<Record<Family, ReachMatrix>>;
  /** The node that has an address, by family and number. */
  readonly nodeAt: ReadonlyMap<string, string>;
}

export interface ReachSources {
  readonly objects: NetworkObjects;
  readonly index: WorkloadIndex;
  readonly dataplane: Dataplane;
  /** Address ranges a question is about, so that each lies in ranges of its own. */
  readonly ranges?: readonly AddressRange[];
}

/** Returns the reachability of a cluster; rows are made when they are asked for. */
export function buildReachability({ objects, index, dataplane, ranges = [] }: ReachSources): Reachability {
  const plan = planPolicies(objects, dataplane);
  const serviceAccounts = new Map(
    (objects.serviceAccounts ?? []).map(
      ({ metadata }) =>
        [`${metadata.namespace ?? 'default'}/${metadata.name}`, metadata.labels ?? {}] as const,
    ),
  );
  const space = buildEndpointSpace({
    pods: podEndpoints(index),
    nodes: objects.nodes ?? [],
    namespaces: objects.namespaces ?? [],
    serviceAccounts,
    relevance: relevanceOf(plan, ranges),
  });
  const ports = new PortSets();
  const matrixOf = (family: Family): ReachMatrix => {
    const sources = { space, family, addressesMatchPods: dataplane.addressesMatchPods };
    return new ReachMatrix({ plan, family: new FamilySpace(sources), ports });
  };
  const families = { IPv4: matrixOf('IPv4'), IPv6: matrixOf('IPv6') };
  return { dataplane, plan, space, ports, families, nodeAt: nodeAddresses(objects.nodes ?? []) };
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
