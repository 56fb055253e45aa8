import { COMPONENT_CONFIG_MAPS } from '#lib/objects/config-map.ts';
import type { Collector } from './collector.ts';

const core = { group: '', versions: ['v1'] } as const;

/** What is listed of the core group. */
export const CORE_COLLECTORS: readonly Collector[] = [
  { ...core, slice: 'namespaces', resource: 'namespaces', kind: 'Namespace', namespaced: false },
  { ...core, slice: 'nodes', resource: 'nodes', kind: 'Node', namespaced: false },
  { ...core, slice: 'pods', resource: 'pods', kind: 'Pod', namespaced: true },
  {
    ...core,
    slice: 'replicationControllers',
    resource: 'replicationcontrollers',
    kind: 'ReplicationController',
    namespaced: true,
  },
  { ...core, slice: 'services', resource: 'services', kind: 'Service', namespaced: true },
  {
    ...core,
    slice: 'serviceAccounts',
    resource: 'serviceaccounts',
    kind: 'ServiceAccount',
    namespaced: true,
  },
  {
    ...core,
    slice: 'configMaps',
    resource: 'configmaps',
    kind: 'ConfigMap',
    namespaced: true,
    metadataOnly: true,
    names: COMPONENT_CONFIG_MAPS,
  },
  {
    ...core,
    slice: 'secrets',
    resource: 'secrets',
    kind: 'Secret',
    namespaced: true,
    metadataOnly: true,
    profile: 'secret-names',
  },
  {
    ...core,
    slice: 'persistentVolumes',
    resource: 'persistentvolumes',
    kind: 'PersistentVolume',
    namespaced: false,
  },
  {
    ...core,
    slice: 'persistentVolumeClaims',
    resource: 'persistentvolumeclaims',
    kind: 'PersistentVolumeClaim',
    namespaced: true,
  },
  {
    ...core,
    slice: 'resourceQuotas',
    resource: 'resourcequotas',
    kind: 'ResourceQuota',
    namespaced: true,
  },
  { ...core, slice: 'limitRanges', resource: 'limitranges', kind: 'LimitRange', namespaced: true },
];
