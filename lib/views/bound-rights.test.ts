import { describe, expect, it } from 'vitest';
import { boundRightsRows } from './bound-rights.ts';

const binding = { kind: 'RoleBinding', namespace: 'shop', name: 'ci' };
const role = { kind: 'ClusterRole', namespace: null, name: 'edit', address: 'clusterrole:edit' };
const right = (verb: string, resource: string, name: string | null = null) => ({
  verb,
  group: 'apps',
  resource,
  name,
});

describe('boundRightsRows', () => {
  it('puts verbs on the same things, and things with the same verbs, on one line', () => {
    const rights = [
      right('get', 'deployments'),
      right('list', 'deployments'),
      right('get', 'statefulsets'),
      right('list', 'statefulsets'),
    ];
    const [row] = boundRightsRows([{ binding, role, rights }]);
    expect(row).toMatchObject({ binding: 'RoleBinding shop/ci', namespace: 'shop' });
    expect(row?.lines).toMatchObject([
      { verbs: ['get', 'list'], resources: ['deployments.apps', 'statefulsets.apps'] },
    ]);
  });

  it('keeps apart what is limited to an object, what has other verbs, and paths', () => {
    const rights = [
      right('get', 'deployments'),
      right('get', 'deployments', 'web'),
      right('list', 'statefulsets'),
      { verb: 'get', path: '/metrics' },
    ];
    const [row] = boundRightsRows([{ binding, role, rights }]);
    expect(row?.lines).toHaveLength(4);
    expect(row?.lines[1]).toMatchObject({ names: ['web'] });
    expect(row?.lines[3]).toMatchObject({ paths: ['/metrics'], resources: [] });
  });
});
