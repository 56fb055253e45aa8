import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserInfo } from '#lib/analysis/rbac/access-question.ts';
import { withImpliedGroups } from '#lib/analysis/rbac/identity.ts';
import { buildPermissions, type Permissions } from '#lib/analysis/rbac/permissions.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { KubeObject } from '#lib/model/kube-object.ts';
import type { PolicyRule } from '#lib/model/rbac.ts';
import { answerDirectly } from '#lib/testing/direct-rbac.ts';
import { RANDOM_NAMESPACES, randomQuestions, randomRbac } from '#lib/testing/random-rbac.ts';
import { ControlPlane } from './control-plane.ts';
import { inLanes } from './in-lanes.ts';
import { readCluster } from './read-cluster.ts';
import { reviewImpersonated, reviewRules, reviewSubject, specOf } from './reviews.ts';
import { runProgram } from './run-program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SEED = 20261122;
const QUESTIONS = 2000;
/** Each of these is asked by somebody who is impersonated, with groups beside their own. */
const EVERY_IMPERSONATED = 5;
const RULE_SUBJECTS = 50;
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const rbac = randomRbac(SEED, { roles: 40, clusterRoles: 30, roleBindings: 60, clusterRoleBindings: 25 });

let plane: ControlPlane;
let permissions: Permissions;

beforeAll(async () => {
  plane = await ControlPlane.start({ authorizationMode: 'RBAC' });
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
  const { slices } = await readCluster(plane);
  permissions = buildPermissions({
    roles: itemsOf(slices.roles),
    clusterRoles: itemsOf(slices.clusterRoles),
    roleBindings: itemsOf(slices.roleBindings),
    clusterRoleBindings: itemsOf(slices.clusterRoleBindings),
    fromFiles: false,
  });
});
afterAll(() => plane.stop());

async function install(objects: readonly KubeObject[], plural: string): Promise<void> {
  for (const object of objects) {
    const { namespace } = object.metadata;
    const at = namespace === undefined ? RBAC : `${RBAC}/namespaces/${namespace}`;
    await plane.admin.create(`${at}/${plural}`, object);
  }
}

/** An impersonated request gets the groups that a user of its name has; a service account only where none is named. */
function impersonated({ name, groups }: UserInfo): UserInfo {
  if (groups.length === 0) return withImpliedGroups(name);
  return { name, groups: [...new Set([...groups, 'system:authenticated'])] };
}

describe('the API server with RBAC alone', () => {
  it('gives every answer of the matcher', async () => {
    const questions = randomQuestions(rbac, SEED, QUESTIONS);
    const different: unknown[] = [];
    const branches = new Map<string, number>();
    let allowed = 0;
    await inLanes(questions, async (question, index) => {
      const { user, ask } = question;
      // The server lets nobody be impersonated by groups alone.
      const isImpersonated = index % EVERY_IMPERSONATED === 0 && user.name !== '';
      const theirs = await (isImpersonated ? reviewImpersonated : reviewSubject)(plane.admin, question);
      const asked = isImpersonated ? impersonated(user) : user;
      const ours = permissions.can(asked, ask).allowed;
      if (theirs) allowed += 1;
      if (ours !== theirs) different.push({ question, isImpersonated, theirs });
      const direct = answerDirectly(rbac, { user: asked, ask }, { fromFiles: false });
      for (const branch of direct.branches) branches.set(branch, (branches.get(branch) ?? 0) + 1);
    });
    expect(different).toEqual([]);
    // Questions that are nearly all refused, or nearly all granted, would prove little.
    expect(allowed / QUESTIONS).toBeGreaterThan(0.3);
    expect(allowed / QUESTIONS).toBeLessThan(0.7);
    process.stdout.write(
      `${QUESTIONS} questions, ${allowed} allowed, decided by ${JSON.stringify(Object.fromEntries(branches))}\n`,
    );
    const rare = [...branches].filter(([, count]) => count < 5);
    expect(rare).toEqual([]);
    expect(branches.size).toBeGreaterThanOrEqual(17);
  });

  it('gives every answer of the command line, groups taken as they stand', async () => {
    const questions = randomQuestions(rbac, SEED + 1, QUESTIONS);
    const file = join(plane.folder, 'questions.jsonl');
    writeFileSync(file, questions.map((question) => JSON.stringify(specOf(question))).join('\n'));
    const target = ['--current-context', '--kubeconfig', plane.adminKubeconfig()];
    const words = ['lib/cli/main.ts', 'rbac', 'answer', '--questions', file, ...target];
    const { code, stdout, stderr } = await runProgram(process.execPath, words, { cwd: ROOT });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) as string });
    const ours = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { allowed: boolean }).allowed);
    const different: unknown[] = [];
    await inLanes(questions, async (question, index) => {
      const theirs = await reviewSubject(plane.admin, question);
      if (ours[index] !== theirs) different.push({ question, theirs });
    });
    expect(different).toEqual([]);
    expect(ours).toHaveLength(QUESTIONS);
  });

  it('lists the same rules for each subject in each namespace', async () => {
    const subjects = permissions.subjects();
    const people = [
      ...new Map(subjects.flatMap(userOfSubject).map((user) => [JSON.stringify(user), user])).values(),
    ];
    expect(people.length).toBeGreaterThanOrEqual(RULE_SUBJECTS);
    const asked = people.flatMap((user) => RANDOM_NAMESPACES.map((namespace) => ({ user, namespace })));
    const different: unknown[] = [];
    await inLanes(asked, async ({ user, namespace }) => {
      const theirs = await reviewRules(plane.admin, user, namespace);
      const ours = permissions
        .grants(impersonated(user))
        .filter((one) => one.namespace === null || one.namespace === namespace)
        .flatMap(({ rule }) => split(rule));
      if (lines(ours).join('\n') !== lines(theirs).join('\n'))
        different.push({ user, namespace, ours: lines(ours), theirs: lines(theirs) });
    });
    expect(different).toEqual([]);
  });
});

/** Groups that an ordinary user is not put into, and one that passes every authorizer. */
const UNASKED = /^system:(serviceaccounts|unauthenticated|masters|nodes)/;

/** Each subject as itself, and with groups beside. */
function userOfSubject({
  kind,
  name,
  namespace,
}: {
  kind: string;
  name: string;
  namespace?: string;
}): UserInfo[] {
  if (kind === 'Group') return UNASKED.test(name) ? [] : [{ name: 'somebody', groups: [name] }];
  const user = kind === 'User' ? name : `system:serviceaccount:${namespace ?? ''}:${name}`;
  return [[], ['devs'], ['ops'], ['devs', 'ops']].map((groups) => ({ name: user, groups }));
}

/** The server tells resources and paths apart, and says nothing of an empty list. */
function split({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): PolicyRule[] {
  return [
    ...(resources?.length
      ? [
          {
            verbs,
            apiGroups: apiGroups ?? [],
            resources,
            ...(resourceNames?.length ? { resourceNames } : {}),
          },
        ]
      : []),
    ...(nonResourceURLs?.length ? [{ verbs, nonResourceURLs }] : []),
  ];
}

function lines(rules: readonly PolicyRule[]): string[] {
  const line = ({
    verbs,
    apiGroups = [],
    resources = [],
    resourceNames = [],
    nonResourceURLs = [],
  }: PolicyRule): string =>
    [verbs, apiGroups, resources, resourceNames, nonResourceURLs].map((list) => list.join(',')).join(' | ');
  return [...new Set(rules.map(line))].toSorted();
}
