import { uidOf } from '../identity.ts';
import type { RawObject } from '../raw-object.ts';
import { readRecord } from '../raw-object.ts';
import { daysBefore, defaultAgeDays } from './world.ts';
import type { World } from './world.ts';

const KINDS_WITH_GENERATION = [
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Ingress',
  'NetworkPolicy',
];

/** Returns the objects with everything the API server adds: uid, times, resource version, base64 of secrets. */
export function finishObjects(world: World, objects: readonly RawObject[]): RawObject[] {
  const uid = (kind: string, namespace: string | undefined, name: string): string =>
    uidOf(world.seed, kind, namespace ?? '', name);
  return objects.map((object, index) => {
    const { ageDays, ...metadata } = object.metadata;
    const { kind } = object;
    const { name, namespace } = metadata;
    const days = typeof ageDays === 'number' ? ageDays : ageOf(object);
    const owners = metadata.ownerReferences?.map((owner) => ({
      ...owner,
      // A Node owns its mirror pods across the namespace's border.
      uid: uid(
        String(owner['kind']),
        owner['kind'] === 'Node' ? undefined : namespace,
        String(owner['name']),
      ),
    }));
    return {
      ...object,
      ...(kind === 'Secret' ? secretData(object) : {}),
      metadata: {
        ...metadata,
        uid: uid(kind, namespace, name),
        resourceVersion: String(100_000 * world.generation + index),
        creationTimestamp: metadata.creationTimestamp ?? daysBefore(world, days),
        ...(KINDS_WITH_GENERATION.includes(kind) ? { generation: 1 } : {}),
        ...(owners === undefined ? {} : { ownerReferences: owners }),
      },
    };
  });
}

/** What came with the cluster is as old as it. */
function ageOf(object: RawObject): number {
  const isBootstrap = object.metadata.labels?.['kubernetes.io/bootstrapping'] !== undefined;
  return isBootstrap ? 412 : defaultAgeDays(object.metadata.name);
}

function secretData(object: RawObject): Record<string, unknown> {
  const data = Object.entries(readRecord(object, 'stringData')).map(([key, value]) => [
    key,
    Buffer.from(String(value)).toString('base64'),
  ]);
  return { data: Object.fromEntries(data), stringData: undefined, type: object['type'] ?? 'Opaque' };
}
