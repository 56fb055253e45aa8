/** Names one Kubernetes object; `uid` is null where the object is only named (files, references). */
export interface ResourceRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly uid: string | null;
}

/** Returns the API group of an apiVersion; the core group is the empty string. */
export function apiGroupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

/** Returns a sort key and map key that two references share exactly when they name the same object. */
export function refKey(ref: ResourceRef): string {
  return [apiGroupOf(ref.apiVersion), ref.kind, ref.namespace ?? '', ref.name].join('/');
}

/** Returns what a key names. Only the name may hold a slash, and it stands last. */
export function parseRefKey(key: string): Pick<ResourceRef, 'kind' | 'namespace' | 'name'> & {
  readonly group: string;
} {
  const [group = '', kind = '', namespace = '', ...name] = key.split('/');
  return { group, kind, namespace: namespace === '' ? null : namespace, name: name.join('/') };
}
