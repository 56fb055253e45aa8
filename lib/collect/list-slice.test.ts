import { afterEach, describe, expect, it } from 'vitest';
import { openCluster } from '#lib/kube/open-cluster.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { Inventory, SliceName } from '#lib/model/inventory.ts';
import { writeKubeconfig } from '#lib/testing/kubeconfig-file.ts';
import { sendStatus } from '#lib/testing/replay-api.ts';
import {
  rawNamed,
  rawPod,
  refuse,
  startReplayCluster,
  type ReplayClusterParts,
} from '#lib/testing/replay-cluster.ts';
import { collectInventory } from './collect-inventory.ts';

const running: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0).toReversed()) await stop();
});

async function inventoryOf(parts: ReplayClusterParts, namespace?: string) {
  const api = await startReplayCluster(parts);
  running.push(() => api.close());
  const kubeconfig = writeKubeconfig({ server: api.url, ...(namespace === undefined ? {} : { namespace }) });
  const access = await openCluster({ context: null, kubeconfig, backOffMs: 1 });
  running.push(() => access.close());
  const inventory = await collectInventory(access, {
    profile: 'standard',
    signal: new AbortController().signal,
    now: () => new Date('2026-11-01T00:00:00Z'),
    onProgress: () => undefined,
    onGap: () => undefined,
  });
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
const NAMESPACES = '/api/v1/namespaces';

describe('collectInventory where the whole cluster may not be listed', () => {
  const inNamespace = (namespace: string) => `/api/v1/namespaces/${namespace}/pods`;

  it('reads the namespaces that may be read, and names the missing right', async () => {
    const { inventory } = await inventoryOf({
      lists: {
        [PODS]: [],
        [NAMESPACES]: [rawNamed('a'), rawNamed('b'), rawNamed('c')],
        [inNamespace('a')]: [rawPod('one', 'a')],
        [inNamespace('c')]: [rawPod('two', 'c')],
      },
      answers: { [PODS]: refuse, [inNamespace('b')]: refuse },
    });
    expect(inventory.slices.pods.state).toBe('partial');
    expect(names(inventory, 'pods')).toEqual(['one', 'two']);
    const found = gaps(inventory, 'pods');
    expect(found).toMatchObject([
      { id: 'pods:forbidden:list:pods:cluster', reason: 'forbidden', verb: 'list', scope: 'cluster' },
    ]);
    expect(found[0]?.message.en).toContain('2 of 3 namespaces (a, c)');
    expect(found[0]?.unlock?.en).toContain('{apiGroups: [""], resources: ["pods"], verbs: ["list"]}');
  });

  it('reads the namespace of the context where namespaces may not be listed', async () => {
    const { inventory } = await inventoryOf(
      {
        lists: { [PODS]: [], [NAMESPACES]: [], [inNamespace('own')]: [rawPod('one', 'own')] },
        answers: { [PODS]: refuse, [NAMESPACES]: refuse },
      },
      'own',
    );
    expect(inventory.slices.namespaces).toMatchObject({ state: 'failed', gaps: [{ reason: 'forbidden' }] });
    expect(names(inventory, 'pods')).toEqual(['one']);
    expect(gaps(inventory, 'pods')[0]?.message.en).toContain('Read instead: namespace own');
  });

  it('knows the namespaces that may be read one by one', async () => {
    const system = { ...rawNamed('kube-system'), metadata: { name: 'kube-system', uid: 'u-1' } };
    const { inventory } = await inventoryOf({
      lists: { [NAMESPACES]: [] },
      answers: {
        [NAMESPACES]: refuse,
        '/api/v1/namespaces/kube-system': (response) => response.end(JSON.stringify(system)),
      },
    });
    expect(inventory.slices.namespaces).toMatchObject({
      state: 'partial',
      items: [{ metadata: { uid: 'u-1' } }],
      gaps: [{ reason: 'forbidden' }],
    });
  });

  it('fails where no namespace may be read either, and never calls that empty', async () => {
    const { inventory } = await inventoryOf({
      lists: { [PODS]: [], [NAMESPACES]: [rawNamed('a')] },
      answers: { [PODS]: refuse, [inNamespace('a')]: refuse },
    });
    expect(inventory.slices.pods).toMatchObject({ state: 'failed', gaps: [{ reason: 'forbidden' }] });
  });

  it('tells a namespace that failed otherwise apart', async () => {
    const { inventory } = await inventoryOf({
      lists: {
        [PODS]: [],
        [NAMESPACES]: [rawNamed('a'), rawNamed('b')],
        [inNamespace('a')]: [rawPod('one', 'a')],
      },
      answers: { [PODS]: refuse, [inNamespace('b')]: (response) => sendStatus(response, 500, 'broken') },
    });
    expect(gaps(inventory, 'pods').map(({ reason, scope }) => `${reason} ${scope}`)).toEqual([
      'forbidden cluster',
      'server-error namespace/b',
    ]);
  });

  it('does not look for namespaces of a kind that has none', async () => {
    const lists = { '/api/v1/nodes': [], [NAMESPACES]: [rawNamed('a')] };
    const { inventory, seen } = await inventoryOf({ lists, answers: { '/api/v1/nodes': refuse } });
    expect(inventory.slices.nodes).toMatchObject({ state: 'failed', gaps: [{ resource: 'nodes' }] });
    expect(seen.some(({ path }) => path.endsWith('/a/nodes'))).toBe(false);
  });

  it('still gets the ConfigMaps it may get by name', async () => {
    const path = '/api/v1/namespaces/kube-system/configmaps/kubeadm-config';
    const config = { ...rawNamed('kubeadm-config', 'kube-system'), data: { x: 'y' } };
    const { inventory } = await inventoryOf({
      lists: { '/api/v1/configmaps': [] },
      answers: {
        '/api/v1/configmaps': refuse,
        [path]: (response) => response.end(JSON.stringify(config)),
      },
    });
    expect(inventory.slices.configMaps).toMatchObject({ state: 'partial', items: [{ data: { x: 'y' } }] });
  });
});
