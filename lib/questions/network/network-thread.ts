import { parentPort } from 'node:worker_threads';
import { BoundedCache } from '#lib/store/bounded-cache.ts';
import { keepReach, type KeptReach } from './kept-reach.ts';
import { NETWORK_ANSWERS } from './network-answers.ts';
import type { FromThread, SentSlice, ToThread } from './network-asks.ts';

/** Scans whose reachability is kept; each holds its pods and its rows. */
const KEPT_SCANS = 2;

type Ask = Extract<ToThread, { type: 'ask' }>;

const kept = new BoundedCache<string, Promise<KeptReach | null>>(KEPT_SCANS);
const wished = new Map<number, (slices: readonly SentSlice[] | null) => void>();

function send(message: FromThread): void {
  parentPort?.postMessage(message);
}

/** Only what could be loaded is kept. */
function reachOf({ id, scanId }: Ask): Promise<KeptReach | null> {
  const known = kept.get(scanId);
  if (known !== undefined) return known;
  const loading = load(id);
  kept.set(scanId, loading);
  const forget = (): void => kept.delete(scanId);
  loading.then((found) => (found === null ? forget() : undefined), forget);
  return loading;
}

async function load(id: number): Promise<KeptReach | null> {
  const slices = await new Promise<readonly SentSlice[] | null>((resolve) => {
    wished.set(id, resolve);
    send({ type: 'load', id });
  });
  return slices === null ? null : keepReach(slices);
}

async function answer(ask: Ask): Promise<void> {
  try {
    const reach = await reachOf(ask);
    const respond = NETWORK_ANSWERS[ask.name] as (found: KeptReach, about: unknown) => unknown;
    send({ type: 'answer', id: ask.id, answer: reach === null ? null : respond(reach, ask.ask) });
  } catch (error) {
    send({ type: 'failed', id: ask.id, message: error instanceof Error ? error.message : String(error) });
  }
}

parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'ask') return void answer(message);
  wished.get(message.id)?.(message.slices);
  wished.delete(message.id);
});
