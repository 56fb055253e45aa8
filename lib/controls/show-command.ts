import type { ResourceRef } from '#lib/model/resource-ref.ts';

/** Returns the read-only command that prints an object, or one field of it. */
export function showCommand({ kind, namespace, name }: ResourceRef, jsonPath?: string): string {
  const where = namespace === null ? '' : ` -n ${namespace}`;
  const output = jsonPath === undefined ? 'yaml' : `jsonpath='{.${jsonPath}}'`;
  return `kubectl get ${kind.toLowerCase()} ${name}${where} -o ${output}`;
}

/** Stands for the cluster where nothing in it can be named. */
export const CLUSTER_REF: ResourceRef = {
  apiVersion: 'v1',
  kind: 'Cluster',
  namespace: null,
  name: 'cluster',
  uid: null,
};
