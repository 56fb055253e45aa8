import { describe, expect, it } from 'vitest';
import type { ClusterRole, PolicyRule } from '#lib/model/rbac.ts';
import { account, serviceAccount, user } from '#lib/testing/builders/rbac.ts';
import { ask, bind, clusterRole, rbacObjects } from '#lib/testing/rbac-objects.ts';
import { buildPermissions } from './permissions.ts';

const pods: PolicyRule = { verbs: ['get'], apiGroups: [''], resources: ['pods'] };
const robots = rbacObjects(
  clusterRole('r', pods),
  bind(
    'everywhere',
    'ClusterRole/r',
    account('robot', 'red'),
    account('gone', 'red'),
    user('system:serviceaccount:red:lost'),
    user('system:serviceaccount:red:default'),
  ),
);

function missingIn(given: Parameters<typeof buildPermissions>[0]): string[] {
  const permissions = buildPermissions(given);
  const holders = permissions.whoCan(ask('get pods')).filter(({ isMissing }) => isMissing);
  const problems = permissions.problems.filter(({ kind }) => kind === 'missing-subject');
  expect(problems).toHaveLength(holders.length);
  return problems.map(({ detail }) => detail);
}

describe('subjects that do not exist', () => {
  const serviceAccounts = [serviceAccount('robot', { namespace: 'red' })];

  it('are kept and marked, by whatever kind a binding names them', () => {
    expect(missingIn({ ...robots, serviceAccounts })).toEqual([
      'ServiceAccount red/gone',
      'ServiceAccount red/lost',
      'ServiceAccount red/default',
    ]);
  });

  it('are not told where the accounts are not all known', () => {
    expect(missingIn(robots)).toEqual([]);
  });

  it('are not the default account in manifests, which every namespace gets by itself', () => {
    expect(missingIn({ ...robots, serviceAccounts, fromFiles: true })).not.toContain(
      'ServiceAccount red/default',
    );
  });
});

describe('aggregating roles', () => {
  const selector = { clusterRoleSelectors: [{ matchLabels: { part: 'yes' } }] };
  const part: ClusterRole = {
    ...clusterRole('part', pods),
    metadata: { name: 'part', labels: { part: 'yes' } },
  };
  const kinds = (whole: ClusterRole, fromFiles = false): string[] =>
    buildPermissions({
      ...rbacObjects(part, { ...whole, aggregationRule: selector }),
      fromFiles,
    }).problems.map(({ kind, detail }) => `${kind} ${detail}`);

  it('are a problem where their stored rules are not those of the roles they select', () => {
    expect(kinds(clusterRole('whole', pods))).toEqual([]);
    expect(kinds(clusterRole('whole', { ...pods, verbs: ['list'] }))).toEqual(['aggregation-differs -1 +1']);
  });

  it('are none in manifests, where nothing is stored yet', () => {
    expect(kinds(clusterRole('whole'), true)).toEqual([]);
  });
});

describe('roles of the size and sort that nobody writes', () => {
  it('with 10,000 rules answer like any other', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ ...pods, resources: [`kind-${index}`] }));
    const permissions = buildPermissions(
      rbacObjects(clusterRole('r', ...many), bind('everywhere', 'ClusterRole/r', user('ann'))),
    );
    const asked = (words: string) => permissions.can({ name: 'ann', groups: [] }, ask(words)).grants;
    expect(asked('get kind-9999').map(({ rule }) => rule)).toEqual([9999]);
    expect(asked('get kind-10000')).toEqual([]);
  });

  it('with odd names do not run into each other', () => {
    const names = ['a:b', 'a b', 'ä', '__proto__', 'constructor', 'a/b', '💥'];
    const given = rbacObjects(
      ...names.map((name) => clusterRole(name, { ...pods, resources: [`of ${name}`] })),
      ...names.map((name) => bind('everywhere', `ClusterRole/${name}`, user(name))),
    );
    const permissions = buildPermissions(given);
    for (const name of names) {
      const allowed = names.filter(
        (other) =>
          permissions.can({ name, groups: [] }, { verb: 'get', group: '', resource: `of ${other}` }).allowed,
      );
      expect(allowed).toEqual([name]);
    }
  });
});

describe('the roles every cluster is born with, in files', () => {
  const stored: ClusterRole = {
    ...clusterRole('r', pods),
    metadata: { name: 'r', uid: '0f0a1c6e-4c1b-4f5e-9d5d-000000000001' },
  };
  const admin = bind('everywhere', 'ClusterRole/cluster-admin', user('ann'));
  const isAdmin = (role: ClusterRole, isWhole: boolean): boolean =>
    buildPermissions({ ...rbacObjects(role, admin), fromFiles: true, isWhole }).can(
      { name: 'ann', groups: [] },
      ask('delete nodes'),
    ).allowed;

  it('are not there where the whole list was read back from a cluster that lacks them', () => {
    expect(isAdmin(stored, true)).toBe(false);
  });

  it('are there beside manifests, and beside some roles that were read back', () => {
    expect(isAdmin(clusterRole('r', pods), true)).toBe(true);
    expect(isAdmin(stored, false)).toBe(true);
  });
});
