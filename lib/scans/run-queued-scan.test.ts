import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunScanInput } from '#lib/engine/run-scan.ts';
import type { ScanToSave } from '#lib/store/save-scan.ts';
import { MerlonError } from '#lib/errors.ts';
import { createLog } from '#lib/log.ts';
import { text } from '#lib/model/text.ts';
import { removeCluster, setProbeAllow } from '#lib/store/clusters.ts';
import { listEvents } from '#lib/store/events.ts';
import { loseScansOf } from '#lib/store/lose-scans.ts';
import type { ScanRow } from '#lib/store/scan-row.ts';
import { findScan } from '#lib/store/scans.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';
import { cancelScan } from './cancel-scan.ts';
import { runQueuedScan, type ScannerContext } from './run-queued-scan.ts';

let scratch: ScratchStore;
let clusterId = '';
let scanId = '';
beforeEach(async () => {
  scratch = await ScratchStore.create();
  clusterId = scratch.addCluster();
  scanId = scratch.startScan(clusterId);
});
afterEach(() => scratch.remove());

type Engine = (input: RunScanInput) => Promise<ScanToSave>;

const output = (): ScanToSave => ({
  result: sampleResult({ scanId, clusterId }),
  inventory: sampleInventory(),
});

/** An engine that tells that it runs, and ends only with its signal. */
function waiting(onRun: () => void): Engine {
  return ({ signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      onRun();
    });
}

function run(engine: Engine, more: Partial<ScannerContext> = {}): Promise<void> {
  return runQueuedScan(scratch.store, scanId, {
    instance: 'this',
    demoKubeconfig: null,
    probe: { enabled: false, bound: null },
    host: 'here',
    merlonVersion: '0.1.0',
    shutdown: new AbortController().signal,
    log: createLog('test', () => undefined),
    runScan: engine,
    ...more,
  });
}

const scan = (): Promise<ScanRow | null> => findScan(scratch.store, scanId);

describe('runQueuedScan', () => {
  test('saves what the engine found', async () => {
    await run(() => Promise.resolve(output()));
    expect(await scan()).toMatchObject({ status: 'done', phase: 'saving', counts: { critical: 1 } });
  });

  test('gives the engine the cluster, its networks and the bound of the settings', async () => {
    setProbeAllow(scratch.store, clusterId, ['10.0.0.0/8']);
    let input: RunScanInput | undefined;
    const probe = { enabled: true, bound: ['10.1.0.0/16'] };
    await run(
      (given) => {
        input = given;
        return Promise.resolve(output());
      },
      { probe },
    );
    expect(input).toMatchObject({
      source: { kind: 'api', context: 'sample' },
      cluster: { id: clusterId, name: 'sample', context: 'sample' },
      probe: { enabled: true, allow: ['10.0.0.0/8'], bound: ['10.1.0.0/16'] },
    });
  });

  test('stores events in order, of the counts of one thing the last of a batch', async () => {
    await run(({ report }) => {
      report({ type: 'phase', phase: 'collecting' });
      for (const done of [1, 2, 3]) {
        report({ type: 'count', phase: 'collecting', label: 'pods', done, total: 3 });
        report({ type: 'count', phase: 'collecting', label: 'nodes', done, total: null });
      }
      return Promise.resolve(output());
    });
    const events = await listEvents(scratch.store, scanId, { afterSeq: 0, limit: 20 });
    expect(events.map(({ event }) => ('label' in event ? [event.label, event.done] : event.type))).toEqual([
      'phase',
      ['pods', 3],
      ['nodes', 3],
      'phase',
      'done',
    ]);
  });

  test('a cancelled scan is cancelled and has no result', async () => {
    await run(waiting(() => cancelScan(scratch.store, scanId)));
    expect(await scan()).toMatchObject({ status: 'cancelled', message: null, score: null });
  });

  test('an engine that answers a cancel with an error of its own leaves a cancelled scan too', async () => {
    await run(async (input) => {
      await waiting(() => cancelScan(scratch.store, scanId))(input).catch(() => undefined);
      throw new MerlonError('timed-out', text('Too late.', '超时。'));
    });
    expect((await scan())?.status).toBe('cancelled');
  });

  test('a failure with a name fails the scan with its sentence', async () => {
    const refused = text('Nobody listens there.', '没有服务在监听。');
    await run(() => Promise.reject(new MerlonError('refused', refused)));
    expect(await scan()).toMatchObject({ status: 'failed', message: refused });
  });

  test('a failure without a name fails the scan and is logged, not shown', async () => {
    const lines: string[] = [];
    await run(() => Promise.reject(new Error('inner detail')), {
      log: createLog('test', (line) => lines.push(line)),
    });
    expect((await scan())?.status).toBe('failed');
    expect((await scan())?.message?.en).not.toContain('inner detail');
    expect(lines.join('')).toContain('inner detail');
  });

  test('a result that cannot be saved fails the scan', async () => {
    scratch.store.db.exec(
      "CREATE TRIGGER full BEFORE INSERT ON findings BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    await run(() => Promise.resolve(output()));
    expect((await scan())?.status).toBe('failed');
    expect((await scan())?.message?.en).toContain('could not be saved');
  });

  test('a process that is asked to end loses the scan in order', async () => {
    const shutdown = new AbortController();
    await run(
      waiting(() => shutdown.abort()),
      { shutdown: shutdown.signal },
    );
    expect((await scan())?.status).toBe('lost');
  });

  test('a scan that another process took for lost is stopped and stays lost', async () => {
    await run(waiting(() => loseScansOf(scratch.store, 'this')));
    expect((await scan())?.status).toBe('lost');
  });

  test('a scan whose cluster is removed is stopped', async () => {
    await run(waiting(() => removeCluster(scratch.store, clusterId)));
    expect(await scan()).toBeNull();
  });
});
