import { describe, expect, it } from 'vitest';
import { DEFAULT_RBAC } from '#lib/facts/default-rbac.ts';
import type { ServerVersion } from '#lib/model/cluster-objects.ts';
import type { Binding, ClusterRole, PolicyRule, Role } from '#lib/model/rbac.ts';
import { clusterRole, group } from '#lib/testing/builders/rbac.ts';
import { rbacObjects } from '#lib/testing/rbac-objects.ts';
import { computeAggregated } from './aggregate-rules.ts';
import { DefaultRights } from './default-rights.ts';
import { defaultRules } from './default-roles.ts';
import { buildPermissions } from './permissions.ts';
import type { EffectiveRule } from './permissions.ts';

const version = (minor: number): ServerVersion => ({
  gitVersion: `v1.${minor}.0`,
  major: '1',
  minor: `${minor}+`,
});

/** The objects a cluster of this version is born with. */
function born(minor: number): (Role | ClusterRole | Binding)[] {
  return DEFAULT_RBAC.objects.flatMap(
    ({ kind, namespace, name, variants }): (Role | ClusterRole | Binding)[] => {
      const variant = variants.find(({ from, to }) => from <= minor && minor <= to);
      if (variant === undefined) return [];
      const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
      const { roleRef, subjects = [], rules = [] } = variant;
      const head = { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata };
      if (roleRef === undefined) return [{ ...head, rules }];
      return [{ ...head, roleRef: { apiGroup: 'rbac.authorization.k8s.io', ...roleRef }, subjects }];
    },
  );
}

/** Rights that are not default, as `binding: rule` lines. */
function added(objects: readonly (Role | ClusterRole | Binding)[], minor: number | null): string[] {
  const versions = minor === null ? [] : [version(minor)];
  const permissions = buildPermissions({ ...rbacObjects(...objects), version: versions });
  const all = permissions.subjects().flatMap((subject): EffectiveRule[] => permissions.rulesOf(subject));
  return all.filter(({ isDefault }) => !isDefault).map(({ grant }) => `${grant.binding.name}: ${grant.rule}`);
}

function changed(name: string, change: Partial<Binding & Role>): (Role | ClusterRole | Binding)[] {
  return born(36).map((object) =>
    object.metadata.name === name && 'rules' in change === 'rules' in object
      ? { ...object, ...change }
      : object,
  );
}

describe('default rights', () => {
  it.each([20, 25, 30, 36])('are all that a cluster of 1.%i is born with', (minor) => {
    expect(born(minor).length).toBeGreaterThan(100);
    expect(added(born(minor), minor)).toEqual([]);
  });

  it('are those of the newest version known where the cluster is newer', () => {
    expect(added(born(36), 40)).toEqual([]);
  });

  it('are those of any version where the version could not be read', () => {
    expect(added(born(22), null)).toEqual([]);
  });

  it('do not exist before 1.20', () => {
    expect(added(born(20), 19).length).toBeGreaterThan(100);
  });

  it('do not reach a subject added to a default binding', () => {
    const subjects = [group('system:masters'), group('devs')];
    expect(added(changed('cluster-admin', { subjects }), 36)).toEqual([
      'cluster-admin: 0',
      'cluster-admin: 1',
    ]);
  });

  it('do not reach a rule added to a default role', () => {
    const rules = [
      { verbs: ['get'], apiGroups: [''], resources: ['nodes'] },
      { verbs: ['get', 'list'], apiGroups: [''], resources: ['nodes'] },
    ];
    expect(added(changed('kubeadm:get-nodes', { rules }), 36)).toEqual(['kubeadm:get-nodes: 1']);
  });

  it('are default however the same rights are written', () => {
    const rules = [
      { verbs: ['get', 'get'], apiGroups: [''], resources: ['nodes', 'nodes'], resourceNames: [] },
    ];
    expect(added(changed('kubeadm:get-nodes', { rules }), 36)).toEqual([]);
  });

  it('are not given by a label that calls a binding one', () => {
    const binding = {
      ...rbacObjects(...born(36)).clusterRoleBindings[0],
      metadata: { name: 'mine', labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
    } as Binding;
    expect(added([...born(36), binding], 36).every((line) => line.startsWith('mine: '))).toBe(true);
    expect(added([...born(36), binding], 36)).not.toEqual([]);
  });

  it('are those of a role until something is added to it', () => {
    const view = { kind: 'ClusterRole', namespace: null, name: 'kubeadm:get-nodes' };
    const get = { verbs: ['get'], apiGroups: [''], resources: ['nodes'] };
    const rights = new DefaultRights(version(36));
    expect(rights.isDefaultRole(view, [get])).toBe(true);
    expect(rights.isDefaultRole(view, [get, { ...get, verbs: ['list'] }])).toBe(false);
    expect(rights.isDefaultRole({ ...view, name: 'mine' }, [get])).toBe(false);
  });

  it('are those of admin, edit and view as the controller manager fills them in, in each version', () => {
    for (const minor of [20, 24, 28, 32, 36]) {
      const objects = DEFAULT_RBAC.objects.filter(({ kind }) => kind === 'ClusterRole');
      const roles = objects.map((object): ClusterRole => ({
        ...clusterRole(object.name, defaultRules(object, minor), {
          labels: object.labels ?? {},
          ...(object.variants[0]?.aggregationRule && { aggregationRule: object.variants[0].aggregationRule }),
        }),
        metadata: { name: object.name, labels: object.labels ?? {} },
      }));
      const filled = computeAggregated(roles);
      const rights = new DefaultRights(version(minor));
      expect([...filled.keys()].toSorted()).toEqual(['admin', 'edit', 'view']);
      for (const [name, rules] of filled) {
        const role = { kind: 'ClusterRole', namespace: null, name };
        expect(rules.length).toBeGreaterThan(5);
        expect(rights.isDefaultRole(role, rules)).toBe(true);
        const more = { verbs: ['get'], apiGroups: ['example.com'], resources: ['widgets'] };
        expect(rights.isDefaultRole(role, [...rules, more])).toBe(false);
      }
    }
  });

  it('tell a role that is as it was made, one that was changed, and one of somebody’s own', () => {
    const get = { verbs: ['get'], apiGroups: [''], resources: ['nodes'] };
    const rights = new DefaultRights(version(36));
    const origin = (name: string, rules: PolicyRule[]) =>
      rights.originOf({ kind: 'ClusterRole', namespace: null, name }, rules);
    expect(origin('kubeadm:get-nodes', [get])).toBe('default');
    expect(origin('kubeadm:get-nodes', [{ ...get, verbs: ['get', 'list'] }])).toBe('changed');
    expect(origin('kubeadm:get-nodes', [])).toBe('changed');
    expect(origin('mine', [get])).toBe('added');
    expect(new DefaultRights(version(19)).originOf(BASIC, [get])).toBe('added');
  });
});

const BASIC = { kind: 'ClusterRole', namespace: null, name: 'system:basic-user' };
