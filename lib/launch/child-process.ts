import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

/** One process of Merlon: a file run by this Node, with what it is told. */
export interface ProcessSpec {
  name: string;
  /** Node's own flags, the file, then its arguments. */
  args: string[];
  env: Record<string, string>;
  /** How long it may take to end when asked to; then it is killed. */
  graceMs: number;
}

/** A started process. */
export interface Running {
  /** The exit code as a shell would tell it, once the process has ended. */
  exited: Promise<number>;
  /** Lines of its standard output; they go nowhere else. */
  onLine: (listener: (line: string) => void) => void;
  /** Asks it to end, kills it when it does not, and waits until it is gone. */
  stop: () => Promise<void>;
}

/**
 * Starts a process in a group of its own, so that Ctrl-C reaches it only through the launcher, with a channel
 * whose end tells it that the launcher is gone.
 */
export function startProcess(spec: ProcessSpec): Running {
  const child = spawn(process.execPath, spec.args, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, ...spec.env },
    detached: true,
  });
  const exited = new Promise<number>((resolve) => {
    child.on('error', () => resolve(127));
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
  });
  return {
    exited,
    onLine: lineReader(child),
    stop: () => stopChild(child, { exited, graceMs: spec.graceMs }),
  };
}

function lineReader(child: ChildProcess): Running['onLine'] {
  const listeners: ((line: string) => void)[] = [];
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) for (const listener of listeners) listener(line);
  });
  return (listener) => void listeners.push(listener);
}

async function stopChild(
  child: ChildProcess,
  { exited, graceMs }: { exited: Promise<number>; graceMs: number },
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await exited;
  clearTimeout(timer);
}
