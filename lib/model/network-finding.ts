import type { PolicyName } from './network-answer.ts';
import type { Text } from './text.ts';

/** What can be told of a cluster's network as a whole, in the order in which it is told. */
export const NETWORK_FINDING_KINDS = [
  'not-enforced',
  'default-deny',
  'pods-unselected',
  'policy-selects-nothing',
  'namespace-selector-misspelt',
  'rule-matches-nobody',
  'rule-changes-nothing',
  'policies-contradict',
  'dns-blocked',
  'api-server-reachable',
  'metadata-reachable',
  'etcd-reachable',
  'kubelet-reachable',
  'control-plane-reachable',
] as const;
export type NetworkFindingKind = (typeof NETWORK_FINDING_KINDS)[number];

/** Whether something is wrong, nothing is, or nobody can tell. */
export type NetworkStanding = 'wrong' | 'fine' | 'unknown';

/** One derived answer. */
export interface NetworkFinding {
  readonly kind: NetworkFindingKind;
  readonly standing: NetworkStanding;
  /** The policy, namespace or target it is about. */
  readonly subject: string;
  readonly policy: PolicyName | null;
  readonly namespace: string | null;
  /** Workloads it is about, as `namespace/name[Kind]`. */
  readonly workloads: readonly string[];
  readonly sentence: Text;
}
