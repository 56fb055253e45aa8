import type { Metadata, OwnerReference } from '#lib/model/kube-object.ts';
import type { SliceItems, SliceName } from '#lib/model/inventory.ts';
import { reshape } from '#lib/objects/reshape.ts';

/** Namespace of everything built without one. */
const DEFAULT_NAMESPACE = 'shop';

/** What any object may be given besides its name. */
export interface ObjectOptions {
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly owner?: Partial<OwnerReference> & Pick<OwnerReference, 'kind' | 'name'>;
  readonly uid?: string;
}

const API_VERSIONS: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  Role: 'rbac.authorization.k8s.io/v1',
  ClusterRole: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
};

/** Returns the API version a kind has in a cluster of today. */
function apiVersionOf(kind: string): string {
  return API_VERSIONS[kind] ?? 'v1';
}

/** Returns the record a collector would make of this object; `body` holds everything beside the metadata. */
export function build<K extends SliceName>(
  slice: K,
  head: { readonly kind: string; readonly metadata: Metadata },
  body: Readonly<Record<string, unknown>>,
): SliceItems[K] {
  const apiVersion = apiVersionOf(head.kind);
  return reshape(slice, { apiVersion, ...head, ...body }, { apiVersion, kind: head.kind });
}

/** Returns metadata as the API serves it; `isNamespaced` false leaves the namespace out. */
export function metadata(name: string, options: ObjectOptions, isNamespaced = true): Metadata {
  const { namespace = DEFAULT_NAMESPACE, labels, annotations, owner, uid } = options;
  return {
    name,
    ...(isNamespaced ? { namespace } : {}),
    uid: uid ?? `uid-${name}`,
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
    ...(owner === undefined ? {} : { ownerReferences: [ownerReference(owner)] }),
  };
}

function ownerReference(owner: NonNullable<ObjectOptions['owner']>): OwnerReference {
  return { apiVersion: apiVersionOf(owner.kind), uid: `uid-${owner.name}`, controller: true, ...owner };
}
