import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countPlaywright, countVitest } from './count-reports.ts';

const folder = mkdtempSync(join(tmpdir(), 'merlon-count-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function reportFile(report: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(report));
  return path;
}

describe('countVitest', () => {
  const file = (status: string, cases: number): object => ({
    status,
    assertionResults: Array.from({ length: cases }, () => ({})),
  });
  const cases = [
    {
      name: 'takes passed and failed cases as they are',
      report: { numPassedTests: 5, numFailedTests: 2, testResults: [file('failed', 7)] },
      exitCode: 1,
      count: { passed: 5, failed: 2 },
    },
    {
      name: 'counts a file that could not be loaded',
      report: { numPassedTests: 5, numFailedTests: 0, testResults: [file('passed', 5), file('failed', 0)] },
      exitCode: 1,
      count: { passed: 5, failed: 1 },
    },
    {
      name: 'counts an exit code that no case explains',
      report: { numPassedTests: 5, numFailedTests: 0, testResults: [file('passed', 5)] },
      exitCode: 1,
      count: { passed: 5, failed: 1 },
    },
    {
      name: 'takes a run without any case as failed',
      report: { numPassedTests: 0, numFailedTests: 0, testResults: [] },
      exitCode: 0,
      count: { passed: 0, failed: 1 },
    },
  ];
  it.each(cases)('$name', ({ report, exitCode, count }) => {
    expect(countVitest(reportFile(report), exitCode)).toEqual(count);
  });

  it('takes a missing report as a failure, even with exit code 0', () => {
    expect(countVitest(join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('countPlaywright', () => {
  const cases = [
    {
      name: 'counts a case that passed at the second try as passed',
      report: { stats: { expected: 3, unexpected: 1, flaky: 1 }, errors: [] },
      exitCode: 1,
      count: { passed: 4, failed: 1 },
    },
    {
      name: 'counts errors outside of any case',
      report: { stats: { expected: 3, unexpected: 0, flaky: 0 }, errors: [{}] },
      exitCode: 1,
      count: { passed: 3, failed: 1 },
    },
  ];
  it.each(cases)('$name', ({ report, exitCode, count }) => {
    expect(countPlaywright(reportFile(report), exitCode)).toEqual(count);
  });
});
