import type { ClusterRole, PolicyRule, Subject } from '#lib/model/rbac.ts';
import data from './default-rbac.json' with { type: 'json' };

/** What a default object says in the minor versions `from` to `to` of Kubernetes 1, both included. */
export interface DefaultVariant {
  readonly from: number;
  readonly to: number;
  readonly rules?: readonly PolicyRule[];
  readonly aggregationRule?: ClusterRole['aggregationRule'];
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly Subject[];
}

/** A role or binding that the API server (or the installer named) creates by itself. */
export interface DefaultRbacObject {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly installer?: string;
  /** Those by which an aggregating role takes it in. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly variants: readonly DefaultVariant[];
}

interface DefaultRbac {
  /** Minor versions covered: before the oldest there is no baseline, after the newest that one stands. */
  readonly oldest: number;
  readonly newest: number;
  readonly objects: readonly DefaultRbacObject[];
}

/**
 * The roles and bindings of Kubernetes' own bootstrap policy, 1.20 to 1.36, those behind feature gates as a
 * variant of their own, and what kubeadm adds. Sorted by kind, namespace and name.
 */
export const DEFAULT_RBAC = data as unknown as DefaultRbac;
