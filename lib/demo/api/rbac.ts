import type { RawObject } from '../raw-object.ts';
import { readList, readText } from '../raw-object.ts';
import type { ClusterState } from './cluster-state.ts';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

export interface User {
  name: string;
  groups: readonly string[];
  uid?: string;
}

export interface ResourceAsk {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  name?: string;
  namespace?: string;
}

export interface PathAsk {
  verb: string;
  path: string;
}

export type Ask = ResourceAsk | PathAsk;

/** The demo's own check of RBAC rules, written apart from the product's on purpose. */
export interface Authorizer {
  /** Returns why a user may, as the API server words it, or null. */
  allows(user: User, ask: Ask): string | null;
  /** Returns the rules of a user in one namespace and on the whole cluster. */
  rulesOf(user: User, namespace: string): unknown[];
}

/** Builds the check over the roles and bindings of a cluster. */
export function createAuthorizer(state: ClusterState): Authorizer {
  const of = (kind: string): readonly RawObject[] => state.objectsOf({ group: RBAC_GROUP, kind });
  const roles = new Map(of('Role').map((role) => [`${role.metadata.namespace}/${role.metadata.name}`, role]));
  const clusterRoles = new Map(of('ClusterRole').map((role) => [role.metadata.name, role]));
  const rulesBehind = (binding: RawObject): unknown[] => {
    const name = readText(binding, 'roleRef', 'name');
    const role =
      readText(binding, 'roleRef', 'kind') === 'Role'
        ? roles.get(`${binding.metadata.namespace}/${name}`)
        : clusterRoles.get(name);
    return readList(role, 'rules');
  };
  const bindingsOf = (user: User, namespace: string | undefined): RawObject[] => {
    const local = of('RoleBinding').filter((binding) => binding.metadata.namespace === namespace);
    const all = namespace === undefined ? of('ClusterRoleBinding') : [...of('ClusterRoleBinding'), ...local];
    return all.filter((binding) =>
      readList(binding, 'subjects').some((one) => isSubject(binding, one, user)),
    );
  };
  return {
    allows(user, ask) {
      if (user.groups.includes('system:masters')) return '';
      const namespace = 'path' in ask ? undefined : ask.namespace;
      for (const binding of bindingsOf(user, namespace)) {
        if (rulesBehind(binding).some((rule) => covers(rule, ask))) return reasonOf(binding, user);
      }
      return null;
    },
    rulesOf(user, namespace) {
      const everything = [
        { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
        { verbs: ['*'], nonResourceURLs: ['*'] },
      ];
      if (user.groups.includes('system:masters')) return everything;
      return bindingsOf(user, namespace).flatMap(rulesBehind);
    },
  };
}

function isSubject(binding: RawObject, subject: unknown, user: User): boolean {
  const name = readText(subject, 'name');
  switch (readText(subject, 'kind')) {
    case 'User':
      return name === user.name;
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount': {
      const namespace = readText(subject, 'namespace') || (binding.metadata.namespace ?? '');
      return namespace !== '' && user.name === `system:serviceaccount:${namespace}:${name}`;
    }
    default:
      return false;
  }
}

function covers(rule: unknown, ask: Ask): boolean {
  if (!holds(readList(rule, 'verbs'), ask.verb)) return false;
  return 'path' in ask ? coversPath(rule, ask.path) : coversResource(rule, ask);
}

function coversPath(rule: unknown, path: string): boolean {
  return readList(rule, 'nonResourceURLs')
    .map(String)
    .some((url) => url === '*' || url === path || (url.endsWith('*') && path.startsWith(url.slice(0, -1))));
}

function coversResource(rule: unknown, ask: ResourceAsk): boolean {
  const names = readList(rule, 'resourceNames');
  if (names.length > 0 && !names.includes(ask.name ?? '')) return false;
  if (!holds(readList(rule, 'apiGroups'), ask.group)) return false;
  const resources = readList(rule, 'resources');
  if (ask.subresource === undefined) return holds(resources, ask.resource);
  return holds(resources, `${ask.resource}/${ask.subresource}`) || resources.includes(`*/${ask.subresource}`);
}

function holds(list: readonly unknown[], wanted: string): boolean {
  return list.includes('*') || list.includes(wanted);
}

function reasonOf(binding: RawObject, user: User): string {
  const { name, namespace } = binding.metadata;
  const full = namespace === undefined ? name : `${name}/${namespace}`;
  const role = `${readText(binding, 'roleRef', 'kind')} "${readText(binding, 'roleRef', 'name')}"`;
  return `RBAC: allowed by ${binding.kind} "${full}" of ${role} to ${describeSubject(binding, user)}`;
}

function describeSubject(binding: RawObject, user: User): string {
  const subject = readList(binding, 'subjects').find((one) => isSubject(binding, one, user));
  const kind = readText(subject, 'kind');
  const namespace = readText(subject, 'namespace');
  const name = readText(subject, 'name');
  return kind === 'ServiceAccount' ? `${kind} "${name}/${namespace}"` : `${kind} "${name}"`;
}
