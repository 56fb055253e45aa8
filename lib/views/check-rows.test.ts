import { describe, expect, it } from 'vitest';
import type { ControlResult, Outcome } from '#lib/model/control.ts';
import type { Severity } from '#lib/model/severity.ts';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { checkRows } from './check-rows.ts';

const [control] = sampleResult({ scanId: 's' }).controls as [ControlResult];
const check = (id: string, outcome: Outcome, severity: Severity = 'high'): ControlResult => ({
  ...control,
  id,
  outcome,
  severity,
});

describe('checkRows', () => {
  it('lists what failed first, what could not be judged before what passed, each by severity', () => {
    const rows = checkRows(
      [
        check('passes', 'pass', 'critical'),
        check('applies-not', 'not-applicable'),
        check('unseen', 'not-assessed'),
        check('fails-low', 'fail', 'low'),
        check('breaks', 'error'),
        check('fails-high', 'fail'),
      ],
      'en',
    );
    expect(rows.map(({ id }) => id)).toEqual([
      'fails-high',
      'fails-low',
      'breaks',
      'unseen',
      'passes',
      'applies-not',
    ]);
  });

  it('says what is wrong of a check that failed, and what is asked for of any other', () => {
    const [failed, passed] = checkRows([check('a', 'fail'), check('b', 'pass')], 'en');
    expect(failed?.title).toBe('Broken: Pods run without privileges');
    expect(passed?.title).toBe('Pods run without privileges');
  });
});
