import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** @typedef {{ ours?: boolean, toStderr?: boolean, env?: Record<string, string> }} RunOptions */

// Nothing that Merlon runs may call home.
const silent = { NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };

/**
 * Runs a program, passes signals on to it, and returns its exit code as a shell would tell it. `ours` says that
 * it is one of our own files, `toStderr` keeps its output out of ours. Rejects when it cannot be started.
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} options
 * @returns {Promise<number>}
 */
export async function runToEnd(program, args, options) {
  const out = options.toStderr === true ? 2 : 'inherit';
  const child = spawn(program, [...(options.ours === true ? ownFlags : []), ...args], {
    stdio:
      options.ours === true
        ? ['inherit', out, 2, 'ipc']
        : [options.toStderr === true ? 'ignore' : 'inherit', out, 2],
    env: { ...process.env, ...silent, PATH: pathWith(program), ...options.env },
  });
  const pass = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, pass);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
    });
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}

/**
 * How Node runs a file of ours: `server-only` lets it in, as React's own server build does, and it ends with
 * the process that started it.
 */
export const ownFlags = [
  '--conditions=react-server',
  '--disable-warning=ExperimentalWarning',
  `--import=${new URL('./end-with-parent.mjs', import.meta.url).href}`,
];

/** @param {string} program */
function pathWith(program) {
  const own = program.includes('/') ? [dirname(program)] : [];
  return [...own, join(process.cwd(), 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter);
}
