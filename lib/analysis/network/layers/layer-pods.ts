import type { WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import { refOf } from '#lib/model/kube-object.ts';
import type { Pod, PodSpec, PodTemplate } from '#lib/model/pod.ts';
import { refKey, type ResourceRef } from '#lib/model/resource-ref.ts';
import type { CronJob, Workload } from '#lib/model/workload.ts';

/** One pod as a member of networks: one that runs, or the one a template would make. */
export interface LayerPod {
  readonly namespace: string;
  readonly name: string;
  readonly owner: ResourceRef;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  readonly node: string | null;
  readonly phase: string | null;
  /** Of its primary network; empty for a template. */
  readonly addresses: readonly string[];
  /** How many of it its owner wants; null where that is not one number. */
  readonly replicas: number | null;
}

export type ControllerObject = Workload | CronJob;

/**
 * Returns every pod that has networks of its own: those on the network of their node have none, and neither have
 * those that are going away.
 */
export function layerPods(
  units: readonly WorkloadUnit[],
  controllers: readonly ControllerObject[],
): LayerPod[] {
  const byKey = new Map(controllers.map((object) => [refKey(refOf(object)), object]));
  return units.flatMap((unit) => {
    const controller = byKey.get(refKey(unit.ref));
    const replicas = replicasOf(controller);
    const pods = unit.pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    const found =
      unit.pods.length > 0
        ? pods.map((pod) => ofPod(pod, unit, replicas))
        : ofTemplate(templateOf(controller), unit, replicas);
    return found.filter(({ spec }) => spec.hostNetwork !== true);
  });
}

function ofPod({ metadata, spec, status }: Pod, unit: WorkloadUnit, replicas: number | null): LayerPod {
  const texts = [status.podIP ?? '', ...(status.podIPs ?? []).map(({ ip }) => ip)];
  return {
    namespace: unit.namespace,
    name: metadata.name,
    owner: unit.ref,
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    spec,
    node: spec.nodeName ?? null,
    phase: status.phase ?? null,
    addresses: [...new Set(texts.filter((one) => one !== ''))],
    replicas,
  };
}

function ofTemplate(template: PodTemplate | null, unit: WorkloadUnit, replicas: number | null): LayerPod[] {
  // Scaled to nothing: it has no pod and no network.
  if (template === null || replicas === 0) return [];
  return [
    {
      namespace: unit.namespace,
      name: unit.ref.name,
      owner: unit.ref,
      labels: template.metadata?.labels ?? {},
      annotations: template.metadata?.annotations ?? {},
      spec: template.spec,
      node: null,
      phase: null,
      addresses: [],
      replicas,
    },
  ];
}

function templateOf(controller: ControllerObject | undefined): PodTemplate | null {
  if (controller === undefined) return null;
  const { spec } = controller;
  return 'jobTemplate' in spec ? spec.jobTemplate.spec.template : (spec.template ?? null);
}

function replicasOf(controller: ControllerObject | undefined): number | null {
  if (controller === undefined || 'jobTemplate' in controller.spec) return null;
  return controller.spec.replicas ?? null;
}
