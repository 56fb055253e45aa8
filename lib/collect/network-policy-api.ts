import type { Collector } from './collector.ts';

const group = 'policy.networking.k8s.io';

/** What is listed of the network policy API: its present kind, and the two it replaces. */
export const NETWORK_POLICY_API_COLLECTORS: readonly Collector[] = [
  {
    group,
    versions: ['v1beta1', 'v1alpha2'],
    slice: 'clusterNetworkPolicies',
    resource: 'clusternetworkpolicies',
    kind: 'ClusterNetworkPolicy',
    namespaced: false,
  },
  {
    group,
    versions: ['v1alpha1'],
    slice: 'adminNetworkPolicies',
    resource: 'adminnetworkpolicies',
    kind: 'AdminNetworkPolicy',
    namespaced: false,
  },
  {
    group,
    versions: ['v1alpha1'],
    slice: 'baselineAdminNetworkPolicies',
    resource: 'baselineadminnetworkpolicies',
    kind: 'BaselineAdminNetworkPolicy',
    namespaced: false,
  },
];
