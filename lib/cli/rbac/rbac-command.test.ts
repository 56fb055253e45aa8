import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCommand } from '#lib/cli/run-command.ts';
import { captured } from '#lib/testing/captured-terminal.ts';
import { answerDirectly } from '#lib/testing/direct-rbac.ts';
import { randomQuestions, randomRbac, type RandomQuestion } from '#lib/testing/random-rbac.ts';

const folder = mkdtempSync(join(tmpdir(), 'merlon-rbac-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RBAC = 'rbac.authorization.k8s.io';
const SHOP = file(
  'shop.yaml',
  `apiVersion: ${RBAC}/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules:
- {apiGroups: [""], resources: [pods, pods/log], verbs: [get, list]}
- {apiGroups: [apps], resources: [deployments], verbs: [patch], resourceNames: [web]}
---
apiVersion: ${RBAC}/v1
kind: RoleBinding
metadata: {name: readers, namespace: shop}
roleRef: {apiGroup: ${RBAC}, kind: Role, name: reader}
subjects:
- {kind: User, name: jane, apiGroup: ${RBAC}}
- {kind: ServiceAccount, name: robot}
---
apiVersion: ${RBAC}/v1
kind: ClusterRoleBinding
metadata: {name: viewers}
roleRef: {apiGroup: ${RBAC}, kind: ClusterRole, name: view}
subjects:
- {kind: Group, name: devs, apiGroup: ${RBAC}}
- {kind: User, name: joe, apiGroup: ${RBAC}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: other, namespace: shop}
`,
);
const GIVEN = `--files ${SHOP} --complete --authorization-mode Node,RBAC`;

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function run(line: string, stdin = '') {
  return captured((terminal) => runCommand(['rbac', ...line.split(' ')], '0.0.0', terminal), stdin);
}

async function json(line: string): Promise<Record<string, unknown>> {
  return JSON.parse((await run(`${line} --format json`)).out) as Record<string, unknown>;
}

describe('can', () => {
  test.each([
    ['a short name, in its group', 'can user:jane patch deploy web -n shop', 0],
    ['another object than the one named', 'can user:jane patch deploy api -n shop', 1],
    ['no object at all', 'can user:jane patch deploy -n shop', 1],
    ['another group', 'can user:jane patch deployments.example.com web -n shop', 1],
    ['a subresource', 'can user:jane get po/log -n shop', 0],
    ['a subresource nobody gave', 'can user:jane get po/exec -n shop', 1],
    ['another namespace', 'can user:jane get pods -n other', 1],
    ['the whole cluster', 'can user:jane get pods', 1],
    ['a service account of the binding’s own namespace', 'can serviceaccount:shop/robot get pods -n shop', 0],
    ['a user that is spelled like it', 'can user:system:serviceaccount:shop:robot get pods -n shop', 0],
    ['a group', 'can group:devs get pods', 0],
    ['a group spelled as a user', 'can user:devs get pods', 1],
    ['a user in that group', 'can user:zoe get pods --group devs', 0],
    ['a path', 'can user:jane get /metrics', 1],
    ['a member of system:masters', 'can user:root get /metrics --group system:masters', 0],
    ['verbs as they are written', 'can user:jane GET pods -n shop', 1],
  ])('%s: %s ends with %i', async (_, line, code) => {
    const told = await run(`${line} ${GIVEN}`);
    expect(told.code).toBe(code);
    expect(told.out).toMatch(code === 0 ? /^yes: / : /^no: /);
  });

  test('tells binding, role, rule and subject', async () => {
    const { out } = await run(`can user:jane patch deploy web -n shop ${GIVEN}`);
    expect(out).toContain('RoleBinding shop/readers gives Role shop/reader, rule 1');
    expect(out).toContain('patch deployments.apps "web" (for User jane)');
    expect(await json(`can user:jane patch deploy web -n shop ${GIVEN}`)).toMatchObject({
      allowed: true,
      atLeast: false,
      otherAuthorizers: [],
      grants: [{ binding: { namespace: 'shop', name: 'readers' }, rule: 1, subject: { name: 'jane' } }],
    });
  });

  test('says that another authorizer may say yes, and what could not be read', async () => {
    const { out } = await run(`can user:jane get secrets --files ${SHOP} --authorization-mode RBAC,Webhook`);
    expect(out).toContain('RBAC says no, yet these authorizers are in force and may say yes: Webhook');
    expect(out).toContain('whether these are all is not known');
    const told = await json(`can user:jane get secrets --files ${SHOP}`);
    expect(told).toMatchObject({ allowed: false, atLeast: true, otherAuthorizers: ['unknown'] });
    expect(told['gaps']).not.toEqual([]);
  });

  test('speaks Chinese', async () => {
    expect((await run(`can user:jane get pods -n shop ${GIVEN} --lang zh-CN`)).out).toMatch(/^可以：/);
  });
});

describe('who-can, list and the others', () => {
  test('who-can names every subject, and marks the one that does not exist', async () => {
    const { out, code } = await run(`who-can get pods -n shop ${GIVEN}`);
    expect(code).toBe(0);
    expect(out).toContain('4 can get pods in namespace shop');
    expect(out).toContain('ServiceAccount shop/robot (does not exist)');
  });

  test('list adds the implied groups, and writes wildcards out where that is asked for', async () => {
    const told = await json(`list serviceaccount:shop/robot ${GIVEN}`);
    expect(told['user']).toMatchObject({
      groups: ['system:serviceaccounts', 'system:serviceaccounts:shop', 'system:authenticated'],
    });
    expect(told['rules']).toHaveLength(2);
    const expanded = await json(`list user:jane --expand ${GIVEN}`);
    expect(
      (expanded['rights'] as { verb: string; resource: string; names: string[] }[]).map(
        ({ verb, resource, names }) => [verb, resource, ...names].join(' '),
      ),
    ).toEqual(['get pods', 'list pods', 'get pods/log', 'patch deployments web']);
  });

  test('equal finds subjects with the same rights', async () => {
    const { groups } = (await json(`equal ${GIVEN}`)) as {
      groups: { subjects: { subject: { name: string } }[] }[];
    };
    expect(groups.map(({ subjects }) => subjects.map(({ subject }) => subject.name))).toEqual([
      ['devs', 'joe'],
      ['jane', 'robot'],
    ]);
  });

  test('without tells what would be lost', async () => {
    expect((await run(`without rolebinding/shop/readers ${GIVEN}`)).out).toContain(
      '- patch deployments.apps web in namespace shop',
    );
    expect((await run(`without clusterrolebinding/none ${GIVEN}`)).out).toContain('is not there');
  });

  test('changes tells what was gained, and ends with 1 where something was', async () => {
    const before = file(
      'before.yaml',
      'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: b}\n',
    );
    const told = await run(`changes --before ${before} ${GIVEN}`);
    expect(told.code).toBe(1);
    expect(told.out).toContain('+ get,list pods in namespace shop');
    expect((await run(`changes --before ${SHOP} ${GIVEN}`)).code).toBe(0);
  });

  test('stranger lists what anonymous may do', async () => {
    expect((await run(`stranger ${GIVEN}`)).out).toContain('system:anonymous holds no right');
  });

  test('risks and escalate tell what a scan tells, and end with 1 where there is something', async () => {
    const admin = file(
      'admin.yaml',
      `apiVersion: ${RBAC}/v1
kind: ClusterRole
metadata: {name: binder}
rules:
- {apiGroups: [${RBAC}], resources: [clusterroles], verbs: [bind]}
- {apiGroups: [${RBAC}], resources: [clusterrolebindings], verbs: [create]}
---
apiVersion: ${RBAC}/v1
kind: ClusterRoleBinding
metadata: {name: binder}
roleRef: {apiGroup: ${RBAC}, kind: ClusterRole, name: binder}
subjects: [{kind: User, name: ann, apiGroup: ${RBAC}}]
`,
    );
    const told = await run(`risks user:ann --files ${admin} --complete`);
    expect(told.code).toBe(1);
    expect(told.out).toContain('critical User ann');
    expect(await run(`risks user:bob --files ${admin} --complete`)).toMatchObject({ code: 0 });
    const way = await json(`escalate user:ann --files ${admin} --complete`);
    expect(way['chain']).toMatchObject({ isCertain: true, steps: [{ edge: 'ROLE_BIND' }] });
    const leads = file(
      'leads.yaml',
      readFileSync(admin, 'utf8').replace('kind: User, name: ann', 'kind: Group, name: leads'),
    );
    const asMember = await json(`escalate user:ann --group leads --files ${leads} --complete`);
    expect(asMember['chain']).toMatchObject({ steps: [{ edge: 'ROLE_BIND' }] });
    expect(await run(`escalate user:ann --files ${leads} --complete`)).toMatchObject({ code: 0 });
    const none = await run(`escalate user:jane ${GIVEN}`);
    expect(none.code).toBe(0);
    expect(none.out).toContain('No way of User jane');
  });

  test.each([
    ['no subcommand', '', 'followed by what to ask'],
    ['a mistyped one', 'whocan get pods', 'who-can'],
    ['a question cut short', `can user:jane get ${GIVEN}`, 'not complete'],
    ['one word too many', `who-can get pods web more ${GIVEN}`, '"more" is not expected'],
    ['no subject', `can jane get pods ${GIVEN}`, 'names no subject'],
    ['nothing to read', 'can user:jane get pods', 'Say what to read'],
    ['questions that are not there', `answer --questions ${folder}/none ${GIVEN}`, 'cannot be read'],
    ['no questions', `answer ${GIVEN}`, '--questions must name'],
  ])('%s is refused', async (_, line, sentence) => {
    const { code, err, out } = await run(line);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(out).toBe('');
  });

  test('more paths may follow --files once the question is complete', async () => {
    const other = file('other.yaml', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: other}\n');
    const options = '--complete --authorization-mode RBAC';
    expect((await run(`can user:jane get pods -n shop ${options} --files ${other} ${SHOP}`)).code).toBe(0);
    expect((await run(`can --files ${SHOP} user:jane get pods -n shop ${options}`)).code).toBe(0);
  });
});

function reviewOf({ user, ask }: RandomQuestion): string {
  const attributes = 'path' in ask ? { nonResourceAttributes: ask } : { resourceAttributes: ask };
  return JSON.stringify({
    user: user.name,
    groups: user.groups,
    uid: 'u',
    extra: { a: ['b'] },
    ...attributes,
  });
}

describe('answer', () => {
  test('takes groups, API group and resource as they stand', async () => {
    const line = (spec: object): string => JSON.stringify(spec);
    const pods = { verb: 'get', resource: 'pods', namespace: 'shop' };
    const questions = [
      line({ user: 'jane', resourceAttributes: pods }),
      line({ spec: { user: 'jane', resourceAttributes: { ...pods, resource: 'po' } } }),
      line({ user: 'zoe', groups: ['devs'], resourceAttributes: pods }),
      line({ user: '', groups: ['devs'], resourceAttributes: pods }),
      line({ user: 'devs', resourceAttributes: pods }),
      line({ user: 'x', groups: ['system:masters'], nonResourceAttributes: { path: '/a', verb: 'get' } }),
      '',
      line({ user: 'jane' }),
      'no JSON',
    ].join('\n');
    const { out, code } = await run(`answer --questions - ${GIVEN}`, questions);
    const told = out
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one) as { allowed?: boolean; error?: string });
    expect(told.map(({ allowed, error }) => allowed ?? error)).toEqual([
      true,
      false,
      true,
      true,
      false,
      true,
      'exactly one of resourceAttributes and nonResourceAttributes is needed',
      'the line is no JSON',
    ]);
    expect(code).toBe(2);
    expect(told[0]).toEqual({
      allowed: true,
      grants: [
        {
          binding: { kind: 'RoleBinding', namespace: 'shop', name: 'readers' },
          role: { kind: 'Role', namespace: 'shop', name: 'reader' },
          rule: 0,
          subject: { kind: 'User', apiGroup: RBAC, name: 'jane' },
        },
      ],
    });
  });

  test.each([11, 12, 13])('agrees with the direct evaluator on the random cluster %i', async (seed) => {
    const rbac = randomRbac(seed);
    const items = [...rbac.roles, ...rbac.clusterRoles, ...rbac.roleBindings, ...rbac.clusterRoleBindings];
    const path = file(`random-${seed}.json`, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    const questions = randomQuestions(rbac, seed, 1000);
    const lines = file(`questions-${seed}`, questions.map(reviewOf).join('\n'));
    const { out, code } = await run(
      `answer --questions ${lines} --files ${path} --complete --authorization-mode RBAC`,
    );
    expect(code).toBe(0);
    const told = out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { allowed: boolean }).allowed);
    expect(told).toEqual(
      questions.map((question) => answerDirectly(rbac, question, { fromFiles: true }).allowed),
    );
  });
});
