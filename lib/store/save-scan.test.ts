import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';
import { readSlice } from './blobs.ts';
import { removeCluster } from './clusters.ts';
import { listEvents } from './events.ts';
import { findResult, streamResult } from './results.ts';
import { removeOldScans } from './remove-scans.ts';
import { saveScan } from './save-scan.ts';
import { finishScan } from './scan-queue.ts';
import { findScan, latestScan, listScans } from './scans.ts';
import { ScratchStore } from './scratch-store.ts';

let scratch: ScratchStore;
beforeEach(async () => {
  scratch = await ScratchStore.create();
});
afterEach(() => scratch.remove());

const TABLES = ['results', 'finding_chunks', 'findings', 'blobs', 'scan_blobs'] as const;

function rowCounts(): Record<string, number> {
  const count = (table: string): number =>
    scratch.store.db.prepare<[], { n: number }>(`SELECT COUNT(*) AS n FROM ${table}`).get()?.n ?? 0;
  return Object.fromEntries(TABLES.map((table) => [table, count(table)]));
}

describe('saveScan', () => {
  test('stores the whole result, and the objects it was judged from', async () => {
    const clusterId = scratch.addCluster();
    const id = await scratch.addScan(clusterId, (scanId) => ({
      result: sampleResult({ scanId, clusterId, findings: 600 }),
      inventory: sampleInventory(['a', 'b']),
    }));
    const result = await findResult(scratch.store, id);
    const expected = sampleResult({ scanId: id, clusterId, findings: 600 });
    expect(result).toEqual({
      ...expected,
      inventory: { ...expected.inventory, blobs: result?.inventory.blobs },
    });
    const namespaces = await readSlice(scratch.store, id, 'namespaces');
    expect(namespaces?.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
    expect(await readSlice(scratch.store, id, 'pods')).toBeNull();
  });

  test('streams the same document it returns', async () => {
    const clusterId = scratch.addCluster();
    for (const findings of [0, 1, 600]) {
      const id = await scratch.addScan(clusterId, (scanId) => ({
        result: sampleResult({ scanId, clusterId, findings }),
        inventory: sampleInventory(),
      }));
      let streamed = '';
      for await (const piece of streamResult(scratch.store, id)) streamed += piece;
      expect(streamed).toBe(JSON.stringify(await findResult(scratch.store, id)));
    }
  });

  test('marks the scan finished with its figures and gives the lease back', async () => {
    const clusterId = scratch.addCluster();
    const id = await scratch.addScan(clusterId, (scanId) => ({
      result: sampleResult({ scanId, clusterId, findings: 7 }),
      inventory: sampleInventory(),
    }));
    expect(await findScan(scratch.store, id)).toMatchObject({
      status: 'done',
      score: 59,
      grade: 'D',
      coverageAssessed: 3,
      counts: { critical: 2, high: 2, medium: 1, low: 1, info: 1 },
    });
    const events = await listEvents(scratch.store, id, { afterSeq: 0, limit: 10 });
    expect(events.at(-1)?.event).toEqual({ type: 'done', status: 'done', message: null });
    expect(scratch.store.db.prepare('SELECT * FROM leases').all()).toEqual([]);
    expect((await latestScan(scratch.store, clusterId))?.id).toBe(id);
  });

  test('leaves nothing behind when it fails half way, and the scan can still be ended', async () => {
    const clusterId = scratch.addCluster();
    const id = scratch.startScan(clusterId);
    scratch.store.db.exec(
      "CREATE TRIGGER full BEFORE INSERT ON findings WHEN NEW.position = 2 BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    const saving = saveScan(scratch.store, {
      result: sampleResult({ scanId: id, clusterId }),
      inventory: sampleInventory(),
    });
    await expect(saving).rejects.toThrow('disk full');
    expect(rowCounts()).toEqual({ results: 0, finding_chunks: 0, findings: 0, blobs: 0, scan_blobs: 0 });
    expect((await findScan(scratch.store, id))?.status).toBe('running');
    finishScan(scratch.store, id, { status: 'failed', message: null });
    expect((await findScan(scratch.store, id))?.status).toBe('failed');
  });

  test('stores nothing of a scan that was lost meanwhile', async () => {
    const clusterId = scratch.addCluster();
    const id = scratch.startScan(clusterId);
    finishScan(scratch.store, id, { status: 'lost', message: null });
    const saving = saveScan(scratch.store, {
      result: sampleResult({ scanId: id, clusterId }),
      inventory: sampleInventory(),
    });
    await expect(saving).rejects.toThrow('not running');
    expect(rowCounts()['findings']).toBe(0);
  });
});

describe('slices of several scans', () => {
  const add = (clusterId: string, namespaces: string[]): Promise<string> =>
    scratch.addScan(clusterId, (scanId) => ({
      result: sampleResult({ scanId, clusterId }),
      inventory: sampleInventory(namespaces),
    }));

  test('are kept once as long as they are the same', async () => {
    const clusterId = scratch.addCluster();
    await add(clusterId, ['a']);
    await add(clusterId, ['a']);
    expect(rowCounts()).toMatchObject({ blobs: 1, scan_blobs: 2 });
    await add(clusterId, ['a', 'b']);
    expect(rowCounts()).toMatchObject({ blobs: 2, scan_blobs: 3 });
  });

  test('go with the last scan that holds them', async () => {
    const clusterId = scratch.addCluster();
    await add(clusterId, ['a']);
    await add(clusterId, ['a']);
    const newest = await add(clusterId, ['b']);
    expect(removeOldScans(scratch.store, clusterId, 2)).toBe(1);
    expect(rowCounts()).toMatchObject({ blobs: 2, scan_blobs: 2 });
    expect(removeOldScans(scratch.store, clusterId, 1)).toBe(1);
    expect(rowCounts()).toMatchObject({ blobs: 1, scan_blobs: 1, results: 1 });
    expect((await listScans(scratch.store, { limit: 9 })).map(({ id }) => id)).toEqual([newest]);
  });

  test('go with their cluster, together with everything else of it', async () => {
    const clusterId = scratch.addCluster();
    await add(clusterId, ['a']);
    expect(removeCluster(scratch.store, clusterId)).toBe(true);
    expect(rowCounts()).toEqual({ results: 0, finding_chunks: 0, findings: 0, blobs: 0, scan_blobs: 0 });
    expect(removeCluster(scratch.store, clusterId)).toBe(false);
  });
});
