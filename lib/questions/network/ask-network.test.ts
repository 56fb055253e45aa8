import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiResource } from '#lib/model/cluster-objects.ts';
import type { Slices } from '#lib/model/inventory.ts';
import { ShareRows } from '#lib/model/share-rows.ts';
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

function served(group: string, resource: string): ApiResource {
  const about = { version: 'v1', kind: resource, namespaced: true, verbs: ['list'], subresources: [] };
  return { group, resource, preferred: true, ...about };
}

/** A scan that knows nothing of the policies of plugins; null where what the cluster serves was not read. */
async function addOlder(name: string, resources: readonly ApiResource[] | null): Promise<string> {
  const slices = Object.fromEntries(
    Object.entries(inventory({ ...given, apiResources: resources ?? [] }).slices)
      .filter(([slice]) => !/^(?:calico|cilium)|^(?:cluster|admin|baselineAdmin)NetworkPolicies$/.test(slice))
      .map(([slice, read]) => [
        slice,
        slice === 'apiResources' && resources === null ? { state: 'failed', gaps: [] } : read,
      ]),
  );
  const read = { ...inventory(given), slices: slices as unknown as Slices };
  const clusterId = scratch.addCluster(name);
  return scratch.addScan(clusterId, (id) => ({
    result: sampleResult({ scanId: id, clusterId, inventory: read, findings: 0 }),
    inventory: read,
  }));
}

async function ask<K extends NetworkAsk>(name: K, about: NetworkAsks[K]['ask'], scan = scanId) {
  return askNetwork(scratch.store, { scanId: scan, name, ask: about });
}

async function otherScan(objects: object): Promise<string> {
  const read = inventory({ ...given, ...objects });
  const clusterId = scratch.addCluster(`other-${Object.keys(objects).join()}`);
  return scratch.addScan(clusterId, (id) => ({
    result: sampleResult({ scanId: id, clusterId, inventory: read, findings: 0 }),
    inventory: read,
  }));
}

async function simulate(yaml: string, without = '') {
  const found = await ask('simulate', { yaml, without });
  if (found === null) throw new Error('the scan is not there');
  return found;
}

