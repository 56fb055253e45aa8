import { get } from 'node:http';
import { createServer } from 'node:net';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';
import { figureOf, inTurn, median, type Figure } from './measure.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FINDINGS = 50_000;
const REQUESTS = 15;

/** Measures the first byte of the findings page with many findings against the same page with none. */
export async function measurePage(runs: number): Promise<Figure> {
  const scratch = await ScratchStore.create();
  const full = await addScan(scratch, FINDINGS);
  const empty = await addScan(scratch, 0);
  const port = await freePort();
  const env = {
    ...process.env,
    MERLON_DATA: scratch.dataDir,
    MERLON_PORT: String(port),
    NODE_ENV: 'production' as const,
  };
  const web = spawn(process.execPath, ['lib/launch/web.ts'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await untilReady(port);
    const pairs = await inTurn(
      runs,
      () => firstByteMs(port, `/findings?scan=${full}`),
      () => firstByteMs(port, `/findings?scan=${empty}`),
    );
    return figureOf({ name: 'first byte of /findings with 50,000 findings', goal: 3 }, pairs);
  } finally {
    const ended = new Promise((resolve) => web.once('exit', resolve));
    web.kill('SIGTERM');
    await ended;
    await scratch.remove();
  }
}

async function addScan(scratch: ScratchStore, findings: number): Promise<string> {
  const clusterId = scratch.addCluster(`cluster-${findings}`);
  return scratch.addScan(clusterId, (scanId) => ({
    result: sampleResult({ scanId, clusterId, findings }),
    inventory: sampleInventory(),
  }));
}

async function firstByteMs(port: number, path: string): Promise<number> {
  const times: number[] = [];
  for (let request = 0; request < REQUESTS; request += 1) times.push(await oneFirstByte(port, path));
  return median(times);
}

function oneFirstByte(port: number, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    get({ host: '127.0.0.1', port, path }, (response) => {
      response.once('data', () => {
        const ms = performance.now() - from;
        response.resume().once('end', () => {
          if (response.statusCode === 200) resolve(ms);
          else reject(new Error(`${path} answered ${response.statusCode}`));
        });
      });
    }).on('error', reject);
  });
}

async function untilReady(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      await oneFirstByte(port, '/api/healthz');
      return;
    } catch {
      // Not listening yet.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('the web server did not start; run the build first');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
