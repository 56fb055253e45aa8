import type { KubeObject } from './kube-object.ts';
import type { LabelSelector } from './label-selector.ts';

export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

export interface Role extends KubeObject {
  readonly rules: readonly PolicyRule[];
}

export interface ClusterRole extends Role {
  readonly aggregationRule?: { readonly clusterRoleSelectors?: readonly LabelSelector[] };
}

export interface Subject {
  readonly kind: string;
  readonly apiGroup?: string;
  readonly name: string;
  readonly namespace?: string;
}

/** A RoleBinding (with a namespace) or a ClusterRoleBinding (without one). */
export interface Binding extends KubeObject {
  readonly roleRef: { readonly apiGroup: string; readonly kind: string; readonly name: string };
  readonly subjects: readonly Subject[];
}

export interface ServiceAccount extends KubeObject {
  readonly automountServiceAccountToken?: boolean;
  /** Names only. */
  readonly secrets?: readonly { readonly name?: string }[];
  readonly imagePullSecrets?: readonly { readonly name?: string }[];
}

/** One grant that answers a question: which binding, which role, which of its rules, for which subject. */
export interface Grant {
  readonly binding: GrantSource;
  readonly role: GrantSource;
  /** Index in the role's rules. */
  readonly rule: number;
  /** The subject of the binding that matched. */
  readonly subject: Subject;
}

export interface GrantSource {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}
