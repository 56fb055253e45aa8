import { describe, expect, it } from 'vitest';
import type { RawObject } from '../raw-object.ts';
import { createClusterState } from './cluster-state.ts';
import { createAuthorizer } from './rbac.ts';
import type { Ask, User } from './rbac.ts';

const apiVersion = 'rbac.authorization.k8s.io/v1';
const role = (kind: string, metadata: RawObject['metadata'], rules: unknown[]): RawObject => ({
  apiVersion,
  kind,
  metadata,
  rules,
});
const binding = (
  metadata: RawObject['metadata'],
  roleRef: { kind: string; name: string },
  subjects: unknown[],
): RawObject => ({
  apiVersion,
  kind: metadata.namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
  metadata,
  roleRef,
  subjects,
});

const OBJECTS: RawObject[] = [
  role('ClusterRole', { name: 'pods' }, [
    { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list'] },
  ]),
  role('ClusterRole', { name: 'paths' }, [{ nonResourceURLs: ['/healthz', '/metrics/*'], verbs: ['get'] }]),
  role('ClusterRole', { name: 'scale' }, [{ apiGroups: ['*'], resources: ['*/scale'], verbs: ['*'] }]),
  role('Role', { name: 'one-map', namespace: 'shop' }, [
    { apiGroups: [''], resources: ['configmaps'], resourceNames: ['settings'], verbs: ['get', 'list'] },
  ]),
  binding({ name: 'everywhere' }, { kind: 'ClusterRole', name: 'pods' }, [{ kind: 'User', name: 'eve' }]),
  binding({ name: 'paths' }, { kind: 'ClusterRole', name: 'paths' }, [{ kind: 'Group', name: 'watchers' }]),
  binding({ name: 'scale', namespace: 'shop' }, { kind: 'ClusterRole', name: 'scale' }, [
    { kind: 'User', name: 'sam' },
  ]),
  binding({ name: 'local', namespace: 'shop' }, { kind: 'ClusterRole', name: 'pods' }, [
    { kind: 'ServiceAccount', name: 'web', namespace: 'shop' },
  ]),
  binding({ name: 'named', namespace: 'shop' }, { kind: 'Role', name: 'one-map' }, [
    { kind: 'User', name: 'ned' },
  ]),
  binding({ name: 'gone', namespace: 'shop' }, { kind: 'Role', name: 'gone' }, [
    { kind: 'User', name: 'lost' },
  ]),
];

const pods = (verb: string, namespace?: string, subresource?: string): Ask => ({
  verb,
  group: '',
  resource: 'pods',
  ...(namespace === undefined ? {} : { namespace }),
  ...(subresource === undefined ? {} : { subresource }),
});
const user = (name: string, ...groups: string[]): User => ({ name, groups });
const web = user('system:serviceaccount:shop:web');
const map = (name?: string): Ask => ({
  verb: 'get',
  group: '',
  resource: 'configmaps',
  namespace: 'shop',
  ...(name === undefined ? {} : { name }),
});

const CASES: { name: string; who: User; ask: Ask; allowed: boolean }[] = [
  { name: 'a cluster binding reaches the whole cluster', who: user('eve'), ask: pods('list'), allowed: true },
  {
    name: 'a cluster binding reaches each namespace',
    who: user('eve'),
    ask: pods('list', 'shop'),
    allowed: true,
  },
  {
    name: 'a verb that no rule names is refused',
    who: user('eve'),
    ask: pods('delete', 'shop'),
    allowed: false,
  },
  { name: 'a subresource must be named', who: user('eve'), ask: pods('get', 'shop', 'exec'), allowed: false },
  {
    name: 'a named subresource is allowed',
    who: user('eve'),
    ask: pods('get', 'shop', 'log'),
    allowed: true,
  },
  { name: 'a role binding reaches its namespace', who: web, ask: pods('get', 'shop'), allowed: true },
  { name: 'a role binding ends at its namespace', who: web, ask: pods('get', 'data'), allowed: false },
  { name: 'a role binding gives nothing on the cluster', who: web, ask: pods('list'), allowed: false },
  {
    name: 'an account of that name elsewhere is another',
    who: user('system:serviceaccount:data:web'),
    ask: pods('get', 'shop'),
    allowed: false,
  },
  { name: 'a name restriction allows the name', who: user('ned'), ask: map('settings'), allowed: true },
  { name: 'a name restriction refuses another name', who: user('ned'), ask: map('other'), allowed: false },
  { name: 'a name restriction refuses a list of all', who: user('ned'), ask: map(), allowed: false },
  {
    name: 'a path is allowed through a group',
    who: user('x', 'watchers'),
    ask: { verb: 'get', path: '/healthz' },
    allowed: true,
  },
  {
    name: 'a path below a star is allowed',
    who: user('x', 'watchers'),
    ask: { verb: 'get', path: '/metrics/a/b' },
    allowed: true,
  },
  {
    name: 'a path without a star is not a prefix',
    who: user('x', 'watchers'),
    ask: { verb: 'get', path: '/healthz/etcd' },
    allowed: false,
  },
  {
    name: 'a subresource of every resource is allowed by */scale',
    who: user('sam'),
    ask: { verb: 'update', group: 'apps', resource: 'deployments', subresource: 'scale', namespace: 'shop' },
    allowed: true,
  },
  {
    name: '*/scale is not the resource itself',
    who: user('sam'),
    ask: { verb: 'update', group: 'apps', resource: 'deployments', namespace: 'shop' },
    allowed: false,
  },
  {
    name: 'a binding to a missing role gives nothing',
    who: user('lost'),
    ask: pods('get', 'shop'),
    allowed: false,
  },
  {
    name: 'system:masters may everything',
    who: user('root', 'system:masters'),
    ask: pods('delete'),
    allowed: true,
  },
];

describe('the demo authorizer', () => {
  const authorizer = createAuthorizer(createClusterState(OBJECTS, 1));

  it.each(CASES)('$name', ({ who, ask, allowed }) => {
    expect(authorizer.allows(who, ask) !== null).toBe(allowed);
  });

  it('says through which binding it allowed', () => {
    expect(authorizer.allows(web, pods('get', 'shop'))).toBe(
      'RBAC: allowed by RoleBinding "local/shop" of ClusterRole "pods" to ServiceAccount "web/shop"',
    );
  });
});
