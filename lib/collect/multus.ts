import type { Collector } from './collector.ts';

const multus = { group: 'k8s.cni.cncf.io' } as const;

/** What is listed of the multi-network kinds, where a cluster has them. */
export const MULTUS_COLLECTORS: readonly Collector[] = [
  {
    ...multus,
    versions: ['v1'],
    slice: 'networkAttachmentDefinitions',
    resource: 'network-attachment-definitions',
    kind: 'NetworkAttachmentDefinition',
    namespaced: true,
  },
  {
    ...multus,
    versions: ['v1beta2', 'v1beta1'],
    slice: 'multiNetworkPolicies',
    resource: 'multi-networkpolicies',
    kind: 'MultiNetworkPolicy',
    namespaced: true,
  },
];
