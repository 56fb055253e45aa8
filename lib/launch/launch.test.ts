import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProcessSpec } from './child-process.ts';
import { holdDataFolder } from './hold-data-folder.ts';
import { launch, type LaunchPlan } from './launch.ts';
import { ownFlags } from './run-to-end.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'merlon-launch-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

// Small stand-ins for the real processes: each notes its process id in a file of its name.
const note = (name: string): string =>
  `import { appendFileSync } from 'node:fs';
   appendFileSync(${JSON.stringify(join(folder, name))}, process.pid + '\\n');`;
const stay = `setInterval(() => {}, 1000);`;
const serve = `import { createServer } from 'node:http';
   createServer((request, response) => {
     if (request.url === '/crash') process.exit(7);
     response.end('page');
   }).listen(Number(process.env.MERLON_PORT), '127.0.0.1');`;

let written = 0;

function standIn(name: string, code: string): ProcessSpec {
  written += 1;
  const path = join(folder, `${name}-${written}.mjs`);
  writeFileSync(path, `${note(name)}\n${code}`);
  return { name, args: [...ownFlags, path], env: {}, graceMs: 5000 };
}

interface Started {
  plan: LaunchPlan;
  stop: () => void;
  /** The address, once it is told. */
  ready: Promise<string>;
}

function planned(changes: Partial<LaunchPlan> = {}): Started {
  const stopping = new AbortController();
  const ready = Promise.withResolvers<string>();
  const plan: LaunchPlan = {
    dataDir: join(folder, 'data'),
    host: '127.0.0.1',
    port: 0,
    prepare: standIn('prepare', ''),
    web: standIn('web', serve),
    worker: standIn('worker', stay),
    demo: null,
    backOffMs: () => 10,
    stop: stopping.signal,
    onReady: ready.resolve,
    ...changes,
  };
  return { plan, stop: () => stopping.abort(), ready: ready.promise };
}

const pidsOf = (name: string): number[] =>
  existsSync(join(folder, name))
    ? readFileSync(join(folder, name), 'utf8').trim().split('\n').map(Number)
    : [];

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A dead process that nobody has waited for yet still answers to signal 0; Linux tells it apart.
    const status = `/proc/${pid}/status`;
    return !existsSync('/proc/self') || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
  } catch {
    return false;
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

const listen = (port: number): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });

describe('launch', () => {
  it('tells the address once a page can be had, and ends all with code 0 when asked to stop', async () => {
    const { plan, ready, stop } = planned();
    const ended = launch(plan);
    const page = await fetch(await ready);
    expect(await page.text()).toBe('page');
    stop();
    expect(await ended).toBe(0);
    expect([...pidsOf('web'), ...pidsOf('worker')].filter(isAlive)).toEqual([]);
  });

  it('starts the worker again after it was killed', async () => {
    const { plan, ready, stop } = planned();
    const ended = launch(plan);
    await ready;
    await until(() => pidsOf('worker').length === 1);
    process.kill(pidsOf('worker')[0] ?? 0, 'SIGKILL');
    await until(() => pidsOf('worker').length === 2);
    expect(pidsOf('web')).toHaveLength(1);
    stop();
    expect(await ended).toBe(0);
    expect(pidsOf('worker').filter(isAlive)).toEqual([]);
  });

  it('ends with the exit code of a web server that crashed, and takes the worker along', async () => {
    const { plan, ready } = planned();
    const ended = launch(plan);
    await fetch(`${await ready}/crash`).catch(() => {});
    expect(await ended).toBe(7);
    expect(pidsOf('worker').filter(isAlive)).toEqual([]);
  });

  it('starts nothing when the database could not be prepared', async () => {
    const { plan } = planned({ prepare: standIn('prepare', 'process.exit(1);') });
    expect(await launch(plan)).toBe(1);
    expect([...pidsOf('web'), ...pidsOf('worker')]).toEqual([]);
  });

  it('kills a worker that does not end in its time', async () => {
    const deaf = standIn('worker', `process.on('SIGTERM', () => {}); ${stay}`);
    const { plan, ready, stop } = planned({ worker: { ...deaf, graceMs: 100 } });
    const ended = launch(plan);
    await ready;
    await until(() => pidsOf('worker').length === 1);
    stop();
    expect(await ended).toBe(0);
    expect(pidsOf('worker').filter(isAlive)).toEqual([]);
  });
});

