import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cancelScan } from '#lib/scans/cancel-scan.ts';
import { startScan } from '#lib/scans/start-scan.ts';
import { listClusters, type ClusterRow } from '#lib/store/clusters.ts';
import type { ScanRow } from '#lib/store/scan-row.ts';
import { findScan, listScans } from '#lib/store/scans.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const FLAGS = ['--conditions=react-server', '--disable-warning=ExperimentalWarning'];

let scratch: ScratchStore;
let silent: Server;
let asked: Promise<unknown>;
let kubeconfig = '';
let worker: ChildProcess;

beforeEach(async () => {
  scratch = await ScratchStore.create();
  // Takes every request and never answers.
  silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  asked = once(silent, 'request');
  kubeconfig = join(scratch.dataDir, 'kubeconfig');
  writeFileSync(kubeconfig, kubeconfigFor(silent));
});
afterEach(async () => {
  worker.kill('SIGKILL');
  silent.closeAllConnections();
  silent.close();
  await scratch.remove();
});

function kubeconfigFor(server: Server): string {
  const { port } = server.address() as AddressInfo;
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'silent',
    clusters: [{ name: 'silent', cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: 'nobody', user: {} }],
    contexts: [{ name: 'silent', context: { cluster: 'silent', user: 'nobody' } }],
  });
}

function startWorker(env: Record<string, string>): void {
  worker = spawn(process.execPath, [...FLAGS, MAIN], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, MERLON_DATA: scratch.dataDir, MERLON_LOG_LEVEL: 'silent', ...env },
  });
}

async function until<T>(question: () => Promise<T | null | undefined>): Promise<T> {
  for (;;) {
    const answer = await question();
    if (answer !== null && answer !== undefined) return answer;
    if (worker.exitCode !== null) throw new Error(`the worker ended with ${worker.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const ended = (scanId: string): Promise<ScanRow> =>
  until(async () => {
    const scan = await findScan(scratch.store, scanId);
    return scan !== null && scan.status !== 'queued' && scan.status !== 'running' ? scan : null;
  });

/** Starts a scan of the silent cluster and returns its id once its first request is waiting. */
async function scanInFlight(): Promise<string> {
  const cluster = await until<ClusterRow>(async () => (await listClusters(scratch.store))[0]);
  const started = await startScan(scratch.store, {
    clusterId: cluster.id,
    profile: 'passive',
    trigger: 'ui',
  });
  await asked;
  return started.outcome === 'queued' ? started.id : '';
}

describe('the worker', () => {
  test('makes contexts clusters, contacts none of them by itself, and cancels a scan that hangs', async () => {
    let requests = 0;
    silent.on('request', () => (requests += 1));
    startWorker({ KUBECONFIG: kubeconfig });
    const cluster = await until<ClusterRow>(async () => (await listClusters(scratch.store))[0]);
    expect(cluster).toMatchObject({ name: 'silent', contexts: ['silent'], demo: false, probeAllow: null });
    expect(await listScans(scratch.store, { limit: 1 })).toEqual([]);
    expect(requests).toBe(0);
    const scanId = await scanInFlight();
    expect((await findScan(scratch.store, scanId))?.status).toBe('running');
    cancelScan(scratch.store, scanId);
    expect((await ended(scanId)).status).toBe('cancelled');
  });

  test('loses its scans in order and ends with 0 when it is told to', async () => {
    startWorker({ KUBECONFIG: kubeconfig });
    const scanId = await scanInFlight();
    const exited = once(worker, 'exit');
    worker.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect((await findScan(scratch.store, scanId))?.status).toBe('lost');
  });

  test('scans a demo cluster at its first start, and only then', async () => {
    const env = { KUBECONFIG: '/dev/null', MERLON_DEMO_KUBECONFIG: kubeconfig };
    startWorker(env);
    await asked;
    const [scan] = await listScans(scratch.store, { limit: 9 });
    expect(scan).toMatchObject({ trigger: 'first-start', profile: 'standard' });
    const [cluster] = await listClusters(scratch.store);
    expect(cluster).toMatchObject({ demo: true, probeAllow: ['127.0.0.0/8'] });
    const exited = once(worker, 'exit');
    worker.kill('SIGKILL');
    await exited;
    startWorker(env);
    expect((await ended(scan?.id ?? '')).status).toBe('lost');
    cancelScan(scratch.store, scan?.id ?? '');
    expect(await listScans(scratch.store, { limit: 9 })).toHaveLength(1);
  });

  test('scans each cluster of a demo once, whatever the number of its contexts, the default one queued last', async () => {
    const config = JSON.parse(kubeconfigFor(silent)) as Record<string, unknown>;
    const server = (config['clusters'] as { cluster: object }[])[0]?.cluster;
    writeFileSync(
      kubeconfig,
      JSON.stringify({
        ...config,
        clusters: ['silent', 'other'].map((name) => ({ name, cluster: server })),
        contexts: [
          { name: 'silent', context: { cluster: 'silent', user: 'nobody' } },
          { name: 'silent-admin', context: { cluster: 'silent', user: 'nobody' } },
          { name: 'other', context: { cluster: 'other', user: 'nobody' } },
        ],
      }),
    );
    startWorker({ KUBECONFIG: '/dev/null', MERLON_DEMO_KUBECONFIG: kubeconfig });
    await asked;
    const names = new Map((await listClusters(scratch.store)).map(({ id, name }) => [id, name]));
    const scans = await listScans(scratch.store, { limit: 9 });
    expect(scans.map(({ clusterId }) => names.get(clusterId))).toEqual(['silent', 'other']);
  });
});
