import { describe, expect, it } from 'vitest';
import { buildComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import { mirrorPod, pod } from '#lib/testing/builders/workloads.ts';
import type { Gap } from '#lib/model/gap.ts';
import { forbiddenGap } from '#lib/testing/builders/inventory.ts';
import { user } from '#lib/testing/builders/rbac.ts';
import { ask, bind, clusterRole, rbacObjects } from '#lib/testing/rbac-objects.ts';
import { Access } from './access.ts';
import { authorizationModes } from './authorization-modes.ts';
import { withImpliedGroups } from './identity.ts';
import { NodeAuthorizer } from './node-authorizer.ts';
import { buildPermissions } from './permissions.ts';

const permissions = buildPermissions(
  rbacObjects(
    clusterRole('r', { verbs: ['get'], apiGroups: [''], resources: ['pods'] }),
    bind('everywhere', 'ClusterRole/r', user('ann')),
  ),
);
const nodes = new NodeAuthorizer({
  pods: [pod('web', { node: 'worker-1', spec: { imagePullSecrets: [{ name: 'pull' }] } })],
  persistentVolumes: [],
  isWhole: true,
  minor: 36,
});

function modesOf(...servers: string[][]): readonly string[] | null {
  const pods = servers.map((flags, index) =>
    mirrorPod('kube-apiserver', `cp-${index}`, ['kube-apiserver', ...flags]),
  );
  return authorizationModes(buildComponentFlags({ pods, nodes: [] }));
}

const NO_GAPS = { gaps: [], nodeGaps: [] };

function answer(modes: readonly string[] | null, name: string, words: string) {
  const access = new Access({ permissions, nodes: () => nodes, modes, ...NO_GAPS });
  const { allowed, allowedBy, otherAuthorizers, grants } = access.can(withImpliedGroups(name), ask(words));
  return { allowed, allowedBy, otherAuthorizers, grants: grants.length };
}

describe('authorizationModes', () => {
  it.each([
    { name: 'are those of the flag', servers: [['--authorization-mode=Node,RBAC']], modes: ['Node', 'RBAC'] },
    { name: 'are AlwaysAllow where none is given', servers: [['--v=2']], modes: ['AlwaysAllow'] },
    {
      name: 'stand in a file that cannot be read',
      servers: [['--authorization-config=/etc/authz.yaml']],
      modes: ['AuthorizationConfiguration'],
    },
    {
      name: 'are those of all servers where they differ',
      servers: [['--authorization-mode=Node,RBAC'], ['--authorization-mode=RBAC,Webhook']],
      modes: ['Node', 'RBAC', 'Webhook'],
    },
    { name: 'are not known where no server is seen', servers: [], modes: null },
  ])('$name', ({ servers, modes }) => expect(modesOf(...servers)).toEqual(modes));
});

describe('Access.can', () => {
  it.each([
    {
      name: 'RBAC says yes',
      modes: ['Node', 'RBAC'],
      who: 'ann',
      words: 'get pods',
      expected: { allowed: true, allowedBy: ['RBAC'], otherAuthorizers: [], grants: 1 },
    },
    {
      name: 'a plain no where nothing else could say yes',
      modes: ['Node', 'RBAC'],
      who: 'ann',
      words: 'get secrets',
      expected: { allowed: false, allowedBy: [], otherAuthorizers: [], grants: 0 },
    },
    {
      name: 'a webhook or ABAC may say yes',
      modes: ['Node', 'RBAC', 'Webhook', 'ABAC'],
      who: 'ann',
      words: 'get secrets',
      expected: { allowed: false, allowedBy: [], otherAuthorizers: ['Webhook', 'ABAC'], grants: 0 },
    },
    {
      name: 'anything may say yes where the modes cannot be seen',
      modes: null,
      who: 'ann',
      words: 'get secrets',
      expected: { allowed: false, allowedBy: [], otherAuthorizers: ['unknown'], grants: 0 },
    },
    {
      name: 'a mode nobody knows, and a configuration file, may say yes',
      modes: ['RBAC', 'Oracle', 'AuthorizationConfiguration'],
      who: 'ann',
      words: 'get secrets',
      expected: {
        allowed: false,
        allowedBy: [],
        otherAuthorizers: ['Oracle', 'AuthorizationConfiguration'],
        grants: 0,
      },
    },
    {
      name: 'AlwaysDeny says no, and nothing more',
      modes: ['RBAC', 'AlwaysDeny'],
      who: 'ann',
      words: 'get secrets',
      expected: { allowed: false, allowedBy: [], otherAuthorizers: [], grants: 0 },
    },
    {
      name: 'AlwaysAllow says yes to everything',
      modes: ['AlwaysAllow'],
      who: 'bob',
      words: 'delete nodes',
      expected: { allowed: true, allowedBy: ['AlwaysAllow'], otherAuthorizers: [], grants: 0 },
    },
    {
      name: 'bindings count for nothing where RBAC is not among the modes',
      modes: ['ABAC'],
      who: 'ann',
      words: 'get pods',
      expected: { allowed: false, allowedBy: [], otherAuthorizers: ['ABAC'], grants: 0 },
    },
    {
      name: 'Node says yes to the Secret of a pod on the node',
      modes: ['Node', 'RBAC'],
      who: 'system:node:worker-1',
      words: 'get secrets shop/pull',
      expected: { allowed: true, allowedBy: ['Node'], otherAuthorizers: [], grants: 0 },
    },
    {
      name: 'the same of another node is a no',
      modes: ['Node', 'RBAC'],
      who: 'system:node:worker-2',
      words: 'get secrets shop/pull',
      expected: { allowed: false, allowedBy: [], otherAuthorizers: [], grants: 0 },
    },
    {
      name: 'Node has no say where it is not among the modes',
      modes: ['RBAC'],
      who: 'system:node:worker-1',
      words: 'get secrets shop/pull',
      expected: { allowed: false, allowedBy: [], otherAuthorizers: [], grants: 0 },
    },
    {
      name: 'Node may say yes to what a scan does not read',
      modes: ['Node', 'RBAC'],
      who: 'system:node:worker-1',
      words: 'get volumeattachments.storage.k8s.io one',
      expected: { allowed: false, allowedBy: [], otherAuthorizers: ['Node'], grants: 0 },
    },
  ])('$name', ({ modes, who, words, expected }) => expect(answer(modes, who, words)).toEqual(expected));
});

describe('what could not be read', () => {
  const gap = (slice: string, scope = 'cluster') => ({ ...forbiddenGap(slice), scope });
  const gapsOf = (given: readonly Gap[], name: string, words: string): readonly string[] => {
    const access = new Access({
      permissions,
      nodes: () => new NodeAuthorizer({ pods: [], persistentVolumes: [], isWhole: false, minor: 36 }),
      modes: ['Node', 'RBAC'],
      gaps: given,
      nodeGaps: [gap('pods')],
    });
    const told = access.can(withImpliedGroups(name), ask(words));
    expect(told.atLeast).toBe(told.gaps.length > 0);
    return told.gaps.map(({ slice }) => slice);
  };

  it.each([
    {
      name: 'cluster roles bear on everything',
      given: [gap('clusterRoles')],
      words: 'get /metrics',
      told: 1,
    },
    { name: 'roles bear on a namespace', given: [gap('roles')], words: 'get pods red/', told: 1 },
    { name: 'and not on the whole cluster', given: [gap('roles')], words: 'get pods', told: 0 },
    {
      name: 'those of one namespace bear on that one',
      given: [gap('roleBindings', 'namespace/red')],
      words: 'get pods red/',
      told: 1,
    },
    {
      name: 'and on no other',
      given: [gap('roleBindings', 'namespace/red')],
      words: 'get pods blue/',
      told: 0,
    },
  ])('$name', ({ given, words, told }) => expect(gapsOf(given, 'ann', words)).toHaveLength(told));

  it('of pods bears on nodes alone, and only where pods decide', () => {
    expect(gapsOf([], 'system:node:worker-1', 'get secrets shop/pull')).toEqual(['pods']);
    expect(gapsOf([], 'system:node:worker-1', 'list services')).toEqual([]);
    expect(gapsOf([], 'ann', 'get secrets shop/pull')).toEqual([]);
  });

  it('bears on nothing a member of system:masters asks', () => {
    const access = new Access({
      permissions,
      nodes: () => nodes,
      modes: null,
      gaps: [gap('clusterRoles')],
      nodeGaps: [],
    });
    expect(access.can({ name: 'root', groups: ['system:masters'] }, ask('get pods'))).toMatchObject({
      allowed: true,
      atLeast: false,
      otherAuthorizers: [],
    });
  });
});

describe('Access.whoCan', () => {
  const whoCan = (modes: readonly string[] | null, words: string) =>
    new Access({ permissions, nodes: () => nodes, modes, ...NO_GAPS }).whoCan(ask(words));

  it('names the nodes that the Node authorizer lets', () => {
    expect(whoCan(['Node', 'RBAC'], 'get secrets shop/pull').nodes).toEqual(['worker-1']);
    expect(whoCan(['Node', 'RBAC'], 'get secrets shop/other').nodes).toEqual([]);
    expect(whoCan(['RBAC'], 'get secrets shop/pull').nodes).toEqual([]);
  });

  it('says that anybody may where AlwaysAllow is in force, and who else may decide', () => {
    expect(whoCan(['AlwaysAllow'], 'get pods')).toMatchObject({ isAnybody: true, holders: [] });
    expect(whoCan(['RBAC', 'Webhook'], 'get pods')).toMatchObject({ otherAuthorizers: ['Webhook'] });
  });
});
