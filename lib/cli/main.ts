import { readFileSync } from 'node:fs';
import process from 'node:process';
import { addAbortSignal } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { MerlonError } from '#lib/errors.ts';
import { text } from '#lib/model/text.ts';
import { runCommand } from './run-command.ts';

/** What a shell expects of a program that an interrupt ended. */
const INTERRUPTED = 130;

// `npm run` starts scripts in the package's folder; a person's paths start where the person is.
const { INIT_CWD: callerFolder, npm_lifecycle_event: script } = process.env;
if (script === 'merlon' && callerFolder !== undefined) process.chdir(callerFolder);

const cancel = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Asked twice, it does not wait for anything any more.
    if (cancel.signal.aborted) process.exit(INTERRUPTED);
    cancel.abort(new MerlonError('cancelled', text('Cancelled.', '已取消。')));
  });
}

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

async function readStdin(): Promise<string> {
  try {
    return await textOf(addAbortSignal(cancel.signal, process.stdin));
  } catch (error) {
    cancel.signal.throwIfAborted();
    throw error;
  }
}

const code = await runCommand(process.argv.slice(2), manifest.version, {
  out: process.stdout,
  err: process.stderr,
  isOutTerminal: process.stdout.isTTY,
  isErrTerminal: process.stderr.isTTY,
  variables: process.env,
  readStdin,
  signal: cancel.signal,
});
// What was written last must be out before the process is; sockets that linger may not hold it.
await new Promise<void>((resolve) => {
  process.stdout.write('', () => resolve());
});
process.exit(code);
