import type { Collector } from './collector.ts';

const storage = { group: 'storage.k8s.io', versions: ['v1'] } as const;

/** What is listed of the storage group. */
export const STORAGE_COLLECTORS: readonly Collector[] = [
  {
    ...storage,
    slice: 'storageClasses',
    resource: 'storageclasses',
    kind: 'StorageClass',
    namespaced: false,
  },
];
