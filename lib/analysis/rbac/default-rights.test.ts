import { describe, expect, it } from 'vitest';
import { DEFAULT_RBAC } from '#lib/facts/default-rbac.ts';
import type { ServerVersion } from '#lib/model/cluster-objects.ts';
import type { Binding, ClusterRole, Role } from '#lib/model/rbac.ts';
import { group } from '#lib/testing/builders/rbac.ts';
import { rbacObjects } from '#lib/testing/rbac-objects.ts';
import { DefaultRights } from './default-rights.ts';
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
});
