import type { ResourceRef } from '#lib/model/resource-ref.ts';

/** Returns how a report names an object: its kind, then its name within its namespace. */
export function objectName({ kind, namespace, name }: ResourceRef): string {
  return `${kind} ${namespace === null ? name : `${namespace}/${name}`}`;
}
