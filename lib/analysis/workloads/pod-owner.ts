import { refOf, type KubeObject, type OwnerReference } from '#lib/model/kube-object.ts';
import type { Pod } from '#lib/model/pod.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';

/** Owners below the top: what owns them is what a person edits. */
const INTERMEDIATE_KINDS = new Set(['ReplicaSet', 'Job', 'ReplicationController']);

/** Label a Deployment puts on its ReplicaSets and pods; also the last part of a ReplicaSet's name. */
const TEMPLATE_HASH_LABEL = 'pod-template-hash';

/** Finds an object by reference, or undefined where it was not read. */
export type FindObject = (ref: ResourceRef) => KubeObject | undefined;

/** Returns the owner that manages an object, if one does. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find((owner) => owner.controller === true);
}

/** Written by the kubelet; before 1.16 the only mark of a mirror pod. */
const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';

/** Returns whether a pod stands for a static pod's file on its node: its owner is the Node itself. */
export function isMirrorPod({ metadata }: Pod): boolean {
  const isOwnedByNode = metadata.ownerReferences?.some((owner) => owner.kind === 'Node') === true;
  return isOwnedByNode || metadata.annotations?.[MIRROR_ANNOTATION] !== undefined;
}

/**
 * Returns what a pod is reported on: its top owner, or itself where nothing owns it or its Node does. An owner
 * that was not read is named by the reference alone.
 */
export function topOwnerOf(pod: Pod, find: FindObject): ResourceRef {
  const owner = controllerOf(pod);
  if (owner === undefined || isMirrorPod(pod)) return refOf(pod);
  const ref = ownerRef(owner, pod.metadata.namespace ?? null);
  const object = find(ref);
  if (object !== undefined) return topOf(object);
  return deploymentByHash(pod, ref) ?? ref;
}

/** Returns the top owner of a workload object; kinds that people write themselves are their own top. */
export function topOf(object: KubeObject): ResourceRef {
  const owner = INTERMEDIATE_KINDS.has(object.kind) ? controllerOf(object) : undefined;
  return owner === undefined ? refOf(object) : ownerRef(owner, object.metadata.namespace ?? null);
}

function ownerRef(owner: OwnerReference, namespace: string | null): ResourceRef {
  return { apiVersion: owner.apiVersion, kind: owner.kind, namespace, name: owner.name, uid: owner.uid };
}

/** Where the ReplicaSet cannot be read, its name less the template hash is the Deployment's. */
function deploymentByHash(pod: Pod, owner: ResourceRef): ResourceRef | null {
  const hash = pod.metadata.labels?.[TEMPLATE_HASH_LABEL];
  if (owner.kind !== 'ReplicaSet' || hash === undefined || !owner.name.endsWith(`-${hash}`)) return null;
  const name = owner.name.slice(0, -hash.length - 1);
  return { apiVersion: owner.apiVersion, kind: 'Deployment', namespace: owner.namespace, name, uid: null };
}
