import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { leastView } from './least-roles.ts';

const rules = [
  {
    apiGroups: ['', 'apps'],
    resources: ['pods', 'pods/log'],
    resourceNames: ['1e3', 'on', 'a:b'],
    verbs: ['get'],
  },
  { nonResourceURLs: ['/metrics'], verbs: ['get'] },
];
const read = (yaml: string | null): unknown[] =>
  parseAllDocuments(yaml ?? '').map((document) => document.toJS() as unknown);

describe('leastView', () => {
  it('writes a role that reads back as it was, odd names included', () => {
    const { yaml } = leastView(
      { roles: [{ namespace: null, rules }], taken: [] },
      { name: 'ops/%x', subject: null },
    );
    expect(read(yaml)).toEqual([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'ops--x-least' },
        rules,
      },
    ]);
  });

  it('binds a subject to a role in each place', () => {
    const subject = { kind: 'ServiceAccount', namespace: 'ci', name: 'deployer' };
    const roles = [
      { namespace: null, rules },
      { namespace: 'shop', rules },
    ];
    const documents = read(leastView({ roles, taken: [] }, { name: 'ci-deployer', subject }).yaml);
    expect(documents).toMatchObject([
      { kind: 'ClusterRole' },
      { kind: 'ClusterRoleBinding', roleRef: { kind: 'ClusterRole', name: 'ci-deployer-least' } },
      { kind: 'Role', metadata: { namespace: 'shop' } },
      {
        kind: 'RoleBinding',
        metadata: { namespace: 'shop' },
        subjects: [{ kind: 'ServiceAccount', name: 'deployer', namespace: 'ci' }],
      },
    ]);
  });

  it('names a person by kind and API group, and writes nothing where nothing is left', () => {
    const subject = { kind: 'User', namespace: null, name: 'ann@example.com' };
    const whom = { name: 'ann', subject };
    expect(read(leastView({ roles: [{ namespace: 'shop', rules }], taken: [] }, whom).yaml)[1]).toMatchObject(
      {
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'ann@example.com' }],
      },
    );
    expect(leastView({ roles: [], taken: [] }, whom).yaml).toBeNull();
  });
});
