import {
  buildWorkloadIndex,
  type WorkloadSlices,
  type WorkloadUnit,
} from '#lib/analysis/workloads/workload-index.ts';
import { readSlice } from '#lib/store/blobs.ts';
import type { Store } from '#lib/store/open-store.ts';

/** The lists that workloads are made of. */
export const WORKLOAD_SLICES = [
  'pods',
  'deployments',
  'replicaSets',
  'statefulSets',
  'daemonSets',
  'jobs',
  'cronJobs',
  'replicationControllers',
] as const;

/** The workloads of a scan, and the lists they were made from. */
interface ReadUnits {
  readonly units: readonly WorkloadUnit[];
  readonly slices: WorkloadSlices;
}

/** Returns the workloads of a scan with their pods, as far as they were read; they are large, so keep none. */
export async function readUnits(store: Store, scanId: string): Promise<ReadUnits> {
  const [pods, deployments, replicaSets, statefulSets, daemonSets, jobs, cronJobs, replicationControllers] =
    await Promise.all([
      readSlice(store, scanId, 'pods'),
      readSlice(store, scanId, 'deployments'),
      readSlice(store, scanId, 'replicaSets'),
      readSlice(store, scanId, 'statefulSets'),
      readSlice(store, scanId, 'daemonSets'),
      readSlice(store, scanId, 'jobs'),
      readSlice(store, scanId, 'cronJobs'),
      readSlice(store, scanId, 'replicationControllers'),
    ]);
  const slices = {
    pods: pods ?? [],
    deployments: deployments ?? [],
    replicaSets: replicaSets ?? [],
    statefulSets: statefulSets ?? [],
    daemonSets: daemonSets ?? [],
    jobs: jobs ?? [],
    cronJobs: cronJobs ?? [],
    replicationControllers: replicationControllers ?? [],
  };
  return { units: buildWorkloadIndex(slices).units, slices };
}
