import { serviceAccountOf } from '#lib/analysis/rbac/identity.ts';
import type { GrantSource, Subject } from '#lib/model/rbac.ts';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** Returns a subject as an address names it: `sa:shop:robot`, `user:ada@example.com`, `group:devs`. */
export function subjectAddress({ kind, name, namespace }: Subject): string {
  const account =
    kind === 'User' ? serviceAccountOf(name) : kind === 'ServiceAccount' ? { namespace, name } : null;
  if (account !== null) return `sa:${account.namespace ?? ''}:${account.name}`;
  return `${kind.toLowerCase()}:${name}`;
}

/** Returns the subject that an address names, or null where it names none. */
export function subjectAt(address: string): Subject | null {
  const [kind = '', ...rest] = address.split(':');
  const name = rest.join(':');
  if (name === '') return null;
  switch (kind) {
    case 'sa': {
      const [namespace = '', account = '', ...more] = rest;
      if (namespace === '' || account === '' || more.length > 0) return null;
      return { kind: 'ServiceAccount', name: account, namespace };
    }
    case 'user':
      return { kind: 'User', apiGroup: RBAC_GROUP, name };
    case 'group':
      return { kind: 'Group', apiGroup: RBAC_GROUP, name };
    default:
      return null;
  }
}

/** Returns a role as an address names it: `clusterrole:view`, `role:shop:reader`. */
export function roleAddress({ kind, namespace, name }: GrantSource): string {
  return namespace === null ? `${kind.toLowerCase()}:${name}` : `${kind.toLowerCase()}:${namespace}:${name}`;
}
