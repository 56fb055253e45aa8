import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Inventory } from '#lib/model/inventory.ts';
import { finishScan } from '#lib/store/scan-queue.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { node } from '#lib/testing/builders/cluster.ts';
import { forbiddenGap, inventory } from '#lib/testing/builders/inventory.ts';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';
import { frameScope } from './frame-scope.ts';

let scratch: ScratchStore;
const silent = { cluster: null, scan: null };

beforeEach(async () => {
  scratch = await ScratchStore.create();
});
afterEach(() => scratch.remove());

function sampleOf(read: Inventory, options: { scanId: string; clusterId: string; findings: number }) {
  const result = sampleResult({ ...options, inventory: read });
  const { nodes } = read.slices;
  const counts = nodes.state === 'complete' ? { nodes: nodes.items.length } : { nodes: 0 };
  return { ...result, inventory: { ...result.inventory, counts } };
}

function scanOf(clusterId: string, { findings = 0, read = sampleInventory() } = {}): Promise<string> {
  return scratch.addScan(clusterId, (scanId) => ({
    result: sampleOf(read, { scanId, clusterId, findings }),
    inventory: read,
  }));
}

describe('frameScope', () => {
  it('is empty where no cluster is known', async () => {
    expect(await frameScope(scratch.store, silent)).toMatchObject({
      clusters: [],
      cluster: null,
      latest: null,
    });
  });

  it('of a silent address is the latest scan of the cluster scanned last', async () => {
    scratch.addCluster('a');
    const scanned = scratch.addCluster('b');
    await scanOf(scanned);
    const latest = await scanOf(scanned);
    const frame = await frameScope(scratch.store, silent);
    expect(frame).toMatchObject({ cluster: { name: 'b' }, latest: { id: latest }, fixed: null });
    expect(frame.version).not.toBeNull();
    expect(frame.clusters.map(({ name, status }) => ({ name, status }))).toEqual([
      { name: 'a', status: null },
      { name: 'b', status: frame.cluster?.status },
    ]);
  });

  it('counts findings and nodes of the scan that is shown, not of the latest', async () => {
    const cluster = scratch.addCluster();
    const older = await scanOf(cluster, { findings: 3, read: inventory({ nodes: [node('a')] }) });
    await scanOf(cluster, { findings: 5, read: inventory({ nodes: [node('a'), node('b')] }) });
    const counted = async (scan: string | null) =>
      (await frameScope(scratch.store, { cluster: null, scan })).counts;
    expect(await counted(older)).toEqual({ findings: 3, nodes: 1 });
    expect(await counted(null)).toEqual({ findings: 5, nodes: 2 });
  });

  it('has no number for nodes that could not be read', async () => {
    const read = inventory({}, { nodes: { state: 'failed', gaps: [forbiddenGap('nodes')] } });
    await scanOf(scratch.addCluster(), { read });
    expect((await frameScope(scratch.store, silent)).counts).toEqual({ findings: 0, nodes: null });
  });

  it('calls an older scan fixed, and the latest one the latest even where its id is asked for', async () => {
    const cluster = scratch.addCluster();
    const older = await scanOf(cluster);
    const latest = await scanOf(cluster);
    const frame = await frameScope(scratch.store, { cluster: null, scan: older });
    expect(frame).toMatchObject({ fixed: { id: older }, latest: { id: latest } });
    expect((await frameScope(scratch.store, { cluster: null, scan: latest })).fixed).toBeNull();
  });

  it('keeps to the cluster of a scan without results, and shows its latest that has some', async () => {
    const cluster = scratch.addCluster();
    const good = await scanOf(cluster);
    const bad = scratch.startScan(cluster);
    finishScan(scratch.store, bad, { status: 'failed', message: null });
    await scanOf(scratch.addCluster('another'));
    const frame = await frameScope(scratch.store, { cluster: null, scan: bad });
    expect(frame).toMatchObject({
      cluster: { id: cluster, status: 'failed' },
      latest: { id: good },
      fixed: null,
    });
    expect(frame.scans.map(({ id }) => id)).toEqual([good]);
  });

  it('of an address that names nothing is that of a silent one', async () => {
    await scanOf(scratch.addCluster());
    const lost = await frameScope(scratch.store, { cluster: 'gone', scan: null });
    expect(lost).toEqual(await frameScope(scratch.store, silent));
  });
});