describe('launch with a demo', () => {
  const said = `console.log(JSON.stringify({ ready: true, kubeconfig: '/tmp/demo.yaml' }));`;

  it('tells worker and web server where its kubeconfig lies', async () => {
    const path = JSON.stringify(join(folder, 'seen'));
    const worker = standIn(
      'worker',
      `import { writeFileSync } from 'node:fs';
       writeFileSync(${path}, process.env.MERLON_DEMO_KUBECONFIG + ' ' + process.env.MERLON_DEMO); ${stay}`,
    );
    const { plan, ready, stop } = planned({ demo: standIn('demo', `${said} ${stay}`), worker });
    const ended = launch(plan);
    await ready;
    await until(() => existsSync(join(folder, 'seen')) && readFileSync(join(folder, 'seen'), 'utf8') !== '');
    stop();
    await ended;
    expect(readFileSync(join(folder, 'seen'), 'utf8')).toBe('/tmp/demo.yaml 1');
  });

  it('starts it again after a crash in operation', async () => {
    const { plan, ready, stop } = planned({ demo: standIn('demo', `${said} ${stay}`) });
    const ended = launch(plan);
    await ready;
    process.kill(pidsOf('demo')[0] ?? 0, 'SIGKILL');
    await until(() => pidsOf('demo').length === 2);
    stop();
    expect(await ended).toBe(0);
    expect(pidsOf('demo').filter(isAlive)).toEqual([]);
  });

  it('gives up with one sentence when it ends before it served', async () => {
    const { plan } = planned({ demo: standIn('demo', 'process.exit(3);') });
    await expect(launch(plan)).rejects.toMatchObject({ code: 'process-failed' });
    expect(pidsOf('worker')).toEqual([]);
  });
});

describe('what keeps launch from starting', () => {
  it('is a taken port, named with the setting that changes it', async () => {
    const other = await listen(0);
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { plan } = planned({ port });
    await expect(launch(plan)).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringMatching(new RegExp(`^Port ${port} .*MERLON_PORT.*\\.$`)) as unknown,
    });
    other.close();
    expect(pidsOf('prepare')).toEqual([]);
  });

  it.each([
    { name: 'below a file', dataDir: 'file/data' },
    { name: 'where the system lets nobody make a folder', dataDir: '/proc/merlon/data' },
    { name: 'that is itself a file', dataDir: 'file' },
  ])('is a data folder $name', async ({ dataDir }) => {
    writeFileSync(join(folder, 'file'), '');
    const { plan } = planned({ dataDir: resolve(folder, dataDir) });
    await expect(launch(plan)).rejects.toMatchObject({ code: 'data-not-writable' });
  });

  it('is a second instance on the same data folder, but not one on another', async () => {
    const first = planned();
    const ended = launch(first.plan);
    await first.ready;
    await expect(launch(planned().plan)).rejects.toMatchObject({ code: 'already-running' });
    const other = planned({ dataDir: join(folder, 'other') });
    const otherEnded = launch(other.plan);
    await other.ready;
    other.stop();
    first.stop();
    expect(await Promise.all([ended, otherEnded])).toEqual([0, 0]);
  });

  it('gives the data folder back when a start failed', async () => {
    const failed = planned({ prepare: standIn('prepare', 'process.exit(1);') });
    await launch(failed.plan);
    expect(() => holdDataFolder(failed.plan.dataDir).release()).not.toThrow();
  });
});

describe('a launcher that is killed outright', () => {
  it('leaves no process and no hold on the data folder behind', async () => {
    const { plan } = planned();
    const { stop: _stop, onReady: _onReady, backOffMs: _backOffMs, ...rest } = plan;
    const main = join(folder, 'main.ts');
    writeFileSync(
      main,
      `import { launch } from ${JSON.stringify(new URL('launch.ts', import.meta.url).href)};
       const onReady = () => console.log('ready');
       await launch({ ...${JSON.stringify(rest)}, stop: new AbortController().signal, backOffMs: () => 10, onReady });`,
    );
    const launcher = spawn(process.execPath, [...ownFlags, main], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => launcher.stdout.once('data', resolve));
    await until(() => pidsOf('worker').length === 1);
    expect([...pidsOf('web'), ...pidsOf('worker')].filter(isAlive)).toHaveLength(2);
    expect(() => holdDataFolder(plan.dataDir)).toThrow(/already uses/);
    launcher.kill('SIGKILL');
    await until(() => [...pidsOf('web'), ...pidsOf('worker')].filter(isAlive).length === 0);
    holdDataFolder(plan.dataDir).release();
  });
});
