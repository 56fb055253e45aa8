import { BUILT_IN_RESOURCES } from '#lib/facts/api-resources.ts';
import type { ApiResource } from '#lib/model/cluster-objects.ts';
import type { SliceState } from '#lib/model/collected.ts';

/** The resources that names are looked up in. */
export interface ServedResources {
  readonly resources: readonly ApiResource[];
  /** They are the cluster's own, and all of them: what is not among them is not there. */
  readonly isServedKnown: boolean;
}

/** Returns what a cluster serves; what Kubernetes serves by itself where its discovery was not read. */
export function servedResources(read: readonly ApiResource[], state: SliceState): ServedResources {
  return {
    resources: read.length > 0 ? read : BUILT_IN_RESOURCES,
    isServedKnown: state === 'complete' && read.length > 0,
  };
}
