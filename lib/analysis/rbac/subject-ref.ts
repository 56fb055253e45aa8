import type { Subject } from '#lib/model/rbac.ts';
import { refKey } from '#lib/model/resource-ref.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';
import { serviceAccountOf } from './identity.ts';

/**
 * Returns the reference to a subject. Users and groups are no objects of the cluster: they stand under the RBAC
 * group, by kind and name. A User with a service account's user name is that service account.
 */
export function subjectRef(subject: Subject): ResourceRef {
  const account = subject.kind === 'User' ? serviceAccountOf(subject.name) : null;
  if (account !== null) return { apiVersion: 'v1', kind: 'ServiceAccount', ...account, uid: null };
  const { kind, name, namespace = null } = subject;
  if (kind === 'ServiceAccount') return { apiVersion: 'v1', kind, namespace, name, uid: null };
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, namespace: null, name, uid: null };
}

/** Returns a key that two subjects share exactly when they are the same to the authorizer. */
export function subjectKey(subject: Subject): string {
  return refKey(subjectRef(subject));
}

/** Returns a subject in words both languages use: `Group devs`, `ServiceAccount shop/robot`. */
export function subjectLabel(subject: Subject): string {
  const { kind, namespace, name } = subjectRef(subject);
  return namespace === null ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
