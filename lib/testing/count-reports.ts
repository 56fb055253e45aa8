import { existsSync, readFileSync } from 'node:fs';

/** How many cases a step ran, by what became of them. */
export interface Count {
  passed: number;
  failed: number;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
}

function readReport<Report>(path: string): Report | null {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Report) : null;
}

// A runner that fails for a reason none of its cases shows, or that ran no case, has failed once.
function settled(count: Count, exitCode: number): Count {
  const isSilentFailure = (exitCode !== 0 || count.passed === 0) && count.failed === 0;
  return isSilentFailure ? { ...count, failed: 1 } : count;
}

/** Counts a step that is no runner: one check. */
export function countStep(exitCode: number): Count {
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Counts Vitest's JSON report; a file that could not be loaded holds no case and counts as one failure. */
export function countVitest(path: string, exitCode: number): Count {
  const report = readReport<VitestReport>(path);
  if (report === null) return countStep(exitCode || 1);
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  return settled({ passed: report.numPassedTests, failed: report.numFailedTests + unloaded }, exitCode);
}

/** Counts Playwright's JSON report; errors outside of any case count as failures. */
export function countPlaywright(path: string, exitCode: number): Count {
  const report = readReport<PlaywrightReport>(path);
  if (report === null) return countStep(exitCode || 1);
  const { expected, flaky, unexpected } = report.stats;
  return settled({ passed: expected + flaky, failed: unexpected + report.errors.length }, exitCode);
}
