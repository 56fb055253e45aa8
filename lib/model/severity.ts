/** Severities from worst to mildest; this order is the order everywhere. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Returns the rank of a severity: 0 is worst. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** Returns whether `severity` is as bad as `level` or worse. */
export function isAtLeast(severity: Severity, level: Severity): boolean {
  return severityRank(severity) <= severityRank(level);
}
