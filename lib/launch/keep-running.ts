import { createLog } from '#lib/log.ts';
import { startProcess, type ProcessSpec, type Running } from './child-process.ts';

/** A process that is started again whenever it ends by itself. */
export interface Kept {
  stop: () => Promise<void>;
}

export interface KeepOptions {
  /** How long to wait before start number `failures + 1`. */
  backOffMs: (failures: number) => number;
  /** Told each process as it is started. */
  onStart?: (running: Running) => void;
}

/** A process that ran this long had started well: its failures are forgotten. */
const HEALTHY_AFTER_MS = 60_000;

/** Returns 0.5, 1, 2 … 30 seconds: a crash costs little, a crash at every start does not eat the machine. */
export function usualBackOffMs(failures: number): number {
  return Math.min(500 * 2 ** failures, 30_000);
}

/** Starts a process and starts it again, with back-off, until it is told to stop. */
export function keepRunning(spec: ProcessSpec, options: KeepOptions): Kept {
  const log = createLog('launch');
  const stopping = new AbortController();
  let running: Running | undefined;

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      running = startProcess(spec);
      options.onStart?.(running);
      const code = await running.exited;
      if (stopping.signal.aborted) return;
      if (performance.now() - startedAt > HEALTHY_AFTER_MS) failures = 0;
      const waitMs = options.backOffMs(failures);
      failures += 1;
      log.warn({ process: spec.name, code, waitMs }, 'process ended, starting it again');
      await pause(waitMs, stopping.signal);
    }
  }

  const done = run();
  return {
    stop: async () => {
      stopping.abort();
      await running?.stop();
      await done;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
