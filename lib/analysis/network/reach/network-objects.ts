import type { SliceItems, SliceName } from '#lib/model/inventory.ts';
import type { Text } from '#lib/model/text.ts';

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
export type NetworkObjects = { readonly [K in NetworkSlice]?: readonly SliceItems[K][] } & {
  readonly unreadPolicies?: readonly UnreadPolicies[];
};

/** A namespace whose NetworkPolicies could not all be read: there may be others for its pods, and for no one else's. */
export interface UnreadPolicies {
  readonly namespace: string;
  readonly why: Text;
}

/** Returns the records with an empty list for every slice that was left out. */
export function wholeObjects(objects: NetworkObjects): Required<NetworkObjects> {
  const slices = Object.fromEntries(NETWORK_SLICES.map((slice) => [slice, objects[slice] ?? []]));
  return { ...slices, unreadPolicies: objects.unreadPolicies ?? [] } as unknown as Required<NetworkObjects>;
}
