import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { text } from '#lib/model/text.ts';
import { appendEvents } from '#lib/store/events.ts';
import { finishScan } from '#lib/store/scan-queue.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { eventStream } from './event-stream.ts';

let scratch: ScratchStore;
let scanId: string;

beforeEach(async () => {
  scratch = await ScratchStore.create();
  scanId = scratch.startScan(scratch.addCluster());
  appendEvents(scratch.store, scanId, [
    { type: 'phase', phase: 'connecting' },
    { type: 'log', message: text('hello', '你好') },
  ]);
});
afterEach(() => scratch.remove());

function open(afterSeq: number) {
  const leave = new AbortController();
  const ended = Promise.withResolvers<void>();
  const stream = eventStream(
    { store: scratch.store, scanId, afterSeq },
    { signal: leave.signal, onEnd: ended.resolve },
  );
  return { stream, leave, ended: ended.promise };
}

const idsOf = (told: string) =>
  [...told.matchAll(/^id: (\d+)\nevent: (\w+)$/gm)].map(([, id, type]) => `${id} ${type}`);

describe('eventStream', () => {
  it('tells what is stored, then what comes, and ends with the scan', async () => {
    const { stream, ended } = open(0);
    const told = new Response(stream).text();
    appendEvents(scratch.store, scanId, [{ type: 'phase', phase: 'collecting' }]);
    finishScan(scratch.store, scanId, { status: 'failed', message: null });
    expect(idsOf(await told)).toEqual(['1 phase', '2 log', '3 phase', '4 done']);
    await expect(ended).resolves.toBeUndefined();
  });

  it('goes on after the last event a reader has', async () => {
    finishScan(scratch.store, scanId, { status: 'cancelled', message: null });
    expect(idsOf(await new Response(open(2).stream).text())).toEqual(['3 done']);
  });

  it('tells the end once more to a reader who has every event', async () => {
    finishScan(scratch.store, scanId, { status: 'cancelled', message: null });
    const told = await new Response(open(3).stream).text();
    expect(idsOf(told)).toEqual(['3 done']);
    expect(told).toContain('"status":"cancelled"');
  });

  it('gives its place back when the reader leaves a scan that goes on', async () => {
    const { leave, ended } = open(0);
    leave.abort();
    await expect(ended).resolves.toBeUndefined();
  });

  it('gives its place back when the reader drops the stream', async () => {
    const { stream, ended } = open(0);
    await stream.cancel();
    await expect(ended).resolves.toBeUndefined();
  });
});
