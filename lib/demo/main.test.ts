import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { demoClient } from './demo-client.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

it('prints one line when ready, serves, and ends cleanly on SIGTERM', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  const child = spawn(process.execPath, [MAIN, '--data', folder, '--generation', '2'], { stdio: 'pipe' });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  await once(child.stdout, 'data');
  const ready = JSON.parse(output) as {
    ready: boolean;
    kubeconfig: string;
    contexts: string[];
    network: string;
  };
  expect(ready).toEqual({
    ready: true,
    kubeconfig: join(folder, 'demo', 'kubeconfig'),
    contexts: ['main', 'main-admin', 'main-viewer', 'hostfw', 'layers'],
    network: expect.stringMatching(/^127\.\d+\.\d+\.0\/24$/),
  });
  expect((await demoClient(ready.kubeconfig)('/livez')).status).toBe(200);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(output.trim().split('\n')).toHaveLength(1);
  rmSync(folder, { recursive: true });
});

it.each([['no folder'], ['no such generation', '--data', 'x', '--generation', '3']])(
  'says how it is used with %s',
  async (_name, ...args) => {
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: 'pipe' });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(errors).toContain('usage:');
  },
);
