import type { SliceItems, SliceName } from '#lib/model/inventory.ts';

/** The slices that decide who reaches whom. */
export const NETWORK_SLICES = [
  'pods',
  'namespaces',
  'nodes',
  'serviceAccounts',
  'services',
  'endpointSlices',
  'networkPolicies',
  'clusterNetworkPolicies',
  'adminNetworkPolicies',
  'baselineAdminNetworkPolicies',
  'calicoTiers',
  'calicoNetworkPolicies',
  'calicoGlobalNetworkPolicies',
  'calicoNetworkSets',
  'calicoGlobalNetworkSets',
  'calicoHostEndpoints',
  'calicoProfiles',
  'ciliumNetworkPolicies',
  'ciliumClusterwideNetworkPolicies',
  'ciliumCIDRGroups',
] as const satisfies readonly SliceName[];
export type NetworkSlice = (typeof NETWORK_SLICES)[number];

/** Records of a cluster that decide who reaches whom; a slice left out is empty. */
export type NetworkObjects = { readonly [K in NetworkSlice]?: readonly SliceItems[K][] };

/** Returns the records with an empty list for every slice that was left out. */
export function wholeObjects(objects: NetworkObjects): Required<NetworkObjects> {
  return Object.fromEntries(
    NETWORK_SLICES.map((slice) => [slice, objects[slice] ?? []]),
  ) as unknown as Required<NetworkObjects>;
}
