/** What server-side apply leaves on an object: a third of its bytes, and of no use to a scan. */
export function managedFields(fields: number): object[] {
  const owned = Object.fromEntries(
    Array.from({ length: fields }, (_, index) => [`f:field-${index}`, { '.': {}, 'f:value': {} }]),
  );
  return ['kubectl-client-side-apply', 'kube-controller-manager', 'kubelet'].map((manager) => ({
    manager,
    operation: 'Update',
    apiVersion: 'v1',
    time: '2026-11-01T00:00:00Z',
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:metadata': { 'f:labels': owned }, 'f:spec': owned },
  }));
}

/** Returns the metadata of one generated object; `extra` wins. */
export function metadata(name: string, namespace: string | null, extra: object = {}): object {
  return {
    name,
    ...(namespace === null ? {} : { namespace }),
    uid: `uid-${namespace ?? ''}-${name}`,
    resourceVersion: '1',
    creationTimestamp: '2026-11-01T00:00:00Z',
    managedFields: managedFields(8),
    ...extra,
  };
}
