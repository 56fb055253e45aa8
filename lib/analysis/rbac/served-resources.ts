import { BUILT_IN_RESOURCES } from '#lib/facts/api-resources.ts';
import type { ApiResource } from '#lib/model/cluster-objects.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { Collected } from '#lib/model/collected.ts';

/** The resources that names are looked up in. */
export interface ServedResources {
  readonly resources: readonly ApiResource[];
  /** They are the cluster's own, and all of them: what is not among them is not there. */
  readonly isServedKnown: boolean;
}

/** Returns what a cluster serves; what Kubernetes serves by itself where its discovery was not read. */
export function servedResources(slice: Collected<ApiResource>): ServedResources {
  const served = itemsOf(slice);
  return {
    resources: served.length > 0 ? served : BUILT_IN_RESOURCES,
    isServedKnown: slice.state === 'complete' && served.length > 0,
  };
}
