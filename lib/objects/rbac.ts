import type { Binding, ClusterRole, PolicyRule, Role, ServiceAccount, Subject } from '#lib/model/rbac.ts';
import { each, inside, MalformedObject, optionalStrings, requiredString } from './malformed-object.ts';
import type { Raw } from './malformed-object.ts';
import { objectHead } from './object-head.ts';
import type { ObjectType } from './object-head.ts';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

function policyRule(raw: Raw): PolicyRule {
  const verbs = optionalStrings(raw['verbs'], 'verbs') ?? [];
  for (const field of ['apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'])
    optionalStrings(raw[field], field);
  return { ...raw, verbs };
}

/** Returns the record of a Role. */
export function reshapeRole(raw: Raw, type: ObjectType): Role {
  return { ...objectHead(raw, type), rules: each(raw['rules'], 'rules', policyRule) ?? [] };
}

/** Returns the record of a ClusterRole. */
export function reshapeClusterRole(raw: Raw, type: ObjectType): ClusterRole {
  inside(raw['aggregationRule'], 'aggregationRule', (rule) =>
    each(rule['clusterRoleSelectors'], 'clusterRoleSelectors', (selector) => selector),
  );
  return reshapeRole(raw, type);
}

/** Users and groups are of the RBAC group, service accounts of the core group. */
function subject(raw: Raw): Subject {
  const kind = requiredString(raw['kind'], 'kind');
  const name = requiredString(raw['name'], 'name');
  const named = raw['apiGroup'];
  const apiGroup =
    typeof named === 'string' && named !== '' ? named : kind === 'ServiceAccount' ? '' : RBAC_GROUP;
  return { ...raw, kind, name, apiGroup };
}

function roleRef(raw: Raw): Binding['roleRef'] {
  const kind = requiredString(raw['kind'], 'kind');
  const name = requiredString(raw['name'], 'name');
  const apiGroup =
    typeof raw['apiGroup'] === 'string' && raw['apiGroup'] !== '' ? raw['apiGroup'] : RBAC_GROUP;
  return { apiGroup, kind, name };
}

/** Returns the record of a RoleBinding or ClusterRoleBinding. */
export function reshapeBinding(raw: Raw, type: ObjectType): Binding {
  const ref = inside(raw['roleRef'], 'roleRef', roleRef);
  if (ref === undefined) throw new MalformedObject('roleRef', 'an object');
  return {
    ...objectHead(raw, type),
    roleRef: ref,
    subjects: each(raw['subjects'], 'subjects', subject) ?? [],
  };
}

function nameOnly(raw: Raw): { readonly name?: string } {
  return typeof raw['name'] === 'string' ? { name: raw['name'] } : {};
}

/** Returns the record of a ServiceAccount: of its secrets the names only. */
export function reshapeServiceAccount(raw: Raw, type: ObjectType): ServiceAccount {
  const secrets = each(raw['secrets'], 'secrets', nameOnly);
  const imagePullSecrets = each(raw['imagePullSecrets'], 'imagePullSecrets', nameOnly);
  return {
    ...objectHead(raw, type),
    ...(secrets === undefined ? {} : { secrets }),
    ...(imagePullSecrets === undefined ? {} : { imagePullSecrets }),
  };
}
