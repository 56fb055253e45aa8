/**
 * How a finding stands against the scans of its cluster before: in none of them, not in the last but in an
 * earlier one, or in the last.
 */
export const FINDING_AGES = ['new', 'reopened', 'older'] as const;
export type FindingAge = (typeof FINDING_AGES)[number];
