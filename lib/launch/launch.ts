import { request } from 'node:http';
import { MerlonError } from '#lib/errors.ts';
import { startProcess, type ProcessSpec, type Running } from './child-process.ts';
import { freePort } from './free-port.ts';
import { holdDataFolder } from './hold-data-folder.ts';
import { keepRunning, type Kept } from './keep-running.ts';

/** Everything that one Merlon consists of. */
export interface LaunchPlan {
  dataDir: string;
  host: string;
  port: number;
  /** Brings the database up to date, says itself what is wrong with it, and ends. */
  prepare: ProcessSpec;
  web: ProcessSpec;
  worker: ProcessSpec;
  /** Prints one JSON line with `ready` and `kubeconfig` and serves until it is told to end. */
  demo: ProcessSpec | null;
  backOffMs: (failures: number) => number;
  /** Aborted when the person or the system asks Merlon to end. */
  stop: AbortSignal;
  /** Told the address when the first page can be asked for. */
  onReady: (address: string) => void;
}

/**
 * Starts all processes and stays until the web server ends or `stop` asks for it; then ends the others. Returns
 * the exit code: the web server's, or 0 when asked to stop. Throws what keeps Merlon from starting.
 */
export async function launch(plan: LaunchPlan): Promise<number> {
  const hold = holdDataFolder(plan.dataDir);
  const started: Started = { behind: [], front: [] };
  try {
    const port = await freePort(plan.host, plan.port);
    const demoStart = startDemo(plan, started);
    // Whatever becomes of the demo, a migration under way is waited for.
    const [prepared] = await Promise.all([runOnce(plan.prepare), Promise.allSettled([demoStart])]);
    const demo = await demoStart;
    if (prepared !== 0 || plan.stop.aborted) return plan.stop.aborted ? 0 : prepared;
    const env = { ...demo, MERLON_PORT: String(port) };
    started.front.push(keepRunning(withEnv(plan.worker, env), { backOffMs: plan.backOffMs }));
    const web = startProcess(withEnv(plan.web, env));
    started.front.push(web);
    return await serve(plan, { web, port });
  } finally {
    await Promise.all(started.front.map((each) => each.stop()));
    await Promise.all(started.behind.map((each) => each.stop()));
    hold.release();
  }
}

/** What has been started; the demo stands behind, so that a scan of it can still be cancelled in order. */
interface Started {
  front: Kept[];
  behind: Kept[];
}

const withEnv = (spec: ProcessSpec, env: Record<string, string>): ProcessSpec => ({
  ...spec,
  env: { ...spec.env, ...env },
});

async function runOnce(spec: ProcessSpec): Promise<number> {
  return await startProcess(spec).exited;
}

/** Returns what the other processes must know of the demo, once it serves. */
async function startDemo(plan: LaunchPlan, started: Started): Promise<Record<string, string>> {
  const { demo } = plan;
  if (demo === null) return {};
  const ready = Promise.withResolvers<Record<string, string>>();
  const onStart = (running: Running): void => {
    running.onLine((line) => {
      const kubeconfig = kubeconfigIn(line);
      if (kubeconfig !== undefined) ready.resolve({ MERLON_DEMO: '1', MERLON_DEMO_KUBECONFIG: kubeconfig });
    });
    // A crash in operation is repaired by a new start; one before the first answer would repeat for ever.
    void running.exited.then((code) => ready.reject(demoFailed(code)));
  };
  started.behind.push(keepRunning(demo, { backOffMs: plan.backOffMs, onStart }));
  plan.stop.addEventListener('abort', () => ready.resolve({}));
  return await ready.promise;
}

function kubeconfigIn(line: string): string | undefined {
  try {
    const said: unknown = JSON.parse(line);
    if (typeof said !== 'object' || said === null || !('ready' in said) || !('kubeconfig' in said))
      return undefined;
    return said.ready === true && typeof said.kubeconfig === 'string' ? said.kubeconfig : undefined;
  } catch {
    return undefined;
  }
}

function demoFailed(code: number): MerlonError {
  return new MerlonError('process-failed', {
    en: `The demo cluster could not be started: its process ended with code ${code}, and its lines above say why.`,
    'zh-CN': `无法启动演示集群：其进程以代码 ${code} 退出，原因见上方输出。`,
  });
}

async function serve(plan: LaunchPlan, { web, port }: { web: Running; port: number }): Promise<number> {
  const over = new AbortController();
  const asked = new Promise<number>((resolve) => {
    const stop = (): void => resolve(0);
    if (plan.stop.aborted) stop();
    plan.stop.addEventListener('abort', stop);
  });
  const ended = Promise.race([web.exited, asked]);
  void ended.then(() => over.abort());
  const host = plan.host.includes(':') ? `[${plan.host}]` : plan.host;
  const address = `http://${host}:${port}`;
  if (await answers(address, over.signal)) plan.onReady(address);
  return await ended;
}

const ASK_EVERY_MS = 50;

/** Returns true once the server answers anything at all, false when `over` comes first. */
async function answers(address: string, over: AbortSignal): Promise<boolean> {
  while (!over.aborted) {
    if (await answersOnce(`${address}/api/healthz`, over)) return true;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return false;
}

function answersOnce(url: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = request(url, { signal, agent: false }, (response) => {
      response.resume();
      resolve(true);
    });
    asking.on('error', () => resolve(false));
    asking.end();
  });
}
