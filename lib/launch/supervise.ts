import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { env } from '#lib/env.ts';
import { MerlonError } from '#lib/errors.ts';
import type { ProcessSpec } from './child-process.ts';
import { hasKubeconfig, usualPlaces } from './find-kubeconfig.ts';
import { usualBackOffMs } from './keep-running.ts';
import { launch, type LaunchPlan } from './launch.ts';
import { ownFlags } from './run-to-end.mjs';
import { complain, spoken } from './say.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

// A scan that is told to cancel is over within 10 s; the worker gets that and a little more.
const WORKER_GRACE_MS = 12_000;
const OTHER_GRACE_MS = 5000;

// Lists are parsed and dropped page by page: with V8's usual 16 MB for young objects a scan of 10,000 pods peaks
// about 100 MB higher, for a fifth less time. The scan asks for a collection between reading and analysing.
const SCANNER_FLAGS = ['--max-semi-space-size=4', '--expose-gc'];

function readArgs(): { demo: boolean; dev: boolean } {
  try {
    const { values } = parseArgs({ options: { demo: { type: 'boolean' }, dev: { type: 'boolean' } } });
    return { demo: values.demo ?? false, dev: values.dev ?? false };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MerlonError('invalid-request', {
      en: `npm start takes only --demo: ${reason}`,
      'zh-CN': `npm start 只接受 --demo：${reason}`,
    });
  }
}

const ownProcess = (name: string, args: string[], graceMs = OTHER_GRACE_MS): ProcessSpec => ({
  name,
  args: [...ownFlags, ...args],
  env: { NODE_ENV: 'production' },
  graceMs,
});

function webProcess(isDev: boolean): ProcessSpec {
  const { host, port } = env();
  // Without the flag for `server-only`: pages are rendered for the browser too, where it must not pass.
  const flags = ownFlags.filter((flag) => !flag.startsWith('--conditions'));
  const next = ['node_modules/next/dist/bin/next', 'dev', '-H', host, '-p', String(port)];
  return {
    name: 'web',
    args: [...flags, ...(isDev ? next : ['lib/launch/web.ts'])],
    env: isDev ? { NODE_ENV: 'development', MERLON_DESIGN_PAGE: 'on' } : { NODE_ENV: 'production' },
    graceMs: OTHER_GRACE_MS,
  };
}

function plan(stop: AbortSignal): LaunchPlan {
  const { demo, dev } = readArgs();
  const { dataDir, host, port } = env();
  const isDemo = demo || !hasKubeconfig(usualPlaces());
  return {
    dataDir,
    host,
    port,
    prepare: ownProcess('prepare', ['lib/store/prepare.ts']),
    web: webProcess(dev),
    worker: ownProcess('worker', [...SCANNER_FLAGS, 'lib/worker/main.ts'], WORKER_GRACE_MS),
    demo: isDemo ? ownProcess('demo', ['lib/demo/main.ts', '--data', dataDir]) : null,
    backOffMs: usualBackOffMs,
    stop,
    onReady: (address) => {
      const line = { en: `Merlon is ready: ${address}`, 'zh-CN': `Merlon 已就绪：${address}` };
      process.stdout.write(`${spoken(line)}\n`);
    },
  };
}

async function main(): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  process.chdir(root);
  try {
    return await launch(plan(stopping.signal));
  } catch (error) {
    if (!(error instanceof MerlonError)) throw error;
    complain(error.text);
    return 1;
  }
}

process.exitCode = await main();
