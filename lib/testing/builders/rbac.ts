import type { Binding, ClusterRole, PolicyRule, Role, ServiceAccount, Subject } from '#lib/model/rbac.ts';
import { build, metadata, type ObjectOptions } from './objects.ts';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** Returns a Role. */
export function role(name: string, rules: readonly PolicyRule[], options: ObjectOptions = {}): Role {
  return build('roles', { kind: 'Role', metadata: metadata(name, options) }, { rules });
}

/** Returns a ClusterRole. */
export function clusterRole(
  name: string,
  rules: readonly PolicyRule[],
  options: ObjectOptions & { readonly aggregationRule?: ClusterRole['aggregationRule'] } = {},
): ClusterRole {
  const { aggregationRule } = options;
  const head = { kind: 'ClusterRole', metadata: metadata(name, options, false) };
  return build('clusterRoles', head, aggregationRule === undefined ? { rules } : { rules, aggregationRule });
}

/** Which role a binding names: `Role/name` or `ClusterRole/name`. */
type RoleName = `Role/${string}` | `ClusterRole/${string}`;

/** Returns a RoleBinding of a role to subjects. */
export function roleBinding(
  name: string,
  grant: { readonly role: RoleName; readonly subjects: readonly Subject[] },
  options: ObjectOptions = {},
): Binding {
  const head = { kind: 'RoleBinding', metadata: metadata(name, options) };
  return build('roleBindings', head, { roleRef: roleRef(grant.role), subjects: grant.subjects });
}

/** Returns a ClusterRoleBinding of a cluster role to subjects. */
export function clusterRoleBinding(
  name: string,
  grant: { readonly role: `ClusterRole/${string}`; readonly subjects: readonly Subject[] },
  options: ObjectOptions = {},
): Binding {
  const head = { kind: 'ClusterRoleBinding', metadata: metadata(name, options, false) };
  return build('clusterRoleBindings', head, { roleRef: roleRef(grant.role), subjects: grant.subjects });
}

/** Returns a service account. */
export function serviceAccount(
  name: string,
  options: ObjectOptions & { readonly automountServiceAccountToken?: boolean } = {},
): ServiceAccount {
  const { automountServiceAccountToken: mounts } = options;
  const head = { kind: 'ServiceAccount', metadata: metadata(name, options) };
  return build('serviceAccounts', head, mounts === undefined ? {} : { automountServiceAccountToken: mounts });
}

/** Returns a user as a subject. */
export function user(name: string): Subject {
  return { kind: 'User', apiGroup: RBAC_GROUP, name };
}

/** Returns a group as a subject. */
export function group(name: string): Subject {
  return { kind: 'Group', apiGroup: RBAC_GROUP, name };
}

/** Returns a service account as a subject. */
export function account(name: string, namespace: string): Subject {
  return { kind: 'ServiceAccount', name, namespace };
}

function roleRef(role: RoleName) {
  const slash = role.indexOf('/');
  return { apiGroup: RBAC_GROUP, kind: role.slice(0, slash), name: role.slice(slash + 1) };
}
