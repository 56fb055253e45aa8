import type { RawObject } from '../raw-object.ts';
import type { World } from './world.ts';

/** Returns what controllers put into every namespace, and marks each namespace active. */
export function expandNamespaces(world: World, objects: readonly RawObject[]): RawObject[] {
  const named = new Set(
    objects
      .filter((object) => object.kind === 'ServiceAccount' && object.metadata.name === 'default')
      .map((object) => object.metadata.namespace),
  );
  return objects
    .filter((object) => object.kind === 'Namespace')
    .flatMap((namespace) => {
      const { name, labels } = namespace.metadata;
      const ageDays = namespace.metadata['ageDays'];
      namespace.metadata.labels = { 'kubernetes.io/metadata.name': name, ...labels };
      namespace['spec'] = { finalizers: ['kubernetes'] };
      namespace['status'] = { phase: 'Active' };
      const authority: RawObject = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'kube-root-ca.crt', namespace: name, ageDays },
        data: { 'ca.crt': world.clusterAuthorityPem },
      };
      const account: RawObject = {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'default', namespace: name, ageDays },
      };
      return named.has(name) ? [authority] : [account, authority];
    });
}
