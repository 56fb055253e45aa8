import type { ControlResult, Outcome } from './control.ts';

const ASSESSED: readonly Outcome[] = ['pass', 'fail', 'not-applicable'];

/** Returns whether a finding that is not there would have been there: all that the control judges was seen. */
export function isWhole(control: Pick<ControlResult, 'outcome' | 'atLeast'> | undefined): boolean {
  return control !== undefined && ASSESSED.includes(control.outcome) && !control.atLeast;
}
