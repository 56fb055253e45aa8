import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPermissions } from '#lib/analysis/rbac/permissions.ts';
import { collectInventory } from '#lib/collect/collect-inventory.ts';
import { openCluster } from '#lib/kube/open-cluster.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { KubeObject } from '#lib/model/kube-object.ts';
import {
  RANDOM_NAMESPACES,
  randomQuestions,
  randomRbac,
  type RandomQuestion,
} from '#lib/testing/random-rbac.ts';
import { ControlPlane } from './control-plane.ts';

const SEED = 20261122;
const QUESTIONS = 2000;
const CONNECTIONS = 24;
const RBAC = '/apis/rbac.authorization.k8s.io/v1';

let plane: ControlPlane;

beforeAll(async () => {
  plane = await ControlPlane.start({ authorizationMode: 'RBAC' });
});
afterAll(() => plane.stop());

async function install(objects: readonly KubeObject[], plural: string): Promise<void> {
  for (const object of objects) {
    const { namespace } = object.metadata;
    const at = namespace === undefined ? RBAC : `${RBAC}/namespaces/${namespace}`;
    await plane.admin.create(`${at}/${plural}`, object);
  }
}

async function reviewed({ user, ask }: RandomQuestion): Promise<boolean> {
  const attributes =
    'path' in ask ? { nonResourceAttributes: ask } : { resourceAttributes: { ...ask, version: 'v1' } };
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: { user: user.name, groups: user.groups, ...attributes },
  };
  const made = await plane.admin.create('/apis/authorization.k8s.io/v1/subjectaccessreviews', review);
  return (made as { status: { allowed: boolean } }).status.allowed;
}

it('every answer of the matcher is the API server’s own', async () => {
  const rbac = randomRbac(SEED, { roles: 40, clusterRoles: 30, roleBindings: 60, clusterRoleBindings: 25 });
  for (const name of RANDOM_NAMESPACES) {
    await plane.admin.create('/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    });
  }
  await install(rbac.clusterRoles, 'clusterroles');
  await install(rbac.roles, 'roles');
  await install(rbac.clusterRoleBindings, 'clusterrolebindings');
  await install(rbac.roleBindings, 'rolebindings');
  const access = await openCluster({ context: null, kubeconfig: plane.adminKubeconfig() });
  const { slices } = await collectInventory(access, {
    profile: 'standard',
    signal: new AbortController().signal,
    now: () => new Date(),
    onProgress: () => undefined,
    onGap: () => undefined,
  });
  access.close();
  const permissions = buildPermissions({
    roles: itemsOf(slices.roles),
    clusterRoles: itemsOf(slices.clusterRoles),
    roleBindings: itemsOf(slices.roleBindings),
    clusterRoleBindings: itemsOf(slices.clusterRoleBindings),
    fromFiles: false,
  });
  const questions = randomQuestions(rbac, SEED, QUESTIONS);
  const different: unknown[] = [];
  let allowed = 0;
  const entries = questions.values();
  const lane = async (): Promise<void> => {
    for (const question of entries) {
      const theirs = await reviewed(question);
      if (theirs) allowed += 1;
      const ours = permissions.can(question.user, question.ask).allowed;
      if (ours !== theirs) different.push({ question, theirs });
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  expect(different).toEqual([]);
  // Questions that are nearly all refused, or nearly all granted, would prove little.
  expect(allowed / QUESTIONS).toBeGreaterThan(0.3);
  expect(allowed / QUESTIONS).toBeLessThan(0.7);
});
