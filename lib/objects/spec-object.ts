import type { SpecObject, StorageClass } from '#lib/model/cluster-objects.ts';
import { inside, optionalRecord, optionalStringMap, requiredString } from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { maskValue } from './mask-secrets.ts';
import { objectHead } from './object-head.ts';
import type { ObjectType } from './object-head.ts';
import { reshapeVolumeSource } from './volume.ts';

/** Returns the record of a kind that is kept whole. */
export function reshapeSpecObject(raw: Raw, type: ObjectType): SpecObject {
  const head = { ...objectHead(raw, type), spec: optionalRecord(raw['spec'], 'spec') ?? {} };
  const status = optionalRecord(raw['status'], 'status');
  return status === undefined ? head : { ...head, status };
}

const NAME_LABEL = 'kubernetes.io/metadata.name';

/** Returns the record of a Namespace. */
export function reshapeNamespace(raw: Raw, type: ObjectType): SpecObject {
  const object = reshapeSpecObject(raw, type);
  const { metadata } = object;
  // The API server has set this label since 1.21; one that came from an older server really has none.
  if (metadata.uid !== undefined || metadata.labels?.[NAME_LABEL] === metadata.name) return object;
  return {
    ...object,
    metadata: { ...metadata, labels: { ...metadata.labels, [NAME_LABEL]: metadata.name } },
  };
}

/** Returns the record of a PersistentVolume, with a driver's secret-like attributes masked. */
export function reshapePersistentVolume(raw: Raw, type: ObjectType): SpecObject {
  const spec = inside(raw['spec'], 'spec', reshapeVolumeSource) ?? {};
  return { ...reshapeSpecObject(raw, type), spec };
}

/** Returns the record of a StorageClass, with secret-like parameters masked. */
export function reshapeStorageClass(raw: Raw, type: ObjectType): StorageClass {
  const provisioner = requiredString(raw['provisioner'], 'provisioner');
  const head = {
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
    ...objectHead(raw, type),
    provisioner,
  };
  const parameters = optionalStringMap(raw['parameters'], 'parameters');
  if (parameters === undefined) return head;
  const masked: Record<string, string> = {};
  for (const key in parameters) masked[key] = maskValue(key, parameters[key] ?? '');
  return { ...head, parameters: masked };
}
