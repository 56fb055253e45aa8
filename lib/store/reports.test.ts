import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { text } from '#lib/model/text.ts';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';
import {
  addReportPiece,
  beginReport,
  failReport,
  findReport,
  finishReport,
  listReports,
  noteReport,
  streamReport,
  type ReportKey,
} from './reports.ts';
import { ScratchStore } from './scratch-store.ts';

const now = new Date('2026-11-22T06:00:00.000Z');
let scratch: ScratchStore;

beforeAll(async () => {
  scratch = await ScratchStore.create();
});
afterAll(() => scratch.remove());

async function keyOf(context: string): Promise<ReportKey> {
  const clusterId = scratch.addCluster(context);
  const scanId = await scratch.addScan(clusterId, (id) => ({
    result: sampleResult({ scanId: id, clusterId }),
    inventory: sampleInventory(),
  }));
  return { scanId, locale: 'en' };
}

async function bytesOf(key: ReportKey): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of streamReport(scratch.store, key)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe('reports', () => {
  it('are made, told of and read back piece by piece', async () => {
    const { store } = scratch;
    const key = await keyOf('whole');
    expect(beginReport(store, key, now)).toBe('begun');
    expect(beginReport(store, key, now)).toBe('making');
    expect(beginReport(store, { ...key, locale: 'zh-CN' }, now)).toBe('begun');
    noteReport(store, key, { done: 50, total: 100 });
    expect(await findReport(store, key)).toMatchObject({ status: 'running', done: 50, total: 100 });
    addReportPiece(store, key, { piece: 0, data: Buffer.from('one ') });
    addReportPiece(store, key, { piece: 1, data: Buffer.from('two') });
    finishReport(store, key, { pages: 3, bytes: 7, now });
    expect(await findReport(store, key)).toMatchObject({ status: 'done', done: 100, pages: 3, bytes: 7 });
    expect(await bytesOf(key)).toBe('one two');
    expect(await listReports(store, [key.scanId])).toHaveLength(2);
  });

  it('say why they failed, keep no part of the file, and can be made again', async () => {
    const { store } = scratch;
    const key = await keyOf('failing');
    beginReport(store, key, now);
    addReportPiece(store, key, { piece: 0, data: Buffer.from('half') });
    failReport(store, key, { message: text('No room.', '空间不足。'), now });
    expect(await findReport(store, key)).toMatchObject({ status: 'failed', message: { en: 'No room.' } });
    expect(await bytesOf(key)).toBe('');
    expect(beginReport(store, key, now)).toBe('begun');
  });

  it('are lost when the process that made them is gone', async () => {
    const { store } = scratch;
    const key = await keyOf('lost');
    beginReport(store, key, now);
    store.db.prepare("UPDATE reports SET instance = 'another'").run();
    expect(await findReport(store, key)).toMatchObject({ status: 'failed' });
    expect(beginReport(store, key, now)).toBe('begun');
  });

  it('are not begun for a scan without a result', async () => {
    const scanId = scratch.startScan(scratch.addCluster('open'));
    expect(beginReport(scratch.store, { scanId, locale: 'en' }, now)).toBe('no-result');
    expect(await findReport(scratch.store, { scanId, locale: 'en' })).toBeNull();
  });

  it('go with their scan', async () => {
    const { store } = scratch;
    const key = await keyOf('removed');
    beginReport(store, key, now);
    addReportPiece(store, key, { piece: 0, data: Buffer.from('x') });
    store.db.prepare('DELETE FROM scans WHERE id = ?').run(key.scanId);
    expect(await findReport(store, key)).toBeNull();
  });
});
