import { parentPort } from 'node:worker_threads';
import { BoundedCache } from '#lib/store/bounded-cache.ts';
import { keepReach, type KeptReach } from './kept-reach.ts';
import { NETWORK_ANSWERS } from './network-answers.ts';
import type { FromThread, SentSlice, ToThread } from './network-asks.ts';

/** Scans whose reachability is kept; each holds its pods and its rows. */
const KEPT_SCANS = 2;

type Ask = Extract<ToThread, { type: 'ask' }>;

const kept = new BoundedCache<string, Promise<KeptReach | null>>(KEPT_SCANS);
const wished = new Map<string, (slices: readonly SentSlice[] | null) => void>();

function send(message: FromThread): void {
  parentPort?.postMessage(message);
}

/** Only what could be loaded is kept. */
function reachOf(id: number, scanId: string): Promise<KeptReach | null> {
  const known = kept.get(scanId);
  if (known !== undefined) return known;
  const loading = load(id, scanId);
  kept.set(scanId, loading);
  const forget = (): void => kept.delete(scanId);
  loading.then((found) => (found === null ? forget() : undefined), forget);
  return loading;
}

async function load(id: number, scanId: string): Promise<KeptReach | null> {
  const slices = await new Promise<readonly SentSlice[] | null>((resolve) => {
    wished.set(wishKey(id, scanId), resolve);
    send({ type: 'load', id, scanId });
  });
  return slices === null ? null : keepReach(slices);
}

function wishKey(id: number, scanId: string): string {
  return `${id} ${scanId}`;
}

async function answer({ id, scanId, against, name, ask }: Ask): Promise<void> {
  try {
    const reach = await reachOf(id, scanId);
    const earlier = against === null ? null : await reachOf(id, against);
    const isThere = reach !== null && (against === null || earlier !== null);
    const respond = NETWORK_ANSWERS[name] as (...about: readonly unknown[]) => unknown;
    send({ type: 'answer', id, answer: isThere ? respond(reach, ask, earlier) : null });
  } catch (error) {
    send({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
}

parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'ask') return void answer(message);
  const key = wishKey(message.id, message.scanId);
  wished.get(key)?.(message.slices);
  wished.delete(key);
});
