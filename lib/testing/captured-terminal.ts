import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';

interface CapturedRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command on a terminal that nobody looks at; returns what it wrote and its exit code. */
export async function captured(
  command: (terminal: ReturnType<typeof terminalOn>) => Promise<number>,
  stdin = '',
): Promise<CapturedRun> {
  const out = new PassThrough();
  const err = new PassThrough();
  const written = Promise.all([text(out), text(err)]);
  const code = await command(terminalOn(out, err, stdin));
  out.end();
  err.end();
  const [told, said] = await written;
  return { code, out: told, err: said };
}

function terminalOn(out: PassThrough, err: PassThrough, stdin: string) {
  return {
    out,
    err,
    isOutTerminal: false,
    isErrTerminal: false,
    variables: {} as Readonly<Record<string, string | undefined>>,
    readStdin: () => Promise.resolve(stdin),
    signal: new AbortController().signal,
  };
}
