import { afterEach, describe, expect, it } from 'vitest';
import type { ClusterAccess } from '#lib/kube/cluster-access.ts';
import { openCluster } from '#lib/kube/open-cluster.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { Inventory, SliceName } from '#lib/model/inventory.ts';
import { writeKubeconfig } from '#lib/testing/kubeconfig-file.ts';
import { sendStatus, type ReplayApi } from '#lib/testing/replay-api.ts';
import {
  rawNamed,
  rawPod,
  refuse,
  startReplayCluster,
  type ReplayClusterParts,
} from '#lib/testing/replay-cluster.ts';
import { collectInventory, type CollectOptions } from './collect-inventory.ts';

const running: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0).toReversed()) await stop();
});

async function open(parts: ReplayClusterParts): Promise<{ api: ReplayApi; access: ClusterAccess }> {
  const api = await startReplayCluster(parts);
  running.push(() => api.close());
  const kubeconfig = writeKubeconfig({ server: api.url });
  const access = await openCluster({ context: null, kubeconfig, backOffMs: 1, stallTimeoutMs: 100 });
  running.push(() => access.close());
  return { api, access };
}

function collect(access: ClusterAccess, options: Partial<CollectOptions> = {}): Promise<Inventory> {
  return collectInventory(access, {
    profile: 'standard',
    signal: new AbortController().signal,
    now: () => new Date('2026-11-01T00:00:00Z'),
    onProgress: () => undefined,
    onGap: () => undefined,
    ...options,
  });
}

async function inventoryOf(parts: ReplayClusterParts, options: Partial<CollectOptions> = {}) {
  const { api, access } = await open(parts);
  const inventory = await collect(access, options);
  return { inventory, seen: api.seen };
}

function names(inventory: Inventory, slice: SliceName): string[] | string {
  const found = inventory.slices[slice];
  if (!('items' in found)) return found.state;
  return found.items.map((item) => ('metadata' in item ? item.metadata.name : ''));
}

function gaps(inventory: Inventory, slice: SliceName): readonly Gap[] {
  const found = inventory.slices[slice];
  return 'gaps' in found ? found.gaps : [];
}

const PODS = '/api/v1/pods';

