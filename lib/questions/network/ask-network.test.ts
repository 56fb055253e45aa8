import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpackShares } from '#lib/model/share-rows.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { inventory } from '#lib/testing/builders/inventory.ts';
import { daemonSet, livePod } from '#lib/testing/builders/workloads.ts';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { askNetwork } from './ask-network.ts';
import type { NetworkAsk, NetworkAsks } from './network-asks.ts';

const given = {
  pods: [
    livePod('web', { namespace: 'shop', labels: { app: 'web' }, node: 'n1', ip: '10.0.0.1' }),
    livePod('db', { namespace: 'data', labels: { app: 'db' }, node: 'n1', ip: '10.0.0.2' }),
    livePod('far', { namespace: 'other', labels: { app: 'far' }, node: 'n1', ip: '10.0.0.3' }),
  ],
  networkPolicies: [
    networkPolicy('shut', { namespace: 'data', spec: { podSelector: {}, policyTypes: ['Ingress'] } }),
  ],
  daemonSets: [
    daemonSet('agent', { namespace: 'kube-system', containers: [{ image: 'quay.io/calico/node:v3.30.0' }] }),
  ],
};
const PORT = { protocol: 'TCP', port: 5432 } as const;
const QUERY = { port: PORT, side: 'both' } as const;

let scratch: ScratchStore;
let scanId: string;

beforeAll(async () => {
  scratch = await ScratchStore.create();
  const read = inventory(given);
  const clusterId = scratch.addCluster('one');
  scanId = await scratch.addScan(clusterId, (id) => ({
    result: sampleResult({ scanId: id, clusterId, inventory: read, findings: 0 }),
    inventory: read,
  }));
});

afterAll(() => scratch.remove());

async function ask<K extends NetworkAsk>(name: K, about: NetworkAsks[K]['ask'], scan = scanId) {
  return askNetwork(scratch.store, { scanId: scan, name, ask: about });
}

async function simulate(yaml: string, without = '') {
  const found = await ask('simulate', { yaml, without });
  if (found === null) throw new Error('the scan is not there');
  return found;
}

describe('the thread that computes reachability', () => {
  it('tells of a stored scan who reaches whom by namespace', async () => {
    const matrix = await ask('matrix', QUERY);
    expect(matrix?.namespaces.map(({ name }) => name)).toEqual(['data', 'kube-system', 'other', 'shop']);
    expect(unpackShares(matrix?.shares ?? '').map((row) => row.map((cell) => cell?.open ?? null))).toEqual([
      [null, 1000, 1000, 1000],
      [0, null, 1000, 1000],
      [0, 1000, null, 1000],
      [0, 1000, 1000, null],
    ]);
    expect(matrix).toMatchObject({ open: 9, total: 12, standing: { enforces: 'yes' } });
  });

  it('lists pairs of namespaces, the open ones first, and finds them by name', async () => {
    const pairs = await ask('pairs', { ...QUERY, q: 'data', skip: 0, take: 3 });
    expect(pairs?.count).toBe(6);
    expect(pairs?.rows.map(({ from, to, open }) => `${from} ${to} ${open}`)).toEqual([
      'data kube-system 1',
      'data other 1',
      'data shop 1',
    ]);
  });

  it('answers nothing of a scan that is not there', async () => {
    expect(await ask('matrix', QUERY, 'nosuchscan')).toBeNull();
  });

  it('offers for a denied connection the policy with which it is let through', async () => {
    const found = await ask('explain', { from: 'shop/web', to: 'data/db', ...PORT });
    expect(found).toMatchObject({ answer: { verdict: 'denied' }, narrow: [] });
    expect(found).toHaveProperty('opening', expect.stringContaining('name: allow-db-from-web-tcp-5432'));
    expect(await ask('explain', { from: 'shop/web', to: 'other/far', ...PORT })).toMatchObject({
      answer: { verdict: 'allowed' },
      opening: '',
    });
  });

  it('says who is not there rather than guess', async () => {
    expect(await ask('explain', { from: 'shop/web', to: 'shop/none', ...PORT })).toHaveProperty('problem');
  });
});

describe('a simulation', () => {
  const opened = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: from-web, namespace: data }
spec:
  podSelector: {}
  ingress:
    - from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: web } } }]
`;

  it('tells the edge that a policy adds', async () => {
    expect(await simulate(opened)).toMatchObject({
      laid: [{ name: 'from-web', how: 'added', isRead: true }],
      removed: 0,
      added: 1,
      namespaces: [{ from: 'shop', to: 'data', removed: 0, added: 1 }],
      edges: [{ added: 'All Connections', removed: '' }],
    });
  });

  it('tells the edges that come back when a policy is left out', async () => {
    expect(await simulate('', 'NetworkPolicy data/shut')).toMatchObject({
      laid: [{ name: 'shut', how: 'left-out' }],
      added: 3,
      removed: 0,
    });
    expect(await simulate('', 'NetworkPolicy data/none')).toHaveProperty('faults.length', 1);
  });

  it('replaces the policy of the same name, and applies nothing to the scan', async () => {
    expect(await simulate(opened.replace('from-web', 'shut'))).toMatchObject({
      laid: [{ name: 'shut', how: 'replaced' }],
      added: 1,
    });
    expect(await ask('matrix', QUERY)).toMatchObject({ open: 9 });
  });

  it('says that the plugin does not read a policy of another one', async () => {
    const cilium = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: theirs, namespace: data }
spec: { endpointSelector: {}, ingress: [{}] }
`;
    expect(await simulate(cilium)).toMatchObject({ laid: [{ name: 'theirs', isRead: false }], added: 0 });
  });

  it('names line and column of what does not parse', async () => {
    expect(await simulate(`${opened}---\nkind: [\n`)).toMatchObject({
      faults: [{ line: expect.any(Number), column: expect.any(Number) }],
    });
  });
});
