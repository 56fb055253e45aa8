import type { Text } from '#lib/model/text.ts';
import type { AddressRange } from './address-ranges.ts';
import type { LabelExpr } from './label-expr.ts';
import type { PortRange, Lane } from './port-sets.ts';

/** Which way a rule looks, seen from the pod its policy selects. */
export const REACH_DIRECTIONS = ['ingress', 'egress'] as const;
export type ReachDirection = (typeof REACH_DIRECTIONS)[number];

/**
 * A set of endpoints as a policy describes it. `pods` are those a selector can see, never hosts and never what is
 * outside; `addresses` are whatever has one of them.
 */
export type EndpointSet = PlainSet | JoinedSet;

type PlainSet =
  /** Everybody, nobody, all that is neither pod nor host, or nobody can tell who. */
  | { readonly op: 'all' | 'none' | 'external' | 'doubt' }
  /** The node that the other side runs on. */
  | { readonly op: 'own-host' }
  | { readonly op: 'pods'; readonly namespace: NamespaceTerm; readonly labels: LabelExpr }
  | { readonly op: 'addresses'; readonly ranges: readonly AddressRange[] }
  /** Where `at` is given, those of them that have one of its addresses, whether or not addresses mean hosts elsewhere. */
  | { readonly op: 'hosts'; readonly labels: LabelExpr; readonly at?: readonly AddressRange[] };

export type JoinedSet =
  | { readonly op: 'not'; readonly of: EndpointSet }
  | { readonly op: 'and' | 'or'; readonly of: readonly EndpointSet[] };

/** Namespaces of pods: one by its name, or those whose labels meet a condition. */
export type NamespaceTerm = { readonly name: string } | { readonly labels: LabelExpr };

/**
 * One entry of a list of ports: a range of one protocol, or the name of a port of the destination, which may also be
 * left out of all that the others name.
 */
export type PortTerm =
  | PortRange
  | { readonly named: string; readonly lanes: readonly Lane[]; readonly isLeftOut?: true };

/** `all` has no limit at all, not even a protocol. */
export type PortTerms = 'all' | readonly PortTerm[];

export type RuleAction = 'allow' | 'deny' | 'pass';

/** Names the policy, of whatever kind, that a rule stands in. */
export interface PolicyRef {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

export interface ReachRule {
  /** Its place in the policy's list of this direction. */
  readonly index: number;
  readonly action: RuleAction;
  readonly peer: EndpointSet;
  readonly ports: PortTerms;
  /** Of the pods that its policy selects, those it is for; all of them where it is left out. */
  readonly self?: EndpointSet;
  /** Why it cannot be told whether the rule matches, or what it does; then it may do either. */
  readonly doubt?: Text;
}

/** What one policy does in one direction. */
export interface ReachPolicy {
  readonly ref: PolicyRef;
  readonly subject: EndpointSet;
  /** It selects hosts; all others select pods. */
  readonly isForHosts?: true;
  /** Policies of a tier are asked in ascending order; equal ones have no order among them. */
  readonly rank: number;
  /** The tier's end applies to the pods it selects. */
  readonly governs: boolean;
  /** Why it cannot be told whether the policy is in force or governs. */
  readonly doubt?: Text;
  readonly rules: readonly ReachRule[];
}

/** Policies asked together; what none of them decides goes to the end of the tier. */
export interface ReachTier {
  readonly name: string;
  /** For pods that one of its policies governs: what no rule matched is denied, or goes on to the next tier. */
  readonly end: 'deny' | 'pass';
  /** What policies of equal rank disagree about is `unknown`; where they only ever add, they cannot disagree. */
  readonly ties: 'add' | 'unknown';
  /** Why it cannot be told whether the tier is asked at all. */
  readonly doubt?: Text;
  readonly ingress: readonly ReachPolicy[];
  readonly egress: readonly ReachPolicy[];
}

/** Something in a policy that does not do what it seems to, or cannot be judged. */
export interface PolicyProblem {
  readonly ref: PolicyRef;
  /** Rule id of the specification, such as `NP-28`. */
  readonly rule: string;
  readonly message: Text;
}

/** Everything that decides about traffic of pods, in the order in which it is asked. */
export interface PolicyPlan {
  readonly tiers: readonly ReachTier[];
  readonly problems: readonly PolicyProblem[];
}
