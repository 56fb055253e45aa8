import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCommand } from '#lib/cli/run-command.ts';
import { captured } from '#lib/testing/captured-terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'merlon-edges-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const APPS = ['web', 'db', 'job'].map(
  (name) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  selector: {matchLabels: {app: ${name}}}
  template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: main, image: app}]}}
`,
);
const SHOP = file(
  'shop.yaml',
  `${APPS.join('---\n')}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: old, namespace: shop}
spec: {podSelector: {}, ingress: [{}]}
`,
);
const APART = file('apart.yaml', APPS.join('---\n'));

function run(words: readonly string[], stdin = '') {
  return captured((terminal) => runCommand(['network', ...words], '0.0.0', terminal), stdin);
}

const EDGE = 'shop/web[Deployment] => shop/db[Deployment] : TCP 5432,UDP 53';

describe('generate for edges', () => {
  test('prints policies that give these edges and no others', async () => {
    const { out, err, code } = await run(['generate', '--edge', EDGE, '--files', SHOP]);
    expect(code).toBe(0);
    expect(err).toContain('taken for replaced; delete them when you apply the new ones: shop/old');
    const made = file('made.yaml', out);
    expect((await run(['list', '--files', APART, made])).out).toBe(`${EDGE}\n`);
  });

  test('reads what list prints, from a file or standard input', async () => {
    const edges = file('edges.txt', `# kept\n${EDGE}\n`);
    const ofFile = await run(['generate', '--edges', edges, '--files', SHOP]);
    const ofStdin = await run(['generate', '--edges', '-', '--files', SHOP], EDGE);
    expect(ofFile.out).toBe(ofStdin.out);
    expect(ofFile.out).toContain('port: 5432');
  });

  test('says what is no edge, and who is not there', async () => {
    const wrong = await run(['generate', '--edge', 'shop/web -> shop/db', '--files', SHOP]);
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain('is no edge; write ns/a => ns/b : TCP 80');
    const gone = await run(['generate', '--edge', 'shop/web => shop/gone : TCP 80', '--files', SHOP]);
    expect(gone.err).toContain('No pod of shop/gone was read.');
  });
});
