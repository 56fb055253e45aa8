import { refKey } from '#lib/model/resource-ref.ts';
import { parseImage } from './image-reference.ts';
import { levelBreaks, levelOf, type LevelBreak, type PodSecurityLevel } from './pod-security-level.ts';
import { systemComponentOf } from './system-component.ts';
import { containersIn } from './unit-containers.ts';
import type { WorkloadUnit } from './workload-index.ts';

/** Under which name a scan keeps them; another shape needs another number. */
export const WORKLOAD_FACTS = 'workloads.1';

/** A workload in short: enough for a list of all of them. */
export interface WorkloadFact {
  /** Of its reference. */
  readonly key: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Pods that have not finished. */
  readonly pods: number;
  /** What no pod could be seen of is judged by its template. */
  readonly isTemplate: boolean;
  readonly level: PodSecurityLevel;
  readonly breaks: readonly LevelBreak[];
  readonly serviceAccount: string;
  readonly images: readonly { readonly name: string; readonly isPinned: boolean }[];
  /** The part of Kubernetes it is, which needs rights over the node; null for everything else. */
  readonly component: string | null;
}

/** Returns workloads in short, in their order. */
export function workloadFacts(units: readonly WorkloadUnit[]): WorkloadFact[] {
  return units.map(factOf);
}

function factOf(unit: WorkloadUnit): WorkloadFact {
  const breaks = new Map<string, LevelBreak>();
  const images = new Map<string, boolean>();
  const annotations = new Map(unit.pods.map(({ metadata }) => [metadata.name, metadata.annotations]));
  for (const { spec, pod } of unit.podSpecs) {
    for (const one of levelBreaks(spec, annotations.get(pod?.name ?? '')))
      breaks.set(`${one.level} ${one.control}`, one);
    for (const { image } of containersIn(spec)) images.set(image, parseImage(image).digest !== null);
  }
  const all = [...breaks.values()];
  return {
    key: refKey(unit.ref),
    kind: unit.ref.kind,
    namespace: unit.namespace,
    name: unit.ref.name,
    pods: unit.pods.length,
    isTemplate: unit.podSpecs.every(({ pod }) => pod === null),
    level: levelOf(all),
    breaks: all,
    serviceAccount: unit.serviceAccount,
    images: [...images].map(([name, isPinned]) => ({ name, isPinned })),
    component: systemComponentOf(unit)?.name ?? null,
  };
}
