import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ownFlags } from '#lib/launch/run-to-end.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const READY = /^Merlon is ready: (\S+)$/;

/** A running Merlon, as `npm start -- --demo` starts it. */
export interface Product {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Starts the built product with a data folder and settings of its own; its log goes to `logPath`. */
export async function startProduct(settings: Record<string, string>, logPath: string): Promise<Product> {
  const log = createWriteStream(logPath, { flags: 'a' });
  const child = spawn(process.execPath, [...ownFlags, 'lib/launch/supervise.ts', '--demo'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', NODE_ENV: 'production', ...settings },
  });
  child.stderr?.pipe(log);
  child.stdout?.pipe(log);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    void exited.then(() => reject(new Error(`Merlon did not start; ${logPath} says why`)));
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = READY.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  return {
    address,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      log.end();
    },
  };
}
