import type { ResourceRef } from '#lib/model/resource-ref.ts';

/** Returns the reference to a node by its name. */
export function nodeRef(name: string): ResourceRef {
  return { apiVersion: 'v1', kind: 'Node', namespace: null, name, uid: null };
}
