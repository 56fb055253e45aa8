import type { AnyControl } from '#lib/controls/define-control.ts';
import { deriveFacts } from '#lib/engine/derive.ts';
import { evaluateControl, type Evaluation } from '#lib/engine/evaluate.ts';
import { collected, type Collected } from '#lib/model/collected.ts';
import type { Violation } from '#lib/model/control.ts';
import type { InventorySource } from '#lib/model/inventory.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { inventory, TAKEN_AT, type GivenSlices } from '#lib/testing/builders/inventory.ts';

/** The cluster of one case. */
export interface CaseInput {
  readonly slices?: GivenSlices;
  readonly probes?: readonly ProbeResult[];
  /** ISO 8601 UTC. */
  readonly scannedAt?: string;
  readonly source?: InventorySource;
}

/** States that stand in the place of what a case gives, by fact name. */
export type Replaced = Readonly<Record<string, Collected<never>>>;

export interface ControlRun extends Evaluation {
  readonly violations: readonly Violation[];
}

/** Runs one control through the engine on a case and returns what came of it, with its raw violations. */
export function runControl(control: AnyControl, input: CaseInput, replaced: Replaced = {}): ControlRun {
  const { slices = {}, probes = [], scannedAt = TAKEN_AT, source = 'api' } = input;
  const facts = deriveFacts(
    { ...inventory(slices, replaced), source },
    replaced['probes'] ?? collected(probes),
  );
  let violations: readonly Violation[] = [];
  const watched: AnyControl = {
    ...control,
    evaluate: (values, context) => {
      const verdict = control.evaluate(values, context);
      if (verdict.kind === 'judged') {
        violations = verdict.violations.map((violation) => ({ severity: control.severity, ...violation }));
      }
      return verdict;
    },
  };
  const { result, findings } = evaluateControl(watched, facts, { scannedAt, source });
  return { result, findings: sorted(findings), violations };
}

/** Returns the case with every list turned round. */
export function reversed(input: CaseInput): CaseInput {
  const slices = Object.fromEntries(
    Object.entries(input.slices ?? {}).map(([name, items]) => [name, [...items].toReversed()]),
  ) as GivenSlices;
  return { ...input, slices, probes: (input.probes ?? []).toReversed() };
}

/** The result document sorts findings; here the fingerprint is order enough. */
function sorted(findings: Evaluation['findings']): Evaluation['findings'] {
  return findings.toSorted((a, b) => byCodeUnit(a.fingerprint, b.fingerprint));
}
