import { FAMILIES, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import { buildEndpointSpace, type EndpointSpace } from '#lib/analysis/network/reach/endpoint-space.ts';
import { FamilySpace } from '#lib/analysis/network/reach/family-space.ts';
import type { PodEndpoint } from '#lib/analysis/network/reach/pod-endpoints.ts';
import type { PolicyPlan } from '#lib/analysis/network/reach/policy-ir.ts';
import { PortSets } from '#lib/analysis/network/reach/port-sets.ts';
import { ReachMatrix } from '#lib/analysis/network/reach/reach-matrix.ts';
import { relevanceOf } from '#lib/analysis/network/reach/visit-plan.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { LayerMember, Layers } from './build-layers.ts';
import { PRIMARY_KEY } from './layer-network.ts';
import { NETWORK_LABEL, planMultiPolicies, POLICED_LABEL } from './multi-policy-plan.ts';
import type { MultiPolicy } from './multi-policy-rules.ts';

/** What MultiNetworkPolicies let through between the interfaces of pods beside their primary ones. */
export interface LayerReach {
  readonly members: readonly LayerMember[];
  /** Index of each member among the endpoints. */
  readonly indexOf: ReadonlyMap<LayerMember, number>;
  readonly space: EndpointSpace;
  readonly families: Readonly<Record<Family, ReachMatrix>>;
  readonly plan: PolicyPlan;
}

/** Returns the matrix over every secondary interface; each is an endpoint of its own (MN-3). */
export function buildLayerReach(
  layers: Layers,
  policies: readonly MultiPolicy[],
  namespaces: readonly SpecObject[],
): LayerReach {
  const plan = planMultiPolicies(policies);
  const members = [...layers.members]
    .filter(([key]) => key !== PRIMARY_KEY)
    .flatMap(([, list]) => list)
    .filter((one) => one.interface.reason !== 'default-network');
  const space = buildEndpointSpace({
    pods: members.map(endpointOf),
    nodes: [],
    namespaces,
    serviceAccounts: new Map(),
    relevance: relevanceOf(plan),
  });
  const ports = new PortSets();
  const matrixOf = (family: Family): ReachMatrix =>
    new ReachMatrix({
      plan,
      family: new FamilySpace({ space, family, addressesMatchPods: true, addressesMatchHosts: true }),
      ports,
    });
  return {
    members,
    indexOf: new Map(members.map((one, at) => [one, at])),
    space,
    families: { IPv4: matrixOf('IPv4'), IPv6: matrixOf('IPv6') },
    plan,
  };
}

/** Only what the pod itself asks for is policed: what every pod is given is not (amendment MN coverage). */
function endpointOf({ pod, interface: one }: LayerMember): PodEndpoint {
  const addresses: Partial<Record<Family, bigint>> = {};
  for (const family of FAMILIES) {
    const found = one.addresses.find((address) => address.family === family);
    if (found !== undefined) addresses[family] = found.value;
  }
  return {
    namespace: pod.namespace,
    name: `${pod.name}@${one.name}`,
    owner: pod.owner,
    labels: {
      ...pod.labels,
      [NETWORK_LABEL]: one.network,
      ...(one.reason === 'requested' ? { [POLICED_LABEL]: '' } : {}),
    },
    serviceAccount: pod.spec.serviceAccountName ?? 'default',
    namedPorts: [],
    addresses,
    isAddressKnown: one.addresses.length > 0,
    isOnHost: false,
    node: pod.node,
  };
}
