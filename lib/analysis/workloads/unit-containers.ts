import type { Container, PodSpec } from '#lib/model/pod.ts';
import type { UnitPodSpec, WorkloadUnit } from './workload-index.ts';

/** Where containers stand in a pod specification; all three are judged alike (Pod Security Standards). */
const CONTAINER_LISTS = ['containers', 'initContainers', 'ephemeralContainers'] as const;

/** A container of a unit, with where it was read. */
export interface UnitContainer {
  readonly unit: WorkloadUnit;
  readonly podSpec: UnitPodSpec;
  readonly container: Container;
  readonly list: (typeof CONTAINER_LISTS)[number];
  readonly index: number;
}

/** Returns every container of a unit: of each of its pods, or of its template. */
export function containersOf(unit: WorkloadUnit): UnitContainer[] {
  const found: UnitContainer[] = [];
  for (const podSpec of unit.podSpecs) {
    for (const list of CONTAINER_LISTS) {
      podSpec.spec[list]?.forEach((container, index) =>
        found.push({ unit, podSpec, container, list, index }),
      );
    }
  }
  return found;
}

/** Returns the path of a container in the object it was read from. */
export function containerPath({ podSpec, list, index }: UnitContainer): string {
  return `${podSpec.path}.${list}[${index}]`;
}

/** Returns every container of one pod specification. */
export function containersIn(spec: PodSpec): readonly Container[] {
  return CONTAINER_LISTS.flatMap((list) => spec[list] ?? []);
}
