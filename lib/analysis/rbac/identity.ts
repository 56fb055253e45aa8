import type { Subject } from '#lib/model/rbac.ts';
import type { UserInfo } from './access-question.ts';

/** Members pass every authorizer. */
export const MASTERS = 'system:masters';
export const ANONYMOUS = 'system:anonymous';
export const AUTHENTICATED = 'system:authenticated';
export const UNAUTHENTICATED = 'system:unauthenticated';
const SERVICE_ACCOUNTS = 'system:serviceaccounts';
const SERVICE_ACCOUNT_USER = 'system:serviceaccount:';
const NODE_USER = 'system:node:';

/** Returns the user name under which a service account authenticates. */
export function serviceAccountUser(namespace: string, name: string): string {
  return `${SERVICE_ACCOUNT_USER}${namespace}:${name}`;
}

/** Returns namespace and name of the service account a user name stands for, or null. */
export function serviceAccountOf(user: string): { namespace: string; name: string } | null {
  if (!user.startsWith(SERVICE_ACCOUNT_USER)) return null;
  const [namespace, name, ...rest] = user.slice(SERVICE_ACCOUNT_USER.length).split(':');
  return namespace && name && rest.length === 0 ? { namespace, name } : null;
}

/** Returns the groups the API server itself gives a user of this name. */
function impliedGroups(user: string): readonly string[] {
  if (user === ANONYMOUS) return [UNAUTHENTICATED];
  const account = serviceAccountOf(user);
  if (account !== null) {
    return [SERVICE_ACCOUNTS, `${SERVICE_ACCOUNTS}:${account.namespace}`, AUTHENTICATED];
  }
  return user.startsWith(NODE_USER) ? ['system:nodes', AUTHENTICATED] : [AUTHENTICATED];
}

/** Returns a user with the groups given and those its name implies, each once. */
export function withImpliedGroups(name: string, groups: readonly string[] = []): UserInfo {
  const implied = groups.includes(UNAUTHENTICATED) ? [] : impliedGroups(name);
  return { name, groups: [...new Set([...groups, ...implied])] };
}

/** Returns the groups every member of a group is in as well. */
function groupsOfMember(group: string): readonly string[] {
  if (group === UNAUTHENTICATED) return [group];
  const implied = group.startsWith(`${SERVICE_ACCOUNTS}:`)
    ? [SERVICE_ACCOUNTS, AUTHENTICATED]
    : [AUTHENTICATED];
  return [...new Set([group, ...implied])];
}

/** Returns the user a subject stands for with every implied group; a group is a member without a name. */
export function userOf(subject: Subject): UserInfo {
  if (subject.kind === 'Group') return { name: '', groups: groupsOfMember(subject.name) };
  if (subject.kind === 'ServiceAccount') {
    return withImpliedGroups(serviceAccountUser(subject.namespace ?? '', subject.name));
  }
  return withImpliedGroups(subject.name);
}
