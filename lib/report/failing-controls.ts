import { byCodeUnit } from '#lib/model/order.ts';
import type { ControlResult, Finding } from '#lib/model/control.ts';
import type { ScanResult } from '#lib/model/scan-result.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';

/** A check with its findings, worst first. */
export interface FailingControl {
  readonly control: ControlResult;
  readonly findings: readonly [Finding, ...Finding[]];
  /** Of its worst finding. */
  readonly severity: Severity;
  /** What mending it adds to the score before the caps; 0 where there is no score. */
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
  const points = pointsOf(result);
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
          points: points.get(control.id) ?? 0,
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

/** Points of a fix: the difference it makes to the value before the caps. */
function pointsOf({ score }: ScanResult): Map<string, number> {
  const { terms, uncapped } = score.formula;
  const weight = terms.reduce((sum, term) => sum + term.weight, 0);
  if (uncapped === null || weight === 0) return new Map();
  return new Map(terms.map((term) => [term.controlId, (100 * (term.weight - term.kept)) / weight]));
}
