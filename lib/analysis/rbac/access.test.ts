import { describe, expect, it } from 'vitest';
import { buildComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import { mirrorPod, pod } from '#lib/testing/builders/workloads.ts';
import { user } from '#lib/testing/builders/rbac.ts';
import { ask, bind, clusterRole, rbacObjects } from '#lib/testing/rbac-objects.ts';
import { answerAccess, authorizationModes } from './access.ts';
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
  minor: 36,
});

function modesOf(...servers: string[][]): readonly string[] | null {
  const pods = servers.map((flags, index) =>
    mirrorPod('kube-apiserver', `cp-${index}`, ['kube-apiserver', ...flags]),
  );
  return authorizationModes(buildComponentFlags({ pods, nodes: [] }));
}

function answer(modes: readonly string[] | null, name: string, words: string) {
  const sources = { permissions, nodes, modes, isPartial: false };
  const { allowed, allowedBy, otherAuthorizers, grants } = answerAccess(
    sources,
    withImpliedGroups(name),
    ask(words),
  );
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

describe('answerAccess', () => {
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
