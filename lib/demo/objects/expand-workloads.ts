import { suffixOf } from '../identity.ts';
import type { NodePlan } from '../address-plan.ts';
import type { RawObject } from '../raw-object.ts';
import { read, readList, readRecord, readText } from '../raw-object.ts';
import { createPodFactory, ownerReference } from './build-pod.ts';
import type { PodFactory } from './build-pod.ts';
import { replicasOf } from './build-workload.ts';
import { expandCronJob } from './expand-cron-job.ts';
import type { World } from './world.ts';

/** What expanding needs of the cluster around a workload. */
export interface Expansion {
  world: World;
  pods: PodFactory;
  /** Returns the node the next pod of a template goes to. */
  place(template: unknown): NodePlan;
}

/** Returns what the controllers would make of the objects: ReplicaSets, Pods, Jobs, claims; and fills in status. */
export function expandWorkloads(world: World, objects: readonly RawObject[]): RawObject[] {
  const accounts = objects.filter((object) => object.kind === 'ServiceAccount');
  const workers = world.plan.nodes.filter((node) => !node.isControlPlane);
  let placed = 0;
  const expansion: Expansion = {
    world,
    pods: createPodFactory(world, accounts),
    place: (template) => {
      const fitting = world.plan.nodes.filter((node) => isSelected(node, template));
      const candidates = fitting.length === world.plan.nodes.length ? workers : fitting;
      return candidates[placed++ % candidates.length] ?? noPlace(template);
    },
  };
  return objects.flatMap((object) => expandOne(expansion, object));
}

function noPlace(template: unknown): never {
  throw new Error(`no node of the demo fits ${JSON.stringify(read(template, 'spec', 'nodeSelector'))}`);
}

/** Whether a template's node selector lets a pod onto a node. */
function isSelected(node: NodePlan, template: unknown): boolean {
  const selector = Object.entries(readRecord(template, 'spec', 'nodeSelector'));
  return selector.every(([key, value]) => node.labels[key] === value);
}

function expandOne(expansion: Expansion, object: RawObject): RawObject[] {
  switch (object.kind) {
    case 'Deployment':
      return expandDeployment(expansion, object);
    case 'StatefulSet':
      return expandStatefulSet(expansion, object);
    case 'DaemonSet':
      return expandDaemonSet(expansion, object);
    case 'CronJob':
      return expandCronJob(expansion, object);
    default:
      return [];
  }
}

function expandDeployment(expansion: Expansion, object: RawObject): RawObject[] {
  const { name, namespace = '' } = object.metadata;
  const replicas = replicasOf(object);
  const hash = suffixOf(10, namespace, name, JSON.stringify(read(object, 'spec', 'template')));
  const label = { 'pod-template-hash': hash };
  object['status'] = {
    observedGeneration: 1,
    ...counted(replicas, ['replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas']),
    conditions: [{ type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' }],
  };
  const replicaSet: RawObject = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: { ...object.metadata.labels, ...label },
      annotations: { 'deployment.kubernetes.io/revision': '1' },
      ownerReferences: [ownerReference(object)],
      ageDays: object.metadata['ageDays'],
    },
    spec: {
      replicas,
      selector: { matchLabels: { ...readRecord(object, 'spec', 'selector', 'matchLabels'), ...label } },
      template: withLabels(read(object, 'spec', 'template'), label),
    },
    status: {
      observedGeneration: 1,
      ...counted(replicas, ['replicas', 'readyReplicas', 'availableReplicas']),
    },
  };
  object.metadata.annotations = { 'deployment.kubernetes.io/revision': '1', ...object.metadata.annotations };
  const pods = countTo(replicas).map((index) =>
    expansion.pods.build({
      name: `${name}-${hash}-${suffixOf(5, namespace, name, String(index))}`,
      namespace,
      template: read(replicaSet, 'spec', 'template'),
      owner: replicaSet,
      node: expansion.place(read(replicaSet, 'spec', 'template')),
    }),
  );
  return [replicaSet, ...pods];
}

