import { describe, expect, it } from 'vitest';
import { distributionOf } from '#lib/analysis/cluster/distribution.ts';
import { PLATFORM_RBAC } from '#lib/facts/platform-rbac.ts';
import type { Binding, ClusterRole, PolicyRule, Role } from '#lib/model/rbac.ts';
import { account, clusterRole, clusterRoleBinding, user } from '#lib/testing/builders/rbac.ts';
import { rbacObjects } from '#lib/testing/rbac-objects.ts';
import { DefaultRights } from './default-rights.ts';
import { withDefaultRoles } from './default-roles.ts';
import { buildPermissions } from './permissions.ts';

const VERSION = { gitVersion: 'v1.36.2', major: '1', minor: '36' };
const PLATFORMS = ['EKS', 'GKE', 'OpenShift', 'RKE2', 'k3s', 'kind', 'minikube'];

type Rbac = Role | ClusterRole | Binding;

/** What a platform installs, each role in the form of its newest manifest, on the roles of Kubernetes. */
function installed(platform: string): Rbac[] {
  const own = PLATFORM_RBAC.objects.filter(({ platforms }) => platforms.includes(platform));
  return own.map(({ kind, namespace, name, labels = {}, variants }): Rbac => {
    const head = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind,
      metadata: { name, labels, ...(namespace === undefined ? {} : { namespace }) },
    };
    const { roleRef, subjects = [], rules = [] } = variants.at(-1) ?? { subjects: [], rules: [] };
    if (roleRef === undefined) return { ...head, rules };
    return { ...head, roleRef: { apiGroup: 'rbac.authorization.k8s.io', ...roleRef }, subjects };
  });
}

/** Rights that are not default, as `binding: rule` lines. */
function added(objects: readonly Rbac[], platform: string | null): string[] {
  const given = rbacObjects(...objects);
  const permissions = buildPermissions({
    ...given,
    clusterRoles: withDefaultRoles(given.clusterRoles),
    version: [VERSION],
    platform,
  });
  return permissions.addedRules().map(({ grant }) => `${grant.binding.name}: ${grant.rule}`);
}

describe('defaults of platforms', () => {
  it.each(PLATFORMS)('are all that %s installs', (platform) => {
    expect(added(installed(platform), platform)).toEqual([]);
    expect(added(installed(platform), null).length).toBeGreaterThan(0);
  });

  it('do not reach another platform', () => {
    expect(added(installed('k3s'), 'EKS')).toContain('k3s-cloud-controller-manager: 2');
  });

  it('do not reach a subject, a rule or a role that was put into their place', () => {
    const robot = account('robot', 'shop');
    const rules = [{ verbs: ['*'], apiGroups: [''], resources: ['secrets'] }];
    const bound = (name: string, role: string, subject = robot) =>
      added(
        [...installed('k3s'), clusterRoleBinding(name, { role: `ClusterRole/${role}`, subjects: [subject] })],
        'k3s',
      );
    expect(bound('local-path-provisioner-bind', 'local-path-provisioner-role')).not.toEqual([]);
    expect(bound('system:k3s-controller', 'cluster-admin', user('system:k3s-controller'))).not.toEqual([]);
    const changed = installed('k3s').map((one) =>
      one.metadata.name === 'system:k3s-controller' && 'rules' in one
        ? clusterRole(one.metadata.name, [...one.rules, ...rules])
        : one,
    );
    expect(added(changed, 'k3s')).toEqual(['system:k3s-controller: 4']);
  });

  it('tell a role as the platform makes it, one that was changed, and one of somebody’s own', () => {
    const rights = new DefaultRights(VERSION, 'OpenShift');
    const origin = (name: string, rules: readonly PolicyRule[]) =>
      rights.originOf({ kind: 'ClusterRole', namespace: null, name }, rules);
    const [role] = installed('OpenShift').filter(({ metadata }) => metadata.name === 'self-provisioner');
    const rules = role !== undefined && 'rules' in role ? role.rules : [];
    expect(origin('self-provisioner', rules)).toBe('default');
    expect(
      origin('self-provisioner', [...rules, { verbs: ['get'], apiGroups: [''], resources: ['secrets'] }]),
    ).toBe('changed');
    expect(origin('provisioner', rules)).toBe('added');
  });

  it('fill what an aggregating role of Kubernetes gathers on that platform', () => {
    const metrics = [
      { verbs: ['get', 'list', 'watch'], apiGroups: ['metrics.k8s.io'], resources: ['pods', 'nodes'] },
    ];
    const view = { kind: 'ClusterRole', namespace: null, name: 'view' };
    expect(new DefaultRights(VERSION, 'k3s').isDefaultRole(view, metrics)).toBe(true);
    expect(new DefaultRights(VERSION).isDefaultRole(view, metrics)).toBe(false);
  });
});

describe('distributionOf', () => {
  const node = (providerID: string) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'n', annotations: { 'kubeadm.alpha.kubernetes.io/cri-socket': 'unix' } },
    spec: { providerID },
    status: {},
  });

  it('knows kind by how it names machines, and another cluster of kubeadm not', () => {
    expect(distributionOf(VERSION, [node('kind://docker/kind/kind-control-plane')])).toBe('kind');
    expect(distributionOf(VERSION, [node('aws:///eu/i-1')])).toBe('kubeadm');
  });
});
