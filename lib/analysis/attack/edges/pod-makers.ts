import type { AttackResource } from '#lib/analysis/attack/attack-rights.ts';
import type { Attack } from '#lib/analysis/attack/attack.ts';
import { grantsOf, type Holding } from '#lib/analysis/attack/holding.ts';
import { UNKNOWN_PARTS } from '#lib/analysis/attack/unknown-parts.ts';
import type { ChainGrant, UnknownPart } from '#lib/model/escalation.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';

/** A right to have a pod of one's own making run. */
export interface PodMaker {
  readonly kind: string;
  /** Null in every namespace. */
  readonly namespace: string | null;
  readonly grants: readonly ChainGrant[];
  /** The workload whose template is changed; none where a new object is made. */
  readonly objects: readonly ResourceRef[];
  readonly unknown: readonly UnknownPart[];
}

const MAKERS: readonly (readonly [AttackResource, string])[] = [
  ['pods', 'Pod'],
  ['deployments', 'Deployment'],
  ['daemonsets', 'DaemonSet'],
  ['statefulsets', 'StatefulSet'],
  ['replicasets', 'ReplicaSet'],
  ['replicationcontrollers', 'ReplicationController'],
  ['jobs', 'Job'],
  ['cronjobs', 'CronJob'],
];
/** The template of a Job cannot be changed; what may be changed of a pod is judged with the pods that run. */
const FIXED = new Set(['Pod', 'Job']);

const KNOWN = new WeakMap<Holding, readonly PodMaker[]>();

/** Returns the ways to have a pod run: to create one, to create what creates one, or to change what does. */
export function podMakers(holding: Holding, attack: Attack): readonly PodMaker[] {
  let makers = KNOWN.get(holding);
  if (makers === undefined) {
    makers = MAKERS.flatMap(([resource, kind]) => [
      ...holding
        .creates(resource)
        .map(({ namespace, grants }) => ({ kind, namespace, grants, objects: [], unknown: [] })),
      ...(FIXED.has(kind) ? [] : changed(holding, { resource, kind }, attack)),
    ]);
    KNOWN.set(holding, makers);
  }
  return makers;
}

function changed(
  holding: Holding,
  { resource, kind }: { resource: AttackResource; kind: string },
  attack: Attack,
): readonly PodMaker[] {
  const created = holding.of('create', resource).filter(({ names }) => names === null);
  return holding
    .changes(resource)
    .filter(({ namespace }) => !created.some((one) => one.namespace === null || one.namespace === namespace))
    .flatMap((right): readonly PodMaker[] => {
      const grants = grantsOf([right]);
      const there = attack.workloads(kind, right);
      const found = [...new Map(there.map((ref) => [ref.namespace, ref])).values()].map((ref) => ({
        kind,
        namespace: ref.namespace,
        grants,
        objects: [ref],
        unknown: [],
      }));
      if (found.length > 0 || !attack.isUnread('pods')) return found;
      return [{ kind, namespace: right.namespace, grants, objects: [], unknown: [UNKNOWN_PARTS.pods] }];
    });
}
