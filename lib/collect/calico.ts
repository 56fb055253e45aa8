import type { Collector } from './collector.ts';

/** Calico serves its kinds under its own API, and stores them in another group where it uses CRDs. */
const calico = {
  group: 'projectcalico.org',
  versions: ['v3'],
  storedIn: { group: 'crd.projectcalico.org', versions: ['v1'] },
} as const;

/** What is listed of Calico, where a cluster has it. */
export const CALICO_COLLECTORS: readonly Collector[] = [
  { ...calico, slice: 'calicoTiers', resource: 'tiers', kind: 'Tier', namespaced: false },
  {
    ...calico,
    slice: 'calicoNetworkPolicies',
    resource: 'networkpolicies',
    kind: 'NetworkPolicy',
    namespaced: true,
  },
  {
    ...calico,
    slice: 'calicoGlobalNetworkPolicies',
    resource: 'globalnetworkpolicies',
    kind: 'GlobalNetworkPolicy',
    namespaced: false,
  },
  {
    ...calico,
    slice: 'calicoStagedNetworkPolicies',
    resource: 'stagednetworkpolicies',
    kind: 'StagedNetworkPolicy',
    namespaced: true,
  },
  {
    ...calico,
    slice: 'calicoStagedGlobalNetworkPolicies',
    resource: 'stagedglobalnetworkpolicies',
    kind: 'StagedGlobalNetworkPolicy',
    namespaced: false,
  },
  {
    ...calico,
    slice: 'calicoStagedKubernetesNetworkPolicies',
    resource: 'stagedkubernetesnetworkpolicies',
    kind: 'StagedKubernetesNetworkPolicy',
    namespaced: true,
  },
  { ...calico, slice: 'calicoNetworkSets', resource: 'networksets', kind: 'NetworkSet', namespaced: true },
  {
    ...calico,
    slice: 'calicoGlobalNetworkSets',
    resource: 'globalnetworksets',
    kind: 'GlobalNetworkSet',
    namespaced: false,
  },
  {
    ...calico,
    slice: 'calicoHostEndpoints',
    resource: 'hostendpoints',
    kind: 'HostEndpoint',
    namespaced: false,
  },
  { ...calico, slice: 'calicoProfiles', resource: 'profiles', kind: 'Profile', namespaced: false },
  {
    ...calico,
    slice: 'calicoFelixConfigurations',
    resource: 'felixconfigurations',
    kind: 'FelixConfiguration',
    namespaced: false,
  },
  {
    ...calico,
    slice: 'calicoKubeControllersConfigurations',
    resource: 'kubecontrollersconfigurations',
    kind: 'KubeControllersConfiguration',
    namespaced: false,
  },
  { ...calico, slice: 'calicoIPPools', resource: 'ippools', kind: 'IPPool', namespaced: false },
];