describe('the thread that computes reachability', () => {
  it('tells of a stored scan who reaches whom by namespace', async () => {
    const matrix = await ask('matrix', QUERY);
    expect(matrix?.namespaces.map(({ name }) => name)).toEqual(['data', 'other', 'shop']);
    const shares = new ShareRows(matrix?.shares ?? '');
    expect([0, 1, 2].map((row) => shares.row(row).map((cell) => cell?.open ?? null))).toEqual([
      [null, 1000, 1000],
      [0, null, 1000],
      [0, 1000, null],
    ]);
    expect(matrix).toMatchObject({ open: 4, total: 6, standing: { enforces: 'yes', unseen: [] } });
  });

  it('lists pairs of namespaces, the open ones first, and finds them by name', async () => {
    const pairs = await ask('pairs', { ...QUERY, q: 'data', skip: 0, take: 3 });
    expect(pairs?.count).toBe(4);
    expect(pairs?.rows.map(({ from, to, open }) => `${from} ${to} ${open}`)).toEqual([
      'data other 1',
      'data shop 1',
      'other data 0',
    ]);
  });

  it('says of a scan from before plugins’ policies were read that it must be made again', async () => {
    const older = await addOlder('older', null);
    const matrix = await ask('matrix', QUERY, older);
    expect(matrix?.standing.unseen.map(({ en }) => en)).toEqual([
      expect.stringContaining('scan the cluster again'),
    ]);
    expect(await ask('explain', { from: 'shop/web', to: 'other/far', ...PORT }, older)).toMatchObject({
      answer: { verdict: 'unknown' },
    });
  });

  it('relies on an older scan where the cluster served no such kind', async () => {
    const older = await addOlder('served', [served('networking.k8s.io', 'networkpolicies')]);
    expect(await ask('matrix', QUERY, older)).toMatchObject({ open: 4, standing: { unseen: [] } });
  });

  it('does not where it served one of them', async () => {
    const older = await addOlder('calico', [served('crd.projectcalico.org', 'globalnetworkpolicies')]);
    expect(await ask('matrix', QUERY, older)).toHaveProperty('standing.unseen.length', 1);
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

describe('what whoever holds a pod can go on to', () => {
  it('is told step by step, and what is closed is not among it', async () => {
    expect(await ask('blast', { from: 'shop/web' })).toEqual({
      isOnHost: false,
      steps: [{ sure: 1, perhaps: 0, names: [{ name: 'other/far[Pod]', isSure: true }] }],
    });
  });

  it('is no list for a pod on the network of its node, which no policy holds', async () => {
    const host = livePod('host', { node: 'n1', ip: '192.168.0.1', spec: { hostNetwork: true } });
    const scan = await otherScan({ pods: [...given.pods, host] });
    expect(await ask('blast', { from: 'shop/host' }, scan)).toEqual({ isOnHost: true, steps: [] });
  });
});

describe('a comparison of two scans', () => {
  const shut = networkPolicy('shut', {
    namespace: 'shop',
    spec: { podSelector: {}, policyTypes: ['Ingress'] },
  });

  it('tells by namespaces which pairs of workloads opened and closed', async () => {
    const later = await otherScan({ networkPolicies: [shut] });
    const about = { scanId: later, against: scanId, name: 'between', ask: { skip: 0, take: 2 } } as const;
    expect(await askNetwork(scratch.store, about)).toMatchObject({
      changes: {
        count: 4,
        added: 2,
        removed: 2,
        came: 0,
        went: 0,
        rows: [expect.anything(), expect.anything()],
      },
    });
  });

  it('answers nothing where the earlier scan is not there', async () => {
    const about = { scanId, against: 'nosuchscan', name: 'between', ask: { skip: 0, take: 1 } } as const;
    expect(await askNetwork(scratch.store, about)).toBeNull();
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

  it('tells what it does to services, to ways in from the internet and to what lies outside', async () => {
    const shut = opened.replace(
      'podSelector: {}\n  ingress:',
      'podSelector: {}\n  policyTypes: [Egress]\n  ingress:',
    );
    expect(await simulate(shut)).toMatchObject({
      removed: 2,
      flows: {
        doors: { rows: [] },
        services: { count: 0 },
        outside: {
          count: 1,
          rows: [{ workload: { name: 'db' }, direction: 'out', internet: 'all', removed: 'All Connections' }],
        },
        unseen: [],
      },
    });
  });

  it('looks at all that a policy selects where something else is laid over beside it', async () => {
    const beside = `---\napiVersion: v1\nkind: Service\nmetadata: { name: db, namespace: data }\nspec: { selector: { app: db }, ports: [{ port: 80 }] }\n`;
    expect(await simulate(`${opened}${beside}`)).toMatchObject({
      removed: 0,
      added: 1,
      flows: { services: { count: 1, rows: [{ service: 'data/db', opened: { count: 1 } }] } },
    });
  });

  it('tells whom a service that is laid over alone leads to what it selects', async () => {
    const service = (app: string): string =>
      `apiVersion: v1\nkind: Service\nmetadata: { name: far, namespace: other }\nspec: { selector: { app: ${app} }, ports: [{ port: 80 }] }\n`;
    expect(await simulate(service('far'))).toMatchObject({
      removed: 0,
      added: 0,
      flows: { services: { rows: [{ service: 'other/far', opened: { count: 2 } }] } },
    });
    expect(await simulate(service('nobody'))).toMatchObject({ flows: { services: { count: 0 } } });
  });

  it('tells the edges that come back when a policy is left out', async () => {
    expect(await simulate('', 'NetworkPolicy data/shut')).toMatchObject({
      laid: [{ name: 'shut', how: 'left-out' }],
      added: 2,
      removed: 0,
    });
    expect(await simulate('', 'NetworkPolicy data/none')).toHaveProperty('faults.length', 1);
  });

  it('replaces the policy of the same name, and applies nothing to the scan', async () => {
    expect(await simulate(opened.replace('from-web', 'shut'))).toMatchObject({
      laid: [{ name: 'shut', how: 'replaced' }],
      added: 1,
    });
    expect(await ask('matrix', QUERY)).toMatchObject({ open: 4 });
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
