import type { Binding, ClusterRole, PolicyRule, Role, Subject } from '#lib/model/rbac.ts';
import type { RandomQuestion, RandomRbac } from './random-rbac.ts';

const RBAC = 'rbac.authorization.k8s.io';
const API = { apiVersion: `${RBAC}/v1` };

/** Returns a Role. */
export function role(namespace: string, name: string, ...rules: PolicyRule[]): Role {
  return { ...API, kind: 'Role', metadata: { name, namespace }, rules };
}

/** Returns a ClusterRole. */
export function clusterRole(name: string, ...rules: PolicyRule[]): ClusterRole {
  return { ...API, kind: 'ClusterRole', metadata: { name }, rules };
}

/** Returns a binding: on the whole cluster where `where` is `everywhere`, else in that namespace; `to` is `Kind/name`. */
export function bind(where: string, to: string, ...subjects: Subject[]): Binding {
  const [kind = '', ...rest] = to.split('/');
  const name = rest.join('/');
  const metadata = { name: `${where}-${name}` };
  const roleRef = { apiGroup: RBAC, kind, name };
  if (where === 'everywhere') return { ...API, kind: 'ClusterRoleBinding', metadata, roleRef, subjects };
  return { ...API, kind: 'RoleBinding', metadata: { ...metadata, namespace: where }, roleRef, subjects };
}

/** Returns the four lists that hold these objects. */
export function rbacObjects(...all: (Role | ClusterRole | Binding)[]): RandomRbac {
  const of = <T extends Role | Binding>(kind: string): T[] => all.filter((one) => one.kind === kind) as T[];
  return {
    roles: of('Role'),
    clusterRoles: of('ClusterRole'),
    roleBindings: of('RoleBinding'),
    clusterRoleBindings: of('ClusterRoleBinding'),
  };
}

/** Returns the question told as `get pods/exec.group namespace/name` or `get /path`; parts at the end may lack. */
export function ask(words: string): RandomQuestion['ask'] {
  const [verb = '', what = '', where = ''] = words.split(' ');
  if (what.startsWith('/')) return { verb, path: what };
  const [whole = '', ...apiGroup] = what.split('.');
  const [resource = '', subresource] = whole.split('/');
  const [namespace, name] = where.includes('/') ? where.split('/') : ['', where];
  return {
    verb,
    group: apiGroup.join('.'),
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(namespace ? { namespace } : {}),
    ...(name ? { name } : {}),
  };
}
