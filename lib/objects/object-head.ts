import type { KubeObject } from '#lib/model/kube-object.ts';
import { inside, MalformedObject } from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { slimMetadata } from './metadata.ts';

/** What an object is; the items of a typed list do not say it themselves. */
export interface ObjectType {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Returns what all records share: type and slim metadata, with the fields beside spec and status kept. */
export function objectHead(raw: Raw, type: ObjectType): KubeObject {
  const { spec: _, status: _status, ...rest } = raw;
  const metadata = inside(raw['metadata'], 'metadata', slimMetadata);
  if (metadata === undefined) throw new MalformedObject('metadata', 'an object');
  return { ...rest, apiVersion: type.apiVersion, kind: type.kind, metadata };
}
