import { byCodeUnit } from '#lib/model/order.ts';
import type { ControlResult, Finding } from '#lib/model/control.ts';
import type { ScanResult } from '#lib/model/scan-result.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import { pointsOf } from '#lib/views/overview-fixes.ts';

/** A check with its findings, worst first. */
export interface FailingControl {
  readonly control: ControlResult;
  readonly findings: readonly [Finding, ...Finding[]];
  /** Of its worst finding. */
  readonly severity: Severity;
  /** What mending it adds to the score before the caps, to one decimal; 0 where there is no score. */
  readonly points: number;
}

/** Returns the checks that have findings: by their worst finding, then by what mending them gives. */
export function failingControls(result: ScanResult): readonly FailingControl[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of result.findings) {
    const group = groups.get(finding.controlId);
    if (group === undefined) groups.set(finding.controlId, [finding]);
    else group.push(finding);
  }
  return result.controls
    .flatMap((control): FailingControl[] => {
      const sorted = (groups.get(control.id) ?? []).toSorted(
        (a, b) => severityRank(a.severity) - severityRank(b.severity),
      );
      const [worst, ...others] = sorted;
      if (worst === undefined) return [];
      return [
        {
          control,
          findings: [worst, ...others],
          severity: worst.severity,
          points: pointsOf(control.id, result.score.formula) ?? 0,
        },
      ];
    })
    .toSorted(
      (a, b) =>
        severityRank(a.severity) - severityRank(b.severity) ||
        b.points - a.points ||
        byCodeUnit(a.control.id, b.control.id),
    );
}
