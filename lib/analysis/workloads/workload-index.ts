import { refOf, type KubeObject } from '#lib/model/kube-object.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { Pod, PodSpec, PodTemplate } from '#lib/model/pod.ts';
import { refKey, type ResourceRef } from '#lib/model/resource-ref.ts';
import type { CronJob, Workload } from '#lib/model/workload.ts';
import { topOf, topOwnerOf } from './pod-owner.ts';

/** One pod specification that counts for a unit. */
export interface UnitPodSpec {
  /** The pod it was read from; null where it is the template of the unit itself. */
  readonly pod: ResourceRef | null;
  readonly spec: PodSpec;
  /** Where it stands in that pod, or in the unit's own object: `spec`, `spec.template.spec` … */
  readonly path: string;
}

/** What a person wrote to make pods run: a top owner, or a pod of its own. */
export interface WorkloadUnit {
  readonly ref: ResourceRef;
  readonly namespace: string;
  /** At least one: the pods there are, in the order of their names, else the template. */
  readonly podSpecs: readonly UnitPodSpec[];
  /** Pods that have not finished, in the order of their names. */
  readonly pods: readonly Pod[];
  readonly serviceAccount: string;
  /** Labels of the first pod, or of the template. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface WorkloadIndex {
  /** In the order of their reference keys. */
  readonly units: readonly WorkloadUnit[];
}

export interface WorkloadSlices {
  readonly pods: readonly Pod[];
  readonly deployments: readonly Workload[];
  readonly replicaSets: readonly Workload[];
  readonly statefulSets: readonly Workload[];
  readonly daemonSets: readonly Workload[];
  readonly jobs: readonly Workload[];
  readonly cronJobs: readonly CronJob[];
  readonly replicationControllers: readonly Workload[];
}

interface Template {
  readonly template: PodTemplate;
  readonly path: string;
}

interface Draft {
  readonly ref: ResourceRef;
  readonly pods: Pod[];
  template: Template | null;
}

const FINISHED_PHASES = new Set(['Succeeded', 'Failed']);

/**
 * Returns all workloads grouped by top owner, so that a restart or a rollout does not rename them. A workload
 * without pods stands for one pod of its template; finished pods count only where nothing else is known.
 */
export function buildWorkloadIndex(slices: WorkloadSlices): WorkloadIndex {
  const objects = controllersOf(slices);
  const byKey = new Map(objects.map((object) => [refKey(refOf(object)), object]));
  const drafts = new Map<string, Draft>();
  const draftOf = (ref: ResourceRef): Draft => {
    const key = refKey(ref);
    const known = drafts.get(key);
    if (known !== undefined) return known;
    const draft: Draft = { ref, pods: [], template: null };
    drafts.set(key, draft);
    return draft;
  };
  for (const object of objects) {
    const template = templateOf(object);
    if (template !== null && refKey(topOf(object)) === refKey(refOf(object))) {
      draftOf(refOf(object)).template = template;
    }
  }
  for (const pod of slices.pods) draftOf(topOwnerOf(pod, (ref) => byKey.get(refKey(ref)))).pods.push(pod);
  const inOrder = [...drafts].toSorted(([a], [b]) => byCodeUnit(a, b));
  return { units: inOrder.map(([, draft]) => unitOf(draft)) };
}

function controllersOf(slices: WorkloadSlices): (Workload | CronJob)[] {
  return [
    ...slices.deployments,
    ...slices.replicaSets,
    ...slices.statefulSets,
    ...slices.daemonSets,
    ...slices.jobs,
    ...slices.cronJobs,
    ...slices.replicationControllers,
  ];
}

function templateOf(object: Workload | CronJob): Template | null {
  if ('jobTemplate' in object.spec) {
    return { template: object.spec.jobTemplate.spec.template, path: 'spec.jobTemplate.spec.template.spec' };
  }
  const { template } = object.spec;
  return template === undefined ? null : { template, path: 'spec.template.spec' };
}

function unitOf({ ref, pods, template }: Draft): WorkloadUnit {
  const byName = pods.toSorted((a, b) => byCodeUnit(a.metadata.name, b.metadata.name));
  const running = byName.filter((pod) => !isFinished(pod));
  // Finished pods stand in only for a unit of which neither a running pod nor a template is known.
  const counted = running.length > 0 || template !== null ? running : byName;
  const podSpecs: UnitPodSpec[] =
    counted.length === 0 && template !== null
      ? [{ pod: null, spec: template.template.spec, path: template.path }]
      : counted.map((pod) => ({ pod: refOf(pod), spec: pod.spec, path: 'spec' }));
  return {
    ref,
    namespace: ref.namespace ?? 'default',
    podSpecs,
    pods: running,
    serviceAccount: podSpecs[0]?.spec.serviceAccountName ?? 'default',
    labels: labelsOf(counted[0] ?? template?.template),
  };
}

function labelsOf(source: KubeObject | PodTemplate | undefined): Readonly<Record<string, string>> {
  return source?.metadata?.labels ?? {};
}

function isFinished(pod: Pod): boolean {
  return FINISHED_PHASES.has(pod.status.phase ?? '');
}
