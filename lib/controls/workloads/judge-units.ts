import type { Shown } from '#lib/model/text.ts';
import { showCommand } from '#lib/controls/show-command.ts';
import { systemComponentOf, type HostRight } from '#lib/analysis/workloads/system-component.ts';
import type { UnitPodSpec, WorkloadIndex, WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import type { Evidence, Verdict, Violation } from '#lib/model/control.ts';
import type { Severity } from '#lib/model/severity.ts';

/**
 * Returns the verdict over all workloads, each judged by itself. Pods of one workload that fail alike are one
 * violation, shown on the first of them.
 */
export function judgeUnits(
  index: WorkloadIndex,
  judge: (unit: WorkloadUnit) => Iterable<Violation>,
): Verdict {
  const violations = index.units.flatMap((unit) => {
    const byDetail = new Map<string, Violation>();
    for (const violation of judge(unit)) {
      if (!byDetail.has(violation.detailKey)) byDetail.set(violation.detailKey, violation);
    }
    return [...byDetail.values()];
  });
  return { kind: 'judged', checked: index.units.length, violations };
}

interface Observation {
  readonly podSpec: UnitPodSpec;
  /** Path in the object the specification was read from. */
  readonly path: string;
  readonly observed: Shown;
  readonly expected: Shown;
}

/** Returns the evidence for a field, with the command that shows the object it was read from. */
export function fieldEvidence(
  unit: WorkloadUnit,
  { podSpec, path, observed, expected }: Observation,
): Evidence {
  return { path, observed, expected, command: showCommand(podSpec.pod ?? unit.ref) };
}

/** What a known component of Kubernetes does by its nature is shown, but weighs nothing. */
export interface Weight {
  readonly severity: Severity;
  readonly component: string | null;
}

/** Returns how much a right over the node weighs on this workload. */
export function weightOf(unit: WorkloadUnit, right: HostRight, severity: Severity): Weight {
  const component = systemComponentOf(unit);
  if (component?.needs.includes(right) !== true) return { severity, component: null };
  return { severity: 'info', component: component.name };
}
