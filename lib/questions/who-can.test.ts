import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { inventory } from '#lib/testing/builders/inventory.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  role,
  roleBinding,
} from '#lib/testing/builders/rbac.ts';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { rolesAndBindings } from './rbac-roles.ts';
import { rbacSubjects } from './rbac-subjects.ts';
import { subjectRights } from './subject-rights.ts';
import { whoCan } from './who-can.ts';

describe('questions about a stored scan', () => {
  let scratch: ScratchStore;
  let scanId = '';
  beforeAll(async () => {
    scratch = await ScratchStore.create();
    const read = [{ verbs: ['get'], apiGroups: [''], resources: ['secrets'] }];
    const objects = inventory({
      roles: [role('reader', read)],
      clusterRoles: [clusterRole('read-all', read)],
      roleBindings: [
        roleBinding('robots', { role: 'Role/reader', subjects: [account('robot', 'shop')] }),
        roleBinding('lost', { role: 'Role/gone', subjects: [account('robot', 'shop')] }),
      ],
      clusterRoleBindings: [
        clusterRoleBinding('devs', { role: 'ClusterRole/read-all', subjects: [group('devs')] }),
        clusterRoleBinding('all', {
          role: 'ClusterRole/read-all',
          subjects: [group('system:serviceaccounts:shop')],
        }),
      ],
    });
    const clusterId = scratch.addCluster();
    scanId = await scratch.addScan(clusterId, (id) => ({
      result: sampleResult({ scanId: id, clusterId, inventory: objects }),
      inventory: objects,
    }));
  });
  afterAll(() => scratch.remove());

  it.each([
    { namespace: 'shop', who: ['group:devs', 'group:system:serviceaccounts:shop', 'sa:shop:robot'] },
    { namespace: null, who: ['group:devs', 'group:system:serviceaccounts:shop'] },
  ])('in $namespace secrets can be read by $who', async ({ namespace, who }) => {
    const answer = await whoCan(scratch.store, scanId, { verb: 'get', resource: 'secrets', namespace });
    expect(answer?.holders.map(({ address }) => address)).toEqual(who);
  });

  it('a service account that does not exist is marked, a short name is understood', async () => {
    const answer = await whoCan(scratch.store, scanId, {
      verb: 'GET',
      resource: 'secret',
      namespace: 'shop',
    });
    expect(answer?.holders.map(({ address, isMissing }) => [address, isMissing])).toEqual([
      ['group:devs', false],
      ['group:system:serviceaccounts:shop', false],
      ['sa:shop:robot', true],
    ]);
    expect(answer).toMatchObject({ otherAuthorizers: ['unknown'], gaps: [], isUnknown: false });
  });

  it('a subject holds what its own bindings and its groups give it', async () => {
    const rights = await subjectRights(scratch.store, scanId, 'sa:shop:robot');
    expect(rights?.rights.map(({ binding, through }) => [binding.name, through?.name ?? null])).toEqual([
      ['all', 'system:serviceaccounts:shop'],
      ['robots', null],
    ]);
  });

  it('a binding to a role that is not there says so', async () => {
    const lists = await rolesAndBindings(scratch.store, scanId);
    const missing = lists?.bindings.filter(({ role: given }) => given.isMissing);
    expect(missing?.map(({ name }) => name)).toEqual(['lost']);
  });

  it('every subject is listed once, with where its rights hold', async () => {
    const subjects = await rbacSubjects(scratch.store, scanId);
    expect(
      subjects?.map(({ address, isClusterWide, namespaces }) => [address, isClusterWide, namespaces]),
    ).toEqual([
      ['group:devs', true, []],
      ['group:system:serviceaccounts:shop', true, []],
      ['sa:shop:robot', false, ['shop']],
    ]);
  });

  it('a scan without a result has no answer', async () => {
    expect(
      await whoCan(scratch.store, 'none', { verb: 'get', resource: 'pods', namespace: null }),
    ).toBeNull();
  });
});
