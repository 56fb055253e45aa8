import type { ResourceRef } from './resource-ref.ts';

/** The owner of an object, as `metadata.ownerReferences` has it. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
}

/**
 * The part of an object's metadata that records keep. `managedFields` and the last-applied annotation never
 * get this far; annotations are those of the Kubernetes and network-plugin domains only.
 */
export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
}

/**
 * A Kubernetes object as Merlon keeps it: the field names are the API's own, defaults the API server would
 * fill in are filled in, secret values are gone, fields Merlon does not know survive.
 */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

/** Returns the reference to an object. */
export function refOf(object: KubeObject): ResourceRef {
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    namespace: object.metadata.namespace ?? null,
    name: object.metadata.name,
    uid: object.metadata.uid ?? null,
  };
}
