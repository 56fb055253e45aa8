import type { ScanEvent } from '#lib/model/scan.ts';
import { appendEvents } from '#lib/store/events.ts';
import type { Store } from '#lib/store/open-store.ts';

const FLUSH_EVERY_MS = 250;

/** Takes a scan's events as they come and stores them in batches. */
export class EventRecorder {
  readonly #store: Store;
  readonly #scanId: string;
  readonly #timer: NodeJS.Timeout;
  #waiting: ScanEvent[] = [];

  constructor(store: Store, scanId: string) {
    this.#store = store;
    this.#scanId = scanId;
    this.#timer = setInterval(() => this.#tryFlush(), FLUSH_EVERY_MS);
  }

  /** Takes an event; of the counts of one thing only the last one is kept until the batch is stored. */
  record(event: ScanEvent): void {
    // The end of a scan is written with its outcome, in one transaction.
    if (event.type === 'done') return;
    if (event.type === 'count') {
      const { phase, label } = event;
      const isSame = (other: ScanEvent): boolean =>
        other.type === 'count' && other.phase === phase && other.label === label;
      const index = this.#waiting.findLastIndex(isSame);
      if (index !== -1) this.#waiting.splice(index, 1);
    }
    this.#waiting.push(event);
    if (event.type === 'phase') this.flush();
  }

  flush(): void {
    appendEvents(this.#store, this.#scanId, this.#waiting);
    this.#waiting = [];
  }

  /** A batch that the database did not take stays for the next time. */
  #tryFlush(): void {
    try {
      this.flush();
    } catch {
      // The end of the scan flushes once more and tells if that fails too.
    }
  }

  /** Stores what waits and ends. */
  close(): void {
    clearInterval(this.#timer);
    this.flush();
  }
}
