import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendEvents, listEvents } from './events.ts';
import { loseOrphanedScans, loseScansOf, loseStaleScans } from './lose-scans.ts';
import { askCancel, beat, finishScan, queueScan, readLease, takeQueuedScan } from './scan-queue.ts';
import { findScan, listScans } from './scans.ts';
import { ScratchStore } from './scratch-store.ts';

let scratch: ScratchStore;
beforeEach(async () => {
  scratch = await ScratchStore.create();
});
afterEach(() => scratch.remove());

const NOW = new Date('2026-11-22T06:00:00.000Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

function queue(clusterId: string): string {
  const queued = queueScan(scratch.store, { clusterId, profile: 'standard', trigger: 'ui' });
  return queued.queued ? queued.id : queued.runningId;
}

const take = (instance = 'this', limit = 9): string | null =>
  takeQueuedScan(scratch.store, { instance, limit, now: NOW });

const statusOf = async (id: string): Promise<string | undefined> =>
  (await findScan(scratch.store, id))?.status;

describe('queueScan', () => {
  test('queues one scan of a cluster at a time and tells which one stands in the way', () => {
    const order = { clusterId: scratch.addCluster(), profile: 'standard', trigger: 'ui' } as const;
    const first = queueScan(scratch.store, order);
    const id = first.queued ? first.id : '';
    expect(queueScan(scratch.store, order)).toEqual({ queued: false, runningId: id });
    take();
    expect(queueScan(scratch.store, order)).toEqual({ queued: false, runningId: id });
    finishScan(scratch.store, id, { status: 'failed', message: null });
    expect(queueScan(scratch.store, order).queued).toBe(true);
  });
});

describe('takeQueuedScan', () => {
  test('takes the longest queued first, and nothing when nothing is queued', () => {
    const [a, b] = [queue(scratch.addCluster('a')), queue(scratch.addCluster('b'))];
    expect([take(), take(), take()]).toEqual([a, b, null]);
  });

  test('stays within the limit of a process', () => {
    queue(scratch.addCluster('a'));
    queue(scratch.addCluster('b'));
    expect(take('this', 1)).not.toBeNull();
    expect(take('this', 1)).toBeNull();
    expect(take('other', 1)).not.toBeNull();
  });

  test('gives one scan to one taker', () => {
    queue(scratch.addCluster());
    expect(take('this')).not.toBeNull();
    expect(take('other')).toBeNull();
  });
});

describe('askCancel', () => {
  test('ends a queued scan at once', async () => {
    const id = queue(scratch.addCluster());
    expect(askCancel(scratch.store, id)).toBe('asked');
    expect(await statusOf(id)).toBe('cancelled');
    expect(take()).toBeNull();
  });

  test('tells the holder of a running one', async () => {
    const id = scratch.startScan(scratch.addCluster());
    expect(readLease(scratch.store, id, 'this')).toEqual({ isHeld: true, cancelAsked: false });
    expect(askCancel(scratch.store, id)).toBe('asked');
    expect(readLease(scratch.store, id, 'this')).toEqual({ isHeld: true, cancelAsked: true });
    expect(await statusOf(id)).toBe('running');
  });

  test('tells that a scan is over or unknown', () => {
    const id = scratch.startScan(scratch.addCluster());
    finishScan(scratch.store, id, { status: 'failed', message: null });
    expect(askCancel(scratch.store, id)).toBe('over');
    expect(askCancel(scratch.store, 'nothing')).toBe('unknown');
  });
});

describe('recovery', () => {
  test('a new process loses what others ran, keeps their events, and leaves its own and the queue alone', async () => {
    const old = scratch.startScan(scratch.addCluster('a'), { instance: 'old' });
    appendEvents(scratch.store, old, [{ type: 'phase', phase: 'collecting' }]);
    const own = scratch.startScan(scratch.addCluster('b'), { instance: 'new' });
    const waiting = queue(scratch.addCluster('c'));
    expect(loseOrphanedScans(scratch.store, 'new')).toBe(1);
    expect(await Promise.all([old, own, waiting].map(statusOf))).toEqual(['lost', 'running', 'queued']);
    const events = await listEvents(scratch.store, old, { afterSeq: 0, limit: 9 });
    expect(events.map(({ seq, event }) => [seq, event.type])).toEqual([
      [1, 'phase'],
      [2, 'done'],
    ]);
    expect((await findScan(scratch.store, old))?.phase).toBe('collecting');
    expect(readLease(scratch.store, old, 'old').isHeld).toBe(false);
  });

  test.each([
    { name: 'a lease of 60 s is alive', afterMs: 60_000, lost: 0 },
    { name: 'a lease older than 60 s is lost', afterMs: 60_001, lost: 1 },
  ])('$name', ({ afterMs, lost }) => {
    scratch.startScan(scratch.addCluster(), { now: NOW });
    expect(loseStaleScans(scratch.store, later(afterMs))).toBe(lost);
  });

  test('a beat keeps a lease alive', () => {
    const id = scratch.startScan(scratch.addCluster(), { now: NOW });
    beat(scratch.store, id, { instance: 'this', now: later(30_000) });
    expect(loseStaleScans(scratch.store, later(60_001))).toBe(0);
  });

  test('a process that ends gives up its own scans only', async () => {
    const own = scratch.startScan(scratch.addCluster('a'), { instance: 'this' });
    const other = scratch.startScan(scratch.addCluster('b'), { instance: 'other' });
    expect(loseScansOf(scratch.store, 'this')).toBe(1);
    expect(await Promise.all([own, other].map(statusOf))).toEqual(['lost', 'running']);
  });

  test('nothing is added to a scan that is over', async () => {
    const id = scratch.startScan(scratch.addCluster());
    finishScan(scratch.store, id, { status: 'cancelled', message: null });
    appendEvents(scratch.store, id, [{ type: 'phase', phase: 'saving' }]);
    finishScan(scratch.store, id, { status: 'lost', message: null });
    expect(await findScan(scratch.store, id)).toMatchObject({ status: 'cancelled', phase: null });
  });
});

describe('listScans', () => {
  test('pages from the newest on, of all clusters or one', async () => {
    const [a, b] = [scratch.addCluster('a'), scratch.addCluster('b')];
    const ids = [a, b, a].map((clusterId) => {
      const id = queue(clusterId);
      askCancel(scratch.store, id);
      return id;
    });
    const list = async (query: object): Promise<string[]> =>
      (await listScans(scratch.store, { limit: 9, ...query })).map(({ id }) => id);
    expect(await list({})).toEqual(ids.toReversed());
    expect(await list({ clusterId: a })).toEqual([ids[2], ids[0]]);
    expect(await list({ before: ids[2], limit: 1 })).toEqual([ids[1]]);
  });
});
