import type { RawObject } from '../raw-object.ts';
import { groupOf } from '../raw-object.ts';
import { BUILT_IN_TYPES, customTypes } from './resource-types.ts';
import type { ResourceType } from './resource-types.ts';

/** All objects of one generation of the cluster, found by kind; never changed after it is made. */
export interface ClusterState {
  /** The resource version lists answer with. */
  resourceVersion: number;
  types: readonly ResourceType[];
  /** Objects of a type in the order etcd keeps them: namespace, then name. */
  objectsOf(type: Pick<ResourceType, 'group' | 'kind'>): readonly RawObject[];
}

/** Indexes objects by group and kind. */
export function createClusterState(objects: readonly RawObject[], resourceVersion: number): ClusterState {
  const byKind = new Map<string, RawObject[]>();
  for (const object of objects) {
    const key = `${groupOf(object.apiVersion)}/${object.kind}`;
    const list = byKind.get(key);
    if (list === undefined) byKind.set(key, [object]);
    else list.push(object);
  }
  for (const list of byKind.values()) list.sort((a, b) => compareKeys(storageKey(a), storageKey(b)));
  const definitions = byKind.get('apiextensions.k8s.io/CustomResourceDefinition') ?? [];
  return {
    resourceVersion,
    types: [...BUILT_IN_TYPES, ...customTypes(definitions)],
    objectsOf: (type) => byKind.get(`${type.group}/${type.kind}`) ?? [],
  };
}

/** Returns the key etcd would keep an object under, which orders lists and is where paging goes on. */
export function storageKey(object: RawObject): string {
  const { namespace, name } = object.metadata;
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Orders two storage keys byte by byte, as etcd does. */
export function compareKeys(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