describe('collectInventory reads', () => {
  it('every page of a list, sorted by namespace and name, in the order of the table', async () => {
    const pods = [rawPod('z', 'b'), rawPod('b', 'b'), rawPod('a', 'c'), rawPod('a', 'b'), rawPod('y', 'a')];
    const { inventory } = await inventoryOf({ lists: { [PODS]: pods } }, { pageSize: 2 });
    const found = inventory.slices.pods;
    expect(found.state).toBe('complete');
    const order =
      'items' in found ? found.items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`) : [];
    expect(order).toEqual(['a/y', 'b/a', 'b/b', 'b/z', 'c/a']);
    expect(Object.keys(inventory.slices).slice(0, 4)).toEqual([
      'version',
      'apiResources',
      'namespaces',
      'nodes',
    ]);
    expect(inventory).toMatchObject({ source: 'api', takenAt: '2026-11-01T00:00:00.000Z' });
  });

  it('the version and what the cluster serves', async () => {
    const { inventory } = await inventoryOf({ lists: { [PODS]: [] } });
    expect(inventory.slices.version).toMatchObject({ state: 'complete', items: [{ gitVersion: 'v1.36.3' }] });
    expect(inventory.slices.apiResources).toMatchObject({ items: [{ group: '', resource: 'pods' }] });
  });

  it('the version of a kind that the cluster has', async () => {
    const lists = { '/apis/batch/v1beta1/cronjobs': [] };
    const { inventory, seen } = await inventoryOf({ lists });
    expect(inventory.slices.cronJobs.state).toBe('complete');
    expect(seen.some(({ path }) => path === '/apis/batch/v1/cronjobs')).toBe(false);
  });

  it('nothing of a group that is not there, which is absent and no failure', async () => {
    const { inventory, seen } = await inventoryOf({ lists: { [PODS]: [] } });
    expect(inventory.slices.gateways).toMatchObject({ state: 'absent', gaps: [{ reason: 'absent' }] });
    expect(seen.some(({ path }) => path.includes('gateway'))).toBe(false);
  });

  it('ConfigMaps as metadata, and the data of those alone that hold component configuration', async () => {
    const maps = '/api/v1/configmaps';
    const config = { ...rawNamed('kubeadm-config', 'kube-system'), data: { x: 'y' } };
    const own = { ...rawNamed('settings', 'team'), data: { a: 'b' } };
    const lists = { [maps]: [config, own], '/api/v1/namespaces/kube-system/configmaps': [config] };
    const { inventory, seen } = await inventoryOf({ lists });
    const found = inventory.slices.configMaps;
    expect(found).toMatchObject({
      state: 'complete',
      items: [{ data: { x: 'y' } }, { metadata: { name: 'settings' } }],
    });
    expect(JSON.stringify(found)).not.toContain('"a"');
    const asked = seen.find(({ path }) => path === maps);
    expect(asked?.headers.accept).toBe('application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1');
  });

  it('two clusters side by side, each with its own', async () => {
    const [one, two] = await Promise.all([
      open({ lists: { [PODS]: [rawPod('one')] } }),
      open({ lists: { [PODS]: [rawPod('two')] } }),
    ]);
    const [first, second] = await Promise.all([collect(one.access), collect(two.access)]);
    expect([names(first, 'pods'), names(second, 'pods')]).toEqual([['one'], ['two']]);
  });

  it('tells how far it is and what it could not see', async () => {
    const counts: string[] = [];
    const told: string[] = [];
    const settled: string[] = [];
    const { inventory } = await inventoryOf(
      { lists: { [PODS]: [rawPod('a'), rawPod('b'), rawPod('c')] } },
      {
        pageSize: 2,
        onProgress: ({ slice, done, total }) => slice === 'pods' && counts.push(`${done}/${total}`),
        onGap: (gap) => told.push(gap.slice),
        onSettled: (done, total) => settled.push(`${done}/${total}`),
      },
    );
    const all = Object.keys(inventory.slices).length;
    expect(settled).toEqual(Array.from({ length: all }, (_, index) => `${index + 1}/${all}`));
    expect(counts).toEqual(['2/3', '3/3', '3/3']);
    expect(told).toContain('gateways');
  });
});

describe('collectInventory and secrets', () => {
  const lists = { '/api/v1/secrets': [{ ...rawNamed('s', 'team'), data: { password: 'marked' } }] };

  it('asks for none without the profile, and says how to', async () => {
    const { inventory, seen } = await inventoryOf({ lists });
    expect(inventory.slices.secrets).toMatchObject({ state: 'failed', gaps: [{ reason: 'disabled' }] });
    expect(gaps(inventory, 'secrets')[0]?.unlock?.en).toContain('secret-names');
    expect(seen.some(({ path }) => path.includes('secrets'))).toBe(false);
  });

  it('asks for their metadata alone with it, and keeps nothing else whatever comes', async () => {
    const { inventory, seen } = await inventoryOf({ lists }, { profile: 'secret-names' });
    expect(names(inventory, 'secrets')).toEqual(['s']);
    expect(JSON.stringify(inventory)).not.toContain('marked');
    const asked = seen.filter(({ path }) => path.includes('secrets'));
    expect(asked.map(({ headers }) => headers.accept)).toEqual([
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
    ]);
  });
});

describe('collectInventory where something breaks', () => {
  it('keeps the objects that can be understood, and counts the others', async () => {
    const { inventory } = await inventoryOf({
      lists: { [PODS]: [rawPod('a'), { metadata: {} }, null, rawPod('b')] },
    });
    expect(names(inventory, 'pods')).toEqual(['a', 'b']);
    expect(gaps(inventory, 'pods')).toMatchObject([
      { reason: 'malformed', message: { en: expect.stringMatching(/^Left out of pods.*: 2;/) } },
    ]);
  });

  it('keeps the pages before the one that broke, and reads the other kinds', async () => {
    const services = '/api/v1/services';
    const { inventory } = await inventoryOf({
      lists: { [PODS]: [], '/api/v1/nodes': [rawNamed('n')], [services]: [] },
      answers: {
        [PODS]: (response, { query }) =>
          response.end(
            query.has('continue')
              ? '{"items": ['
              : JSON.stringify({ metadata: { continue: '1' }, items: [rawPod('a')] }),
          ),
        [services]: (response) => response.write('{"items": ['),
      },
    });
    expect(inventory.slices.pods).toMatchObject({ state: 'partial', gaps: [{ reason: 'malformed' }] });
    expect(gaps(inventory, 'pods')[0]?.message.en).toContain('Read before: 1.');
    expect(inventory.slices.services).toMatchObject({ state: 'failed', gaps: [{ reason: 'timeout' }] });
    expect(names(inventory, 'nodes')).toEqual(['n']);
  });

  it('tries every version of every kind where discovery is refused', async () => {
    const { inventory } = await inventoryOf({
      lists: { '/apis/batch/v1beta1/cronjobs': [] },
      answers: {
        '/apis': refuse,
        '/version': (response) => sendStatus(response, 403, 'forbidden'),
      },
    });
    expect(inventory.slices.cronJobs.state).toBe('complete');
    expect(inventory.slices.gateways.state).toBe('absent');
    expect(inventory.slices.apiResources).toMatchObject({ state: 'partial', gaps: [{ resource: '/apis' }] });
    expect(inventory.slices.version).toMatchObject({
      state: 'failed',
      gaps: [{ reason: 'forbidden', resource: '/version' }],
    });
  });

  it('ends soon when it is aborted, with what was not read as cancelled', async () => {
    const control = new AbortController();
    const { inventory } = await inventoryOf(
      {
        lists: { [PODS]: [], '/api/v1/nodes': [rawNamed('n')] },
        answers: { [PODS]: () => control.abort() },
      },
      { signal: control.signal, concurrency: 1 },
    );
    expect(inventory.slices.pods).toMatchObject({ state: 'failed', gaps: [{ reason: 'cancelled' }] });
    expect(names(inventory, 'nodes')).toEqual(['n']);
  });
});
