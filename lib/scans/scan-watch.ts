import type { Logger } from '#lib/log.ts';
import type { Store } from '#lib/store/open-store.ts';
import { beat, readLease } from '#lib/store/scan-queue.ts';

/** Why a running scan is ended before it is saved. */
export const STOP_REASONS = ['cancelled', 'lease-lost', 'shutdown'] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** Carried by a scan's abort signal. */
export class ScanStopped extends Error {
  override readonly name = 'ScanStopped';
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(`the scan was stopped: ${reason}`);
    this.reason = reason;
  }
}

// A cancel has to be acknowledged within 1 s; a lease is stale after 60 s.
const LOOK_EVERY_MS = 400;
const BEAT_EVERY_MS = 3000;

/** Keeps a scan's lease alive and aborts its signal when someone asks for its end. */
export class ScanWatch {
  readonly #controller = new AbortController();
  readonly #timers: NodeJS.Timeout[];
  readonly #unlink: () => void;

  constructor(
    store: Store,
    scanId: string,
    holder: { readonly instance: string; readonly shutdown: AbortSignal; readonly log: Logger },
  ) {
    const { instance, shutdown, log } = holder;
    // A database that is busy for once must not end this process, and with it the scans of other clusters.
    const every = (ms: number, work: () => void): NodeJS.Timeout =>
      setInterval(() => {
        try {
          work();
        } catch (error) {
          log.warn({ scanId, err: error }, 'the lease of a scan could not be read or renewed');
        }
      }, ms);
    this.#timers = [
      every(LOOK_EVERY_MS, () => this.#look(store, scanId, instance)),
      every(BEAT_EVERY_MS, () => beat(store, scanId, { instance, now: new Date() })),
    ];
    const stop = (): void => this.#stop('shutdown');
    shutdown.addEventListener('abort', stop);
    this.#unlink = () => shutdown.removeEventListener('abort', stop);
    if (shutdown.aborted) stop();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#unlink();
  }

  #look(store: Store, scanId: string, instance: string): void {
    const { isHeld, cancelAsked } = readLease(store, scanId, instance);
    if (!isHeld) this.#stop('lease-lost');
    else if (cancelAsked) this.#stop('cancelled');
  }

  #stop(reason: StopReason): void {
    if (!this.signal.aborted) this.#controller.abort(new ScanStopped(reason));
  }
}
