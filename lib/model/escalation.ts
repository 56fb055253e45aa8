import type { Grant, GrantSource, PolicyRule, Subject } from './rbac.ts';
import type { ResourceRef } from './resource-ref.ts';
import type { Text, TextParams } from './text.ts';

/** One way from one place of an attacker to the next; of two chains equally long the one listed first is told. */
export const ESCALATION_EDGES = [
  'ROLE_BIND',
  'ROLE_ESCALATE',
  'IDENTITY_IMPERSONATE',
  'IMPERSONATE_CONSTRAINED',
  'AWS_AUTH_WRITE',
  'TOKEN_REQUEST',
  'CSR_APPROVE',
  'TOKEN_SECRET_CREATE',
  'POD_CREATE_SA',
  'POD_EXEC',
  'POD_EPHEMERAL',
  'POD_PATCH',
  'NODE_PROXY',
  'TOKEN_LIST',
  'TOKEN_BRUTEFORCE',
  'POD_CREATE',
  'WORKLOAD_CREATE',
  'PSA_BYPASS',
  'PV_HOSTPATH',
  'WEBHOOK_MUTATE',
  'POD_ATTACH_API',
  'BOOTSTRAP_TOKEN',
  'CSR_NODE_CLIENT',
  'NODE_DRAIN_STEAL',
  'CE_NSENTER',
  'CE_PRIV_MOUNT',
  'CE_WINDOWS_HOSTPROCESS',
  'RUNTIME_SOCKET_NODE',
  'CE_STATIC_POD',
  'CE_KUBELET_CREDS',
  'CE_MODULE_LOAD',
  'CE_SYS_PTRACE',
  'EXPLOIT_HOST_WRITE',
  'EXPLOIT_HOST_READ',
  'CE_CAP_SYS_ADMIN',
  'CE_DAC_READ_SEARCH',
  'CE_SYS_RAWIO',
  'CE_BPF',
  'NODE_CONTROL_PLANE',
  'TOKEN_STEAL',
  'IDENTITY_ASSUME',
] as const;
export type EscalationEdge = (typeof ESCALATION_EDGES)[number];

/** Where an attacker stands: what they act as, or what they hold. */
export type ChainPlace =
  | { readonly kind: 'subject'; readonly subject: Subject }
  /** A role the attacker has bound to themself, in a namespace or on the whole cluster. */
  | { readonly kind: 'role'; readonly role: GrantSource; readonly namespace: string | null }
  /** Somebody else's rights, as far as a constrained mode of impersonation lets them through. */
  | { readonly kind: 'mode'; readonly mode: string; readonly subject: Subject }
  | { readonly kind: 'pod'; readonly pod: ResourceRef }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'cluster' };

/** A rule that a step uses; without a binding where the step before has made that binding. */
export interface ChainGrant extends Omit<Grant, 'binding'> {
  readonly binding: GrantSource | null;
  readonly rules: PolicyRule;
  readonly isDefault: boolean;
}

/** Something a step needs of the cluster that could not be read. */
export interface UnknownPart {
  readonly id: string;
  readonly text: Text;
}

export interface ChainStep {
  readonly edge: EscalationEdge;
  readonly from: ChainPlace;
  readonly to: ChainPlace;
  /** A template of both languages, and what stands in it. */
  readonly text: Text;
  readonly params: TextParams;
  readonly grants: readonly ChainGrant[];
  /** The objects of this cluster that make the step possible. */
  readonly objects: readonly ResourceRef[];
  /** Not empty: the step is possible only if this is as it needs it. */
  readonly unknown: readonly UnknownPart[];
}

/** The shortest way of a subject to full rights over the cluster. */
export interface EscalationChain {
  readonly subject: Subject;
  /** Empty where the subject has full rights already. */
  readonly steps: readonly ChainStep[];
  /** No step rests on something that could not be read. */
  readonly isCertain: boolean;
  /** Its first step rests on unchanged defaults of Kubernetes alone. */
  readonly isDefault: boolean;
}
