import type { Container, PodSpec } from '#lib/model/pod.ts';
import type { UnitPodSpec, WorkloadUnit } from './workload-index.ts';

/** Where containers stand in a pod specification; all three are judged alike (Pod Security Standards). */
const CONTAINER_LISTS = ['containers', 'initContainers', 'ephemeralContainers'] as const;

/** A container of a unit, with where it was read. */
export interface UnitContainer {
  readonly unit: WorkloadUnit;
  readonly podSpec: UnitPodSpec;
  readonly container: Container;
  /** Path of the container in the object it was read from. */
  readonly path: string;
}

/** Returns every container of a unit: of each of its pods, or of its template. */
export function containersOf(unit: WorkloadUnit): UnitContainer[] {
  return unit.podSpecs.flatMap((podSpec) =>
    CONTAINER_LISTS.flatMap((list) =>
      (podSpec.spec[list] ?? []).map((container, index) => ({
        unit,
        podSpec,
        container,
        path: `${podSpec.path}.${list}[${index}]`,
      })),
    ),
  );
}

/** Returns every container of one pod specification. */
export function containersIn(spec: PodSpec): readonly Container[] {
  return CONTAINER_LISTS.flatMap((list) => spec[list] ?? []);
}
