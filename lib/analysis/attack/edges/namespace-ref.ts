import type { ResourceRef } from '#lib/model/resource-ref.ts';

/** Returns the reference to a namespace. */
export function namespaceRef(name: string): ResourceRef {
  return { apiVersion: 'v1', kind: 'Namespace', namespace: null, name, uid: null };
}
