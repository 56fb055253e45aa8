import { describe, expect, it } from 'vitest';
import type { ControlResult, Finding, Outcome } from '#lib/model/control.ts';
import type { Severity } from '#lib/model/severity.ts';
import { text } from '#lib/model/text.ts';
import { coverageOf } from './coverage.ts';
import { gradeOf, scoreScan } from './score-scan.ts';

const words = text('Words', '文字');

interface Counts {
  readonly checked?: number;
  readonly failed?: number;
}

function result(
  severity: Severity,
  outcome: Outcome,
  { checked = 1, failed = 0 }: Counts = {},
): ControlResult {
  return {
    id: `${severity}-${outcome}`,
    aliases: [],
    title: words,
    failTitle: words,
    description: words,
    remediation: { text: words },
    messages: {},
    severity,
    category: severity === 'low' ? 'network' : 'rbac',
    frameworks: [],
    references: [],
    outcome,
    checked,
    failed,
    atLeast: false,
    gapIds: [],
    reason: null,
  };
}

function finding(severity: Severity): Finding {
  const resource = { apiVersion: 'v1', kind: 'Pod', namespace: 'a', name: 'b', uid: null };
  return {
    fingerprint: severity,
    controlId: 'some-control',
    severity,
    resource,
    messageId: 'm',
    params: {},
    evidence: [],
  };
}

const score = (results: ControlResult[], findings: Finding[] = [], blind: string[] = []) =>
  scoreScan({ results, findings, blind });

describe('the value', () => {
  it('keeps all weight of a pass and half of the passing share of a fail', () => {
    // 10 of 10 and 6 x 0.5 x 3/4 of 6: 12.25 of 16.
    const value = score([
      result('critical', 'pass'),
      result('high', 'fail', { checked: 4, failed: 1 }),
    ]).value;
    expect(value).toBe(76.5);
  });

  it('is 100 only when nothing failed', () => {
    expect(score([result('critical', 'pass'), result('low', 'pass')]).value).toBe(100);
    const almost = score([
      result('critical', 'pass'),
      result('low', 'fail', { checked: 1000, failed: 1 }),
    ]).value;
    expect(almost).toBeLessThan(100);
  });

  it('is not raised by what could not be assessed', () => {
    const seen = [result('critical', 'pass'), result('high', 'fail', { checked: 1, failed: 1 })];
    expect(score([...seen, result('low', 'not-assessed')]).value).toBe(score(seen).value);
  });
});

describe('the cap', () => {
  const results = [result('critical', 'pass'), result('high', 'pass')];

  it.each([
    { name: 'holds at 59 with an open critical finding', severity: 'critical' as const, value: 59 },
    { name: 'holds at 79 with an open high finding', severity: 'high' as const, value: 79 },
    { name: 'leaves a medium finding alone', severity: 'medium' as const, value: 100 },
  ])('$name', ({ severity, value }) => {
    expect(score(results, [finding(severity)]).value).toBe(value);
  });

  it('is named with the findings that hold it and the value before it', () => {
    const { formula } = score(results, [finding('critical'), finding('critical'), finding('high')]);
    expect(formula.cap).toEqual({ at: 59, severity: 'critical', findings: 2 });
    expect(formula.uncapped).toBe(100);
  });

  it('is not named where the value lies below it anyway', () => {
    const low = score([result('critical', 'fail', { checked: 1, failed: 1 })], [finding('critical')]);
    expect(low).toMatchObject({ value: 0, formula: { cap: null } });
  });
});

describe('no score', () => {
  it('is given when nodes, pods or RBAC could not be read at all', () => {
    expect(score([result('critical', 'pass')], [], ['pods'])).toMatchObject({ value: null, grade: null });
  });

  it('is given when less than half of the weight was assessed, and one is given at half', () => {
    expect(score([result('high', 'pass'), result('critical', 'not-assessed')]).value).toBeNull();
    const half = [result('critical', 'pass'), result('critical', 'error')];
    expect(score(half).value).toBe(100);
  });

  it('is given when nothing was there to judge', () => {
    expect(score([result('critical', 'not-applicable')]).value).toBeNull();
  });
});

describe('the grade', () => {
  it.each([
    { value: 100, grade: 'A' },
    { value: 90, grade: 'A' },
    { value: 89.9, grade: 'B' },
    { value: 80, grade: 'B' },
    { value: 79, grade: 'C' },
    { value: 59, grade: 'D' },
    { value: 49.9, grade: 'F' },
  ])('of $value is $grade', ({ value, grade }) => {
    expect(gradeOf(value)).toBe(grade);
  });
});

describe('coverage', () => {
  it('counts a control that does not apply as looked at, and names a category with nothing to judge', () => {
    const results = [
      result('critical', 'pass'),
      result('high', 'not-assessed'),
      result('medium', 'error'),
      result('low', 'not-applicable'),
    ];
    expect(coverageOf(results)).toEqual({
      assessed: 2,
      total: 4,
      notAssessed: 1,
      errors: 1,
      vacuous: ['network'],
    });
  });
});
