/**
 * What a check comes to on one node: failed, could not be seen, passed, nothing there to judge, or does not
 * concern the cluster.
 */
export const NODE_CHECK_STATES = ['fail', 'unseen', 'pass', 'absent', 'not-applicable'] as const;
export type NodeCheckState = (typeof NODE_CHECK_STATES)[number];

/** How long a version is mended: by its makers, by its provider alone, no longer, or not known. */
export const SUPPORT_STATES = ['supported', 'provider', 'ended', 'unknown'] as const;
export type SupportState = (typeof SUPPORT_STATES)[number];

/** A version with what is known of its support at the time of the scan. */
export interface VersionSupport {
  /** As the program tells it, such as `v1.36.3`; empty where it tells none. */
  readonly version: string;
  readonly state: SupportState;
  /** Last day with upstream support, `YYYY-MM-DD`; null where it is not known. */
  readonly endOfLife: string | null;
}
