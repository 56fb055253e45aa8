import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Inventory } from '#lib/model/inventory.ts';
import type { Node } from '#lib/model/node.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { sampleInventory, sampleResult } from '#lib/testing/sample-result.ts';
import { exposureOfScan } from './exposure-of-scan.ts';
import { nodeOfScan } from './node-of-scan.ts';
import { nodesOfScan } from './nodes-of-scan.ts';

let scratch: ScratchStore;

function node(name: string, isControlPlane: boolean): Node {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: isControlPlane ? { 'node-role.kubernetes.io/control-plane': '' } : {} },
    spec: {},
    status: {
      addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}

const probe: ProbeResult = {
  target: { address: '10.0.0.1', port: 10_250, node: 'cp-1' },
  state: 'refused',
  service: null,
  version: null,
  tls: null,
  certificate: null,
  clientCertificate: 'unknown',
  anonymous: 'unknown',
  answers: [],
  durationMs: 1,
  from: 'here',
};

async function scanOf(change: Partial<Inventory['slices']>): Promise<string> {
  const sample = sampleInventory();
  const inventory: Inventory = { ...sample, slices: { ...sample.slices, ...change } };
  const clusterId = scratch.addCluster(`cluster-${Object.keys(change).join()}-${change.nodes?.state ?? ''}`);
  return scratch.addScan(clusterId, (scanId) => ({
    result: { ...sampleResult({ scanId, clusterId, inventory, findings: 0 }), probes: [probe] },
    inventory,
  }));
}

beforeAll(async () => {
  scratch = await ScratchStore.create();
});

afterAll(() => scratch.remove());

describe('nodes of a scan', () => {
  it('are listed control plane first, then by number in their names', async () => {
    const items = [node('w-10', false), node('w-9', false), node('cp-1', true)];
    const scanId = await scanOf({ nodes: { state: 'complete', items } });
    const read = await nodesOfScan(scratch.store, scanId);
    expect(read?.nodes?.map(({ name, isReady, pods }) => [name, isReady, pods])).toEqual([
      ['cp-1', true, null],
      ['w-9', true, null],
      ['w-10', true, null],
    ]);
    expect(read?.isPartial).toBe(false);
    expect((await nodeOfScan(scratch.store, scanId, 'cp-1'))?.record.cells).toHaveLength(1);
    expect(await nodeOfScan(scratch.store, scanId, 'w-11')).toBeNull();
  });

  it('that could not be read are not none, and what was probed still shows', async () => {
    const scanId = await scanOf({ nodes: { state: 'failed', gaps: [] } });
    expect((await nodesOfScan(scratch.store, scanId))?.nodes).toBeNull();
    const exposure = await exposureOfScan(scratch.store, scanId);
    expect(exposure?.isNodeListRead).toBe(false);
    expect(exposure?.hosts.map(({ key, role }) => [key, role])).toEqual([['cp-1', 'unknown']]);
  });

  it('tell whether some may be missing', async () => {
    const scanId = await scanOf({ nodes: { state: 'partial', items: [node('cp-1', true)], gaps: [] } });
    expect((await nodesOfScan(scratch.store, scanId))?.isPartial).toBe(true);
  });

  it('of a scan without a result are null', async () => {
    expect(await nodesOfScan(scratch.store, 'nothing')).toBeNull();
    expect(await exposureOfScan(scratch.store, 'nothing')).toBeNull();
  });
});
