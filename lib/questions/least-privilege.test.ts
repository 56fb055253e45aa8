import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { inventory } from '#lib/testing/builders/inventory.ts';
import { account, clusterRole, roleBinding } from '#lib/testing/builders/rbac.ts';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { leastOfSubject } from './least-privilege.ts';

const RESOURCES = Array.from({ length: 300 }, (_, index) => ({
  group: 'example.com',
  version: 'v1',
  kind: `Kind${index}`,
  resource: `kinds${index}`,
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'],
  subresources: [],
  preferred: true,
}));
const PLACES = Array.from({ length: 60 }, (_, index) => `team-${index}`);

describe('least privilege of a stored scan', () => {
  let scratch: ScratchStore;
  let scanId = '';
  beforeAll(async () => {
    scratch = await ScratchStore.create();
    const objects = inventory({
      apiResources: RESOURCES,
      clusterRoles: [
        clusterRole('all', [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }]),
        clusterRole('one', [{ verbs: ['get'], apiGroups: ['example.com'], resources: ['kinds1'] }]),
      ],
      roleBindings: PLACES.flatMap((namespace) => [
        roleBinding('all', { role: 'ClusterRole/all', subjects: [account('master', 'ops')] }, { namespace }),
        roleBinding('one', { role: 'ClusterRole/one', subjects: [account('reader', 'ops')] }, { namespace }),
      ]),
    });
    const clusterId = scratch.addCluster();
    scanId = await scratch.addScan(clusterId, (id) => ({
      result: sampleResult({ scanId: id, clusterId, inventory: objects }),
      inventory: objects,
    }));
  });
  afterAll(() => scratch.remove());

  it('a wildcard that comes to more rights than a request should work out is told as that', async () => {
    expect(await leastOfSubject(scratch.store, scanId, 'sa:ops:master')).toBe('too-many');
  });

  it('one right in as many namespaces is written out', async () => {
    expect(await leastOfSubject(scratch.store, scanId, 'sa:ops:reader')).toMatchObject({
      roles: PLACES.toSorted().map((namespace) => ({ namespace })),
      taken: [],
    });
  });

  it('a scan without a result knows of none', async () => {
    expect(await leastOfSubject(scratch.store, 'none', 'sa:ops:reader')).toBe('unknown');
  });
});
