import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { listClusters, removeCluster } from '#lib/store/clusters.ts';
import { listRemovedContexts } from '#lib/store/removed-contexts.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { registerContexts } from './register-contexts.ts';
import { restoreContexts } from './restore-contexts.ts';

const dir = mkdtempSync(join(tmpdir(), 'merlon-contexts-'));
const own = join(dir, 'own');
const demo = join(dir, 'demo');

function writeKubeconfig(path: string, names: readonly string[], server = 'https://10.0.0.1:6443'): void {
  const contexts = names.map((name) => ({ name, context: { cluster: 'c', user: 'u' } }));
  const clusters = [{ name: 'c', cluster: { server } }];
  writeFileSync(path, JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters, users: [], contexts }));
}

let scratch: ScratchStore;
beforeEach(async () => {
  scratch = await ScratchStore.create();
  vi.stubEnv('KUBECONFIG', own);
  vi.stubEnv('KUBERNETES_SERVICE_HOST', '');
  writeKubeconfig(own, ['a', 'main']);
  writeKubeconfig(demo, ['main'], 'https://127.9.9.9:6443');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await scratch.remove();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function seen(): Promise<unknown[]> {
  const clusters = await listClusters(scratch.store);
  return clusters.map(({ contexts, demo: isDemo, server }) => [...contexts, isDemo, server]);
}

describe('registerContexts', () => {
  test('makes each context a cluster once, and keeps a demo apart from one of the same name', async () => {
    for (const _ of [1, 2]) registerContexts(scratch.store, { demoKubeconfig: demo });
    expect(await seen()).toEqual([
      ['a', false, 'https://10.0.0.1:6443'],
      ['main', false, 'https://10.0.0.1:6443'],
      ['main', true, 'https://127.9.9.9:6443'],
    ]);
  });

  test('takes up a new server address', async () => {
    registerContexts(scratch.store, { demoKubeconfig: null });
    writeKubeconfig(own, ['a'], 'https://10.0.0.2:6443');
    registerContexts(scratch.store, { demoKubeconfig: null });
    expect(await seen()).toEqual([
      ['a', false, 'https://10.0.0.2:6443'],
      ['main', false, 'https://10.0.0.1:6443'],
    ]);
  });

  test('does not bring a removed cluster back until it is asked to', async () => {
    registerContexts(scratch.store, { demoKubeconfig: null });
    const [a] = await listClusters(scratch.store);
    removeCluster(scratch.store, a?.id ?? '');
    registerContexts(scratch.store, { demoKubeconfig: null });
    expect((await listClusters(scratch.store)).map(({ name }) => name)).toEqual(['main']);
    expect(await listRemovedContexts(scratch.store)).toEqual(['a']);
    restoreContexts(scratch.store);
    expect((await listClusters(scratch.store)).map(({ name }) => name)).toEqual(['a', 'main']);
    expect(await listRemovedContexts(scratch.store)).toEqual([]);
  });

  test('tells which kubeconfig cannot be read', () => {
    writeFileSync(own, '{');
    const problems = registerContexts(scratch.store, { demoKubeconfig: null });
    expect(problems.map(({ file }) => file)).toEqual([own]);
  });
});
