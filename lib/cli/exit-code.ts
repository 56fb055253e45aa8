import type { ScanResult } from '#lib/model/scan-result.ts';
import { isAtLeast } from '#lib/model/severity.ts';
import type { Severity } from '#lib/model/severity.ts';

/** What the caller learns without reading the result. */
export const EXIT = { clear: 0, found: 1, notRun: 2 } as const;

/** Returns the exit code of a result; one in which no check could be made at all is none to rely on. */
export function exitCodeOf(result: ScanResult, failOn: Severity | null): number {
  if (failOn !== null && result.findings.some(({ severity }) => isAtLeast(severity, failOn)))
    return EXIT.found;
  const { assessed, total } = result.coverage;
  return total > 0 && assessed === 0 ? EXIT.notRun : EXIT.clear;
}
