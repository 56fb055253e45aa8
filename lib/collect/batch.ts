import type { Collector } from './collector.ts';

const batch = { group: 'batch', versions: ['v1'] } as const;

/** What is listed of the batch group. */
export const BATCH_COLLECTORS: readonly Collector[] = [
  { ...batch, slice: 'jobs', resource: 'jobs', kind: 'Job', namespaced: true },
  // CronJob came to v1 with Kubernetes 1.21.
  {
    ...batch,
    versions: ['v1', 'v1beta1'],
    slice: 'cronJobs',
    resource: 'cronjobs',
    kind: 'CronJob',
    namespaced: true,
  },
];
