import { describe, expect, it } from 'vitest';
import type { AnyControl } from '#lib/controls/define-control.ts';
import type { Evaluation } from '#lib/engine/evaluate.ts';
import type { Outcome } from '#lib/model/control.ts';
import { blindCases } from './control-tester/blind-cases.ts';

import { messageProblems } from './control-tester/message-problems.ts';
import { labelled } from './control-tester/label-violations.ts';
import { reversed, runControl, type CaseInput } from './control-tester/run-control.ts';

/** A cluster in which the control finds nothing wrong. */
export interface PassCase extends CaseInput {
  readonly name: string;
}

/** A cluster in which it does. */
export interface FailCase extends CaseInput {
  readonly name: string;
  /**
   * Exactly what is found, each as `Kind/namespace/name#detailKey` (cluster-wide: `Kind/name#detailKey`), with or
   * without the detail key, or as a message id; a severity may follow in brackets: `Node/cp-1#10250 (medium)`.
   */
  readonly expect: readonly string[];
}

/** A cluster in which it comes to neither. */
export interface OtherCase extends CaseInput {
  readonly name: string;
  readonly outcome: Exclude<Outcome, 'pass' | 'fail'>;
}

export interface ControlCases {
  /** Near-misses: at least one, the first of them a plain pass. */
  readonly pass: readonly [PassCase, ...PassCase[]];
  readonly fail: readonly [FailCase, ...FailCase[]];
  readonly other?: readonly OtherCase[];
}

/**
 * Declares the tests of one control, run through the engine's own derive and evaluate. It adds by itself: that
 * each need left unread or read in part is never a pass, that the order of objects changes nothing, that texts
 * of both languages take the same parameters, and that each violation fills its message and tells how to see it.
 */
export function controlTester(control: AnyControl, cases: ControlCases): void {
  if (cases.pass.length === 0 || cases.fail.length === 0) {
    throw new Error(`${control.id}: a control needs a passing and a failing case`);
  }
  describe(`control ${control.id}`, () => {
    describe('passes', () => {
      it.each(cases.pass)('$name', (each) => {
        const { result, violations } = runControl(control, each);
        expect(labelled(violations, [])).toEqual([]);
        expect({ outcome: result.outcome, reason: result.reason }).toEqual({ outcome: 'pass', reason: null });
      });
    });
    describe('fails', () => {
      it.each(cases.fail)('$name', (each) => {
        const { result, violations, findings } = runControl(control, each);
        expect(labelled(violations, each.expect)).toEqual([...each.expect].toSorted());
        // What is marked down to info is told and fails nothing.
        const isToldOnly =
          control.severity !== 'info' && findings.every(({ severity }) => severity === 'info');
        expect(result.outcome).toBe(isToldOnly ? 'pass' : 'fail');
      });
    });
    it.each(cases.other ?? [])('$outcome: $name', (each) => {
      expect(runControl(control, each).result.outcome).toBe(each.outcome);
    });
    it.each(blindCases(control, cases))('$name', ({ input, replaced, outcome, atLeast }) => {
      const { result } = runControl(control, input, replaced);
      expect({ outcome: result.outcome, atLeast: result.atLeast }).toEqual({ outcome, atLeast });
    });
    it('finds the same whatever the order of objects', () => {
      const all = [...cases.pass, ...cases.fail, ...(cases.other ?? [])];
      const turned = all.map((each) => runControl(control, reversed(each)));
      expect(turned.map(outcomeOf)).toEqual(all.map((each) => outcomeOf(runControl(control, each))));
    });
    it('says what it found in both languages, with a read-only way to see it', () => {
      const violations = cases.fail.flatMap((each) => runControl(control, each).violations);
      expect(messageProblems(control, violations)).toEqual([]);
    });
  });
}

function outcomeOf({ result, findings }: Evaluation): Evaluation {
  return { result, findings };
}
