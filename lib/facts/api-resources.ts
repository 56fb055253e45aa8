import type { ApiResource } from '#lib/model/cluster-objects.ts';
import data from './api-resources.json' with { type: 'json' };

interface BuiltInResource extends Omit<ApiResource, 'preferred'> {
  readonly singular: string;
}

/**
 * What an API server of Kubernetes 1.36 serves by itself, each group in its preferred version, alpha groups left
 * out. It stands in where the cluster's own discovery is not there to be asked: for manifests.
 */
export const BUILT_IN_RESOURCES: readonly ApiResource[] = (
  data as unknown as { readonly resources: readonly BuiltInResource[] }
).resources.map((resource) => ({ ...resource, preferred: true }));
