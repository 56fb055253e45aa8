import { isFinal, type ScanEvent } from '#lib/model/scan.ts';
import { listEvents } from '#lib/store/events.ts';
import type { Store } from '#lib/store/open-store.ts';
import type { ScanRow } from '#lib/store/scan-row.ts';
import { findScan } from '#lib/store/scans.ts';

const POLL_MS = 400;
const HEARTBEAT_MS = 36 * POLL_MS;
const BATCH = 500;

/** What is streamed, and from where. */
export interface Watch {
  readonly store: Store;
  readonly scanId: string;
  /** The last event the reader has. */
  readonly afterSeq: number;
}

/** Returns the events of a scan as server-sent events: those stored first, then new ones, until it is over. */
export function eventStream(
  watch: Watch,
  { signal, onEnd }: { signal: AbortSignal; onEnd: () => void },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const ended = new AbortController();
  const over = AbortSignal.any([signal, ended.signal]);
  return new ReadableStream({
    async start(controller) {
      try {
        for await (const chunk of chunks(watch, over))
          if (chunk !== '') controller.enqueue(encoder.encode(chunk));
        if (!over.aborted) controller.close();
      } catch (error) {
        if (!over.aborted) controller.error(error);
      } finally {
        onEnd();
      }
    },
    cancel() {
      ended.abort();
    },
  });
}

async function* chunks({ store, scanId, afterSeq }: Watch, signal: AbortSignal): AsyncGenerator<string> {
  // A browser that loses the line comes back this soon.
  yield 'retry: 1000\n\n';
  let last = afterSeq;
  let quietMs = 0;
  while (!signal.aborted) {
    // Asked before the events: what a scan tells at its end is stored by the time it is over.
    const scan = await findScan(store, scanId);
    const events = await listEvents(store, scanId, { afterSeq: last, limit: BATCH });
    yield events.map(({ seq, event }) => message(seq, event)).join('');
    last = events.at(-1)?.seq ?? last;
    if (events.length === BATCH) continue;
    if (scan === null || isFinal(scan.status)) {
      // A reader that had the last event already still learns that it was the last.
      if (events.at(-1)?.event.type !== 'done') yield message(last, lastEventOf(scan));
      return;
    }
    quietMs = events.length > 0 ? 0 : quietMs + POLL_MS;
    if (quietMs % HEARTBEAT_MS === 0 && quietMs > 0) yield ': alive\n\n';
    await pause(signal);
  }
}

function lastEventOf(scan: ScanRow | null): ScanEvent {
  return { type: 'done', status: scan?.status ?? 'lost', message: scan?.message ?? null };
}

function message(seq: number, event: ScanEvent): string {
  return `id: ${seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, POLL_MS);
    signal.addEventListener('abort', done);
  });
}
