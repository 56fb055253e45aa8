import type { Text } from './text.ts';

export const VERDICTS = ['allowed', 'denied', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Names a policy of any kind. */
export interface PolicyName {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

/** The policy and rule that decided one side of a connection. */
export interface Decider extends PolicyName {
  /** Its place in the policy's rules of this direction; null where no rule matched and the end decided. */
  readonly rule: number | null;
  readonly action: 'allow' | 'deny' | 'pass';
}

/** A rule that would have allowed the connection but for one thing. */
export interface NearMiss extends PolicyName {
  readonly rule: number;
  /** What did not match. */
  readonly missed: 'peer' | 'port';
}

/** What the policies of one side say. */
export interface SideAnswer {
  readonly verdict: Verdict;
  /** Null where nothing selects the endpoint: everything is allowed then. */
  readonly decider: Decider | null;
  /** Policies that isolate the endpoint in this direction. */
  readonly isolatedBy: readonly PolicyName[];
  /** Every rule that allows it, whether it was needed or not. */
  readonly allowedBy: readonly Decider[];
  /** Rules that were passed over before the decision. */
  readonly passedBy: readonly Decider[];
  readonly nearMisses: readonly NearMiss[];
}

/** The answer to "may this reach that?". */
export interface NetworkAnswer {
  readonly verdict: Verdict;
  readonly egress: SideAnswer;
  readonly ingress: SideAnswer;
  /** Why it is `unknown`, or what beside the policies decided. */
  readonly reasons: readonly Text[];
}
