import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { demoClient } from './demo-client.ts';
import { read, readList, readText } from './raw-object.ts';
import { startDemo } from './start-demo.ts';
import type { Demo, DemoOptions } from './start-demo.ts';

const open: { demo: Demo; folder: string }[] = [];

async function start(options: Omit<DemoOptions, 'dataDir'> = {}): Promise<Demo & { folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  const demo = await startDemo({ dataDir: folder, ...options });
  open.push({ demo, folder });
  return { ...demo, folder };
}

afterEach(async () => {
  for (const { demo, folder } of open.splice(0)) {
    await demo.stop();
    rmSync(folder, { recursive: true });
  }
});

const BINDINGS = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';

async function namesOf(demo: Demo, path: string): Promise<string[]> {
  const { body } = await demoClient(demo.kubeconfig)(path);
  return readList(body, 'items').map((item) => readText(item, 'metadata', 'name'));
}

it('mends some things and breaks others in the second generation', async () => {
  const demo = await start();
  const before = await namesOf(demo, BINDINGS);
  await demo.setGeneration(2);
  const after = await namesOf(demo, BINDINGS);
  expect(before.filter((name) => !after.includes(name))).toEqual(['incident-2291-marek', 'legacy-dashboard']);
  expect(after.filter((name) => !before.includes(name))).toEqual(['vendor-support-access']);
});

it('keeps the uids of what stays', async () => {
  const demo = await start();
  const uid = async (): Promise<string> => {
    const { body } = await demoClient(demo.kubeconfig)('/api/v1/namespaces/kube-system');
    return readText(body, 'metadata', 'uid');
  };
  const before = await uid();
  await demo.setGeneration(2);
  expect(await uid()).toBe(before);
});

it('follows the generation file in its folder', async () => {
  const demo = await start();
  writeFileSync(join(demo.folder, 'demo', 'generation'), '2\n');
  await vi.waitFor(() => expect(demo.generation()).toBe(2), { timeout: 10_000 });
});

it('lets a continue token of the earlier generation expire, with one that goes on', async () => {
  const demo = await start();
  const ask = demoClient(demo.kubeconfig);
  const first = await ask('/api/v1/pods?limit=10');
  await demo.setGeneration(2);
  const late = await ask(`/api/v1/pods?limit=10&continue=${readText(first.body, 'metadata', 'continue')}`);
  expect([late.status, readText(late.body, 'reason')]).toEqual([410, 'Expired']);
  const rest = await ask(`/api/v1/pods?limit=10&continue=${readText(late.body, 'metadata', 'continue')}`);
  expect([rest.status, readList(rest.body, 'items').length]).toEqual([200, 10]);
});

it('lets a continue token expire with time', async () => {
  const demo = await start({ continueLifetimeMs: -1 });
  const ask = demoClient(demo.kubeconfig);
  const first = await ask('/api/v1/pods?limit=10');
  const late = await ask(`/api/v1/pods?limit=10&continue=${readText(first.body, 'metadata', 'continue')}`);
  expect(late.status).toBe(410);
});

it('stands beside another demo without meeting it', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  expect(one.network).not.toBe(two.network);
  const uidOf = async (demo: Demo): Promise<unknown> =>
    read((await demoClient(demo.kubeconfig)('/api/v1/namespaces/kube-system')).body, 'metadata', 'uid');
  expect(await uidOf(one)).not.toBe(await uidOf(two));
});

it('comes back with its uids and its network', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));
  const uids: unknown[] = [];
  const networks: string[] = [];
  for (let run = 0; run < 2; run += 1) {
    const demo = await startDemo({ dataDir: folder });
    const { body } = await demoClient(demo.kubeconfig)('/api/v1/namespaces/kube-system');
    uids.push(read(body, 'metadata', 'uid'));
    networks.push(demo.network);
    await demo.stop();
  }
  rmSync(folder, { recursive: true });
  expect([uids[0], networks[0]]).toEqual([uids[1], networks[1]]);
});

it('falls back to ports of 127.0.0.1 and says what is lost', async () => {
  const lines: string[] = [];
  const demo = await start({ addresses: 'ports', log: (line) => lines.push(line) });
  const nodes = (await demoClient(demo.kubeconfig)('/api/v1/nodes')).body;
  const ports = readList(nodes, 'items').map((node) =>
    read(node, 'status', 'daemonEndpoints', 'kubeletEndpoint', 'Port'),
  );
  expect(demo.network).toBe('127.0.0.1/32');
  expect(new Set(ports).size).toBe(8);
  expect(lines.join()).toContain('only 127.0.0.1 can be bound');
});
