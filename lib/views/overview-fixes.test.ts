import { describe, expect, it } from 'vitest';
import type { ControlResult } from '#lib/model/control.ts';
import type { Severity } from '#lib/model/severity.ts';
import { fixRows } from './overview-fixes.ts';

const controls = ['a', 'b', 'c'].map((id) => ({ id, outcome: 'fail' }) as ControlResult);

const formula = {
  version: 1,
  terms: [
    { controlId: 'a', weight: 10, kept: 4 },
    { controlId: 'b', weight: 6, kept: 3 },
    { controlId: 'c', weight: 24, kept: 24 },
  ],
  uncapped: 77.5,
  cap: null,
  assessedShare: 1,
  blind: [],
} as const;

function kind(controlId: string, severity: Severity, count = 1) {
  return { controlId, severity, count, firstFingerprint: `${controlId}-${severity}` };
}

describe('what to fix first', () => {
  it('goes by the worst severity, then by what it costs the score', () => {
    const rows = fixRows([kind('b', 'high'), kind('a', 'high'), kind('c', 'critical')], controls, formula);
    expect(rows.map(({ controlId }) => controlId)).toEqual(['c', 'a', 'b']);
  });

  it('shows the worst finding of a check and counts the others', () => {
    const [row] = fixRows([kind('a', 'medium', 4), kind('a', 'critical', 2)], controls, formula);
    expect(row).toMatchObject({ severity: 'critical', count: 6, fingerprint: 'a-critical' });
  });

  it('gains what the check lost of its weight, out of all weight', () => {
    // 6 of 40.
    expect(fixRows([kind('a', 'high')], controls, formula)[0]?.points).toBe(15);
  });

  it('gains nothing that could be told where there is no score', () => {
    const rows = fixRows([kind('a', 'high')], controls, { ...formula, uncapped: null });
    expect(rows[0]?.points).toBeNull();
  });

  it('leaves out what is only told, and what failed nothing', () => {
    const passing = [{ id: 'a', outcome: 'pass' } as ControlResult];
    expect(fixRows([kind('a', 'info')], controls, formula)).toEqual([]);
    expect(fixRows([kind('a', 'low')], passing, formula)).toEqual([]);
  });
});
