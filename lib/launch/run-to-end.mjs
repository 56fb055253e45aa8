import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** @typedef {{ ours?: boolean, setUp?: boolean, env?: Record<string, string> }} RunOptions */

// Nothing that Merlon runs may call home.
const silent = { NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };

/** The person or the system ended Merlon while it set itself up: nothing failed, and nothing is to be said. */
export class Interrupted extends Error {
  /** @param {number} exitCode */
  constructor(exitCode) {
    super();
    this.exitCode = exitCode;
  }
}

/**
 * Runs a program, passes signals on to it, and returns its exit code as a shell would tell it. `ours` says that
 * it is one of our own files, `setUp` that it only prepares: its output stays out of ours, and a signal on the
 * way rejects with Interrupted. Rejects too when the program cannot be started.
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} options
 * @returns {Promise<number>}
 */
export async function runToEnd(program, args, options) {
  const out = options.setUp === true ? 2 : 'inherit';
  let isInterrupted = false;
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    isInterrupted = true;
    child.kill(signal);
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  // Before the program runs: a signal in between would end us and leave it behind.
  for (const signal of signals) process.on(signal, pass);
  const child = spawn(program, [...(options.ours === true ? ownFlags : []), ...args], {
    stdio:
      options.ours === true
        ? ['inherit', out, 2, 'ipc']
        : [options.setUp === true ? 'ignore' : 'inherit', out, 2],
    env: { ...process.env, ...silent, PATH: pathWith(program), ...options.env },
  });
  try {
    /** @type {number} */
    const exitCode = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
    });
    if (options.setUp === true && isInterrupted) throw new Interrupted(exitCode || 130);
    return exitCode;
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
