import 'server-only';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { readPackedSlices, readSlice } from '#lib/store/blobs.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import { SCAN_SLICES } from './kept-reach.ts';
import { unaskedSlice } from './unasked-slice.ts';
import type { FromThread, NetworkAsk, NetworkAsks, SentSlice, ToThread } from './network-asks.ts';

/** Memory the thread may use before it is ended rather than the whole process. */
const MEMORY_MB = 1536;
/** A question that takes longer ends the thread: nobody waits for it any more. */
const MOST_MS = 60_000;

interface Waiting {
  readonly store: Store;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

// On the global object, because a bundler may load this module more than once in a process.
const holder = globalThis as typeof globalThis & { merlonNetworkThread?: Thread };

let lastId = 0;

/**
 * Asks the thread that computes who reaches whom in a stored scan; null where the scan has no result. Throws where
 * the thread fails or takes too long.
 */
export function askNetwork<K extends NetworkAsk>(
  store: Store,
  {
    scanId,
    against,
    name,
    ask,
  }: {
    readonly scanId: string;
    /** The earlier scan that it compares with. */
    readonly against?: string;
    readonly name: K;
    readonly ask: NetworkAsks[K]['ask'];
  },
): Promise<NetworkAsks[K]['answer'] | null> {
  holder.merlonNetworkThread ??= startThread();
  const { worker, waiting } = holder.merlonNetworkThread;
  lastId += 1;
  const id = lastId;
  return new Promise<unknown>((resolve, reject) => {
    const timer = setTimeout(() => void worker.terminate(), MOST_MS);
    waiting.set(id, { store, resolve, reject, timer });
    worker.ref();
    send(worker, { type: 'ask', id, scanId, against: against ?? null, name, ask });
  }) as Promise<NetworkAsks[K]['answer'] | null>;
}

function startThread(): Thread {
  const worker = new Worker(threadFile(), { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  const waiting = new Map<number, Waiting>();
  let why = 'the thread that computes reachability ended early';
  worker.on('message', (message: FromThread) => void take({ worker, waiting }, message));
  worker.on('error', (error) => (why = `${why}: ${error instanceof Error ? error.message : String(error)}`));
  worker.once('exit', () => {
    if (holder.merlonNetworkThread?.worker === worker) delete holder.merlonNetworkThread;
    for (const { timer, reject } of waiting.values()) {
      clearTimeout(timer);
      reject(new Error(why));
    }
  });
  return { worker, waiting };
}

async function take({ worker, waiting }: Thread, message: FromThread): Promise<void> {
  const one = waiting.get(message.id);
  if (one === undefined) return;
  if (message.type === 'load') {
    const { id, scanId } = message;
    send(worker, { type: 'slices', id, scanId, slices: await slicesOf(one.store, scanId).catch(() => null) });
    return;
  }
  waiting.delete(message.id);
  clearTimeout(one.timer);
  // An idle thread keeps no process from its end.
  if (waiting.size === 0) worker.unref();
  if (message.type === 'answer') one.resolve(message.answer);
  else one.reject(new Error(message.message));
}

/** The slices go as they are stored: what is compressed is quick to hand over, and the thread takes it apart. */
async function slicesOf(store: Store, scanId: string): Promise<readonly SentSlice[] | null> {
  const stored = await findHead(store, scanId);
  if (stored === null) return null;
  const { inventory, gaps, cluster } = stored.head;
  const packed = readPackedSlices(store, scanId, SCAN_SLICES);
  // Results of before a slice was known do not name it.
  const summaries: Partial<typeof inventory.slices> = inventory.slices;
  const isOlder = SCAN_SLICES.some((name) => summaries[name] === undefined);
  const isWhole = inventory.slices.apiResources.state === 'complete';
  const served = isOlder && isWhole ? await readSlice(store, scanId, 'apiResources') : null;
  return SCAN_SLICES.map((name) => {
    const summary = summaries[name];
    if (summary === undefined) return { name, ...unaskedSlice(name, cluster.source, served), data: null };
    return {
      name,
      state: summary.state,
      gaps: gaps.filter(({ id }) => summary.gapIds.includes(id)),
      data: packed.get(name) ?? null,
    };
  });
}

function send(worker: Worker, message: ToThread): void {
  worker.postMessage(message);
}

/** The thread's source is run as it lies in the project, because a bundle of the web server moves this file. */
function threadFile(): URL {
  return pathToFileURL(
    join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'questions', 'network', 'network-thread.ts'),
  );
}
