import type { Text } from './text.ts';

/** Why something could not be seen. */
export const GAP_REASONS = [
  'forbidden',
  'unauthorized',
  'timeout',
  'unreachable',
  'malformed',
  'truncated',
  'server-error',
  'throttled',
  'cancelled',
  'absent',
  'disabled',
  'not-given',
] as const;
export type GapReason = (typeof GAP_REASONS)[number];

/** Reasons that do not make a scan partial: the cluster has no such thing, or the user left it out. */
const EXPECTED_REASONS: readonly GapReason[] = ['absent', 'disabled', 'not-given'];

/** One thing that could not be seen; shown on screen and in every report. */
export interface Gap {
  /** Stable within a scan: slice, reason, resource and scope joined by `:`. */
  readonly id: string;
  /** The slice it belongs to, or `probes`. */
  readonly slice: string;
  readonly reason: GapReason;
  /** The verb that was refused or failed, such as `list`; null where no request was made. */
  readonly verb: string | null;
  /** `resource.group` (core: `resource`), or an address and port; null where none applies. */
  readonly resource: string | null;
  /** `cluster`, `namespace/<name>`, or the address probed. */
  readonly scope: string;
  readonly message: Text;
  /** What would allow it: a rule or a setting; null where nothing is known. */
  readonly unlock: Text | null;
}

/** Returns a gap with its id made from its parts. */
export function makeGap(parts: Omit<Gap, 'id'>): Gap {
  const id = [parts.slice, parts.reason, parts.verb ?? '', parts.resource ?? '', parts.scope].join(':');
  return { id, ...parts };
}

/** Returns whether a gap hides something: what a cluster does not serve is no object that was missed. */
export function isUnseen(gap: Gap): boolean {
  return gap.reason !== 'absent';
}

/** Returns whether a gap makes a scan `partial` (contracts: beyond absent, disabled, not-given). */
export function isUnexpected(gap: Gap): boolean {
  return !EXPECTED_REASONS.includes(gap.reason);
}
