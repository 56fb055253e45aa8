import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCommand } from '#lib/cli/run-command.ts';
import { captured } from '#lib/testing/captured-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'merlon-told-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RBAC = 'rbac.authorization.k8s.io';

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function run(line: string) {
  return captured((terminal) => runCommand(['rbac', ...line.split(' ')], '0.0.0', terminal), '');
}

async function json(line: string): Promise<Record<string, unknown>> {
  return JSON.parse((await run(`${line} --format json`)).out) as Record<string, unknown>;
}

describe('what is told of rights', () => {
  test('rules whose lists multiply into millions are not taken apart, and the answer says so', async () => {
    const many = (word: string) => Array.from({ length: 200 }, (_, index) => `${word}${index}`).join(', ');
    const binding = (name: string, user: string) => `---
apiVersion: ${RBAC}/v1
kind: ClusterRoleBinding
metadata: {name: ${name}}
roleRef: {apiGroup: ${RBAC}, kind: ClusterRole, name: huge}
subjects: [{kind: User, name: ${user}, apiGroup: ${RBAC}}]
`;
    const role = (verb: string) => `apiVersion: ${RBAC}/v1
kind: ClusterRole
metadata: {name: huge}
rules: [{apiGroups: [${many('g')}], resources: [${many('r')}], verbs: [${many(verb)}]}]
`;
    const huge = file('huge.yaml', role('v') + binding('a', 'ann') + binding('b', 'bob'));
    const other = file('other.yaml', role('w') + binding('a', 'ann') + binding('b', 'bob'));
    expect(await json(`equal --files ${huge} --complete`)).toMatchObject({
      atLeast: true,
      groups: [{ subjects: [{ subject: { name: 'ann' } }, { subject: { name: 'bob' } }] }],
    });
    const lost = await run(`without clusterrolebinding/a --files ${huge} --complete`);
    expect(lost.out).toContain('multiply into too many rights');
    expect(await json(`changes --before ${huge} --files ${huge} --complete`)).toMatchObject({
      atLeast: false,
      changes: [],
    });
    expect(await json(`changes --before ${other} --files ${huge} --complete`)).toMatchObject({
      atLeast: true,
    });
  });

  test('risks names a default role with what it brings', async () => {
    const bound = file(
      'bound.yaml',
      `apiVersion: ${RBAC}/v1
kind: ClusterRoleBinding
metadata: {name: editors}
roleRef: {apiGroup: ${RBAC}, kind: ClusterRole, name: edit}
subjects: [{kind: User, name: ann, apiGroup: ${RBAC}}]
`,
    );
    const { out } = await run(`risks user:ann --files ${bound} --complete`);
    expect(out).toContain('holds the default role ClusterRole edit');
    expect(out).toContain('rbac-secrets-get');
  });
});
