import type { Collector } from './collector.ts';

const cilium = { group: 'cilium.io', versions: ['v2'] } as const;

/** What is listed of Cilium, where a cluster has it. */
export const CILIUM_COLLECTORS: readonly Collector[] = [
  {
    ...cilium,
    slice: 'ciliumNetworkPolicies',
    resource: 'ciliumnetworkpolicies',
    kind: 'CiliumNetworkPolicy',
    namespaced: true,
  },
  {
    ...cilium,
    slice: 'ciliumClusterwideNetworkPolicies',
    resource: 'ciliumclusterwidenetworkpolicies',
    kind: 'CiliumClusterwideNetworkPolicy',
    namespaced: false,
  },
  {
    ...cilium,
    versions: ['v2', 'v2alpha1'],
    slice: 'ciliumCIDRGroups',
    resource: 'ciliumcidrgroups',
    kind: 'CiliumCIDRGroup',
    namespaced: false,
  },
];