function expandStatefulSet(expansion: Expansion, object: RawObject): RawObject[] {
  const { name, namespace = '' } = object.metadata;
  const replicas = replicasOf(object);
  object['status'] = {
    observedGeneration: 1,
    ...counted(replicas, [
      'replicas',
      'readyReplicas',
      'availableReplicas',
      'currentReplicas',
      'updatedReplicas',
    ]),
  };
  return countTo(replicas).flatMap((index) => {
    const podName = `${name}-${index}`;
    const claims = readList(object, 'spec', 'volumeClaimTemplates').map((template) => ({
      claimName: `${readText(template, 'metadata', 'name')}-${podName}`,
      volume: readText(template, 'metadata', 'name'),
      template,
    }));
    const template = withVolumes(
      read(object, 'spec', 'template'),
      claims.map(({ volume, claimName }) => ({ name: volume, persistentVolumeClaim: { claimName } })),
    );
    const labels = {
      'apps.kubernetes.io/pod-index': String(index),
      'statefulset.kubernetes.io/pod-name': podName,
    };
    const node = expansion.place(template);
    const pod = expansion.pods.build({ name: podName, namespace, template, owner: object, node, labels });
    return [pod, ...claims.flatMap(({ claimName, template: claim }) => boundClaim(object, claimName, claim))];
  });
}

function boundClaim(owner: RawObject, name: string, template: unknown): RawObject[] {
  const { namespace = '' } = owner.metadata;
  const volumeName = `pvc-${suffixOf(8, namespace, name)}`;
  const storageClassName = readText(template, 'spec', 'storageClassName');
  const storage = readText(template, 'spec', 'resources', 'requests', 'storage');
  const ageDays = owner.metadata['ageDays'];
  const labels = owner.metadata.labels ?? {};
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace, labels, ageDays },
      spec: { ...(read(template, 'spec') as object), volumeName, volumeMode: 'Filesystem' },
      status: { phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: { storage } },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: volumeName, ageDays },
      spec: {
        capacity: { storage },
        accessModes: ['ReadWriteOnce'],
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name },
        csi: { driver: 'csi.san.example.com', volumeHandle: volumeName, fsType: 'ext4' },
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName,
        volumeMode: 'Filesystem',
      },
      status: { phase: 'Bound' },
    },
  ];
}

function expandDaemonSet(expansion: Expansion, object: RawObject): RawObject[] {
  const { name, namespace = '' } = object.metadata;
  const isEverywhere = readList(object, 'spec', 'template', 'spec', 'tolerations').some(
    (one) => readText(one, 'operator') === 'Exists' && readText(one, 'key') === '',
  );
  const nodes = expansion.world.plan.nodes.filter(
    (node) => (isEverywhere || !node.isControlPlane) && isSelected(node, read(object, 'spec', 'template')),
  );
  const status = counted(nodes.length, [
    'currentNumberScheduled',
    'desiredNumberScheduled',
    'numberAvailable',
    'numberReady',
    'updatedNumberScheduled',
  ]);
  object['status'] = { ...status, numberMisscheduled: 0, observedGeneration: 1 };
  return nodes.map((node) =>
    expansion.pods.build({
      name: `${name}-${suffixOf(5, namespace, name, node.name)}`,
      namespace,
      template: read(object, 'spec', 'template'),
      owner: object,
      node,
      labels: { 'controller-revision-hash': suffixOf(10, namespace, name), 'pod-template-generation': '1' },
    }),
  );
}

function counted(value: number, fields: readonly string[]): Record<string, number> {
  return Object.fromEntries(fields.map((field) => [field, value]));
}

function countTo(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function withLabels(template: unknown, labels: Record<string, string>): unknown {
  const copy = structuredClone(template) as { metadata: { labels: Record<string, string> } };
  copy.metadata.labels = { ...copy.metadata.labels, ...labels };
  return copy;
}

function withVolumes(template: unknown, volumes: readonly unknown[]): unknown {
  const copy = structuredClone(template) as { spec: { volumes?: unknown[] } };
  copy.spec.volumes = [...(copy.spec.volumes ?? []), ...volumes];
  return copy;
}
