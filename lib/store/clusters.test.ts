import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';
import { findCluster, listClusters, setProbeAllow } from './clusters.ts';
import { findResult } from './results.ts';
import { listScans } from './scans.ts';
import { ScratchStore } from './scratch-store.ts';
import { getSetting, setSetting } from './settings.ts';

let scratch: ScratchStore;
beforeEach(async () => {
  scratch = await ScratchStore.create();
});
afterEach(() => scratch.remove());

const scan = (clusterId: string, kubeSystemUid: string | null): Promise<string> =>
  scratch.addScan(clusterId, (scanId) => ({
    result: sampleResult({ scanId, clusterId, kubeSystemUid }),
    inventory: sampleInventory(),
  }));

describe('clusters', () => {
  test('a context is one cluster however often it is registered', async () => {
    expect(scratch.addCluster('a')).toBe(scratch.addCluster('a'));
    expect(scratch.addCluster('b')).not.toBe(scratch.addCluster('a'));
    expect((await listClusters(scratch.store)).map(({ contexts }) => contexts)).toEqual([['a'], ['b']]);
  });

  test('two rows with one kube-system uid become one cluster with both contexts and all scans', async () => {
    const before = scratch.addCluster('before');
    const first = await scan(before, 'uid-1');
    const renamed = scratch.addCluster('renamed');
    const second = await scan(renamed, 'uid-1');
    expect(await findCluster(scratch.store, renamed)).toBeNull();
    expect(await findCluster(scratch.store, before)).toMatchObject({
      contexts: ['before', 'renamed'],
      kubeSystemUid: 'uid-1',
    });
    const scans = await listScans(scratch.store, { clusterId: before, limit: 9 });
    expect(scans.map(({ id }) => id)).toEqual([second, first]);
    expect((await findResult(scratch.store, second))?.cluster.id).toBe(before);
    expect(scratch.addCluster('renamed')).toBe(before);
  });

  test('the older row stays even when the newer one learned its uid first', async () => {
    const older = scratch.addCluster('older');
    const newer = scratch.addCluster('newer');
    await scan(newer, 'uid-1');
    await scan(older, 'uid-1');
    expect((await listClusters(scratch.store)).map(({ id }) => id)).toEqual([older]);
  });

  test('a scan that runs under the row that goes stays running under the one that remains', async () => {
    const older = scratch.addCluster('older');
    const newer = scratch.addCluster('newer');
    await scan(newer, 'uid-1');
    const running = scratch.startScan(newer);
    await scan(older, 'uid-1');
    const scans = await listScans(scratch.store, { clusterId: older, limit: 9 });
    expect(scans.find(({ id }) => id === running)?.status).toBe('running');
  });

  test('a context that leads to another cluster since takes its scan there, and both histories stay apart', async () => {
    const before = scratch.addCluster('sample');
    const first = await scan(before, 'uid-1');
    const second = await scan(before, 'uid-2');
    const after = scratch.addCluster('sample');
    expect(after).not.toBe(before);
    const scansOf = async (clusterId: string): Promise<string[]> =>
      (await listScans(scratch.store, { clusterId, limit: 9 })).map(({ id }) => id);
    expect([await scansOf(before), await scansOf(after)]).toEqual([[first], [second]]);
    expect(await findCluster(scratch.store, before)).toMatchObject({ contexts: [], kubeSystemUid: 'uid-1' });
    expect(await findCluster(scratch.store, after)).toMatchObject({
      contexts: ['sample'],
      kubeSystemUid: 'uid-2',
    });
  });

  test('rows with different uids, or without one, stay apart', async () => {
    await scan(scratch.addCluster('a'), 'uid-1');
    await scan(scratch.addCluster('b'), 'uid-2');
    await scan(scratch.addCluster('c'), null);
    await scan(scratch.addCluster('d'), null);
    expect(await listClusters(scratch.store)).toHaveLength(4);
  });

  test('the networks that may be probed are kept, and an empty list is not an open choice', async () => {
    const id = scratch.addCluster();
    expect((await findCluster(scratch.store, id))?.probeAllow).toBeNull();
    setProbeAllow(scratch.store, id, []);
    expect((await findCluster(scratch.store, id))?.probeAllow).toEqual([]);
    setProbeAllow(scratch.store, id, ['10.0.0.0/8']);
    expect((await findCluster(scratch.store, id))?.probeAllow).toEqual(['10.0.0.0/8']);
  });
});

test('a setting is what it was last set to, and null before', async () => {
  expect(await getSetting(scratch.store, 'colour')).toBeNull();
  setSetting(scratch.store, 'colour', 'red');
  setSetting(scratch.store, 'colour', 'blue');
  expect(await getSetting(scratch.store, 'colour')).toBe('blue');
});
