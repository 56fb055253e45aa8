import { afterEach, describe, expect, it } from 'vitest';
import { openCluster } from '#lib/kube/open-cluster.ts';
import { gapsOf, type Collected } from '#lib/model/collected.ts';
import type { Inventory, SliceName } from '#lib/model/inventory.ts';
import type { KubeObject } from '#lib/model/kube-object.ts';
import { writeKubeconfig } from '#lib/testing/kubeconfig-file.ts';
import { rawNamed, refuse, startReplayCluster, type Answer } from '#lib/testing/replay-cluster.ts';
import type { ReplayClusterParts } from '#lib/testing/replay-cluster.ts';
import { collectInventory } from './collect-inventory.ts';

const running: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of running.splice(0).toReversed()) await stop();
});

/** What is read of a cluster with these lists, and which paths were asked for. */
async function inventoryOf(parts: ReplayClusterParts) {
  const api = await startReplayCluster(parts);
  running.push(() => api.close());
  const kubeconfig = writeKubeconfig({ server: api.url });
  const access = await openCluster({ context: null, kubeconfig, backOffMs: 1, stallTimeoutMs: 100 });
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

function names(inventory: Inventory, slice: SliceName): string[] {
  const found: Collected<unknown> = inventory.slices[slice];
  return 'items' in found ? found.items.map((item) => (item as KubeObject).metadata.name) : [];
}

describe('collectInventory and a kind that two groups may serve', () => {
  const OWN = '/apis/projectcalico.org/v3/hostendpoints';
  const STORED = '/apis/crd.projectcalico.org/v1/hostendpoints';
  const stalled: Answer = (response) => response.write('{"items": [');

  it('reads the preferred group, and the other not at all', async () => {
    const lists = { [OWN]: [rawNamed('own')], [STORED]: [rawNamed('stored')] };
    const { inventory, seen } = await inventoryOf({ lists });
    expect(names(inventory, 'calicoHostEndpoints')).toEqual(['own']);
    expect(seen.some(({ path }) => path === STORED)).toBe(false);
  });

  it('believes the preferred group where it has none', async () => {
    const lists = { [OWN]: [], [STORED]: [rawNamed('stored')] };
    const { inventory } = await inventoryOf({ lists });
    expect(inventory.slices.calicoHostEndpoints).toMatchObject({ state: 'complete', items: [] });
  });

  it('reads the other where the preferred one is not served', async () => {
    const { inventory } = await inventoryOf({ lists: { [STORED]: [rawNamed('stored')] } });
    expect(inventory.slices.calicoHostEndpoints.state).toBe('complete');
    expect(names(inventory, 'calicoHostEndpoints')).toEqual(['stored']);
  });

  it('reads the other where the preferred one is refused', async () => {
    const lists = { [OWN]: [rawNamed('own')], [STORED]: [rawNamed('stored')] };
    const { inventory } = await inventoryOf({ lists, answers: { [OWN]: refuse } });
    expect(names(inventory, 'calicoHostEndpoints')).toEqual(['stored']);
    expect(gapsOf(inventory.slices.calicoHostEndpoints)).toEqual([]);
  });

  it('names the group that is there where it is refused and the other absent: that is no absence', async () => {
    const { inventory } = await inventoryOf({
      lists: { [STORED]: [rawNamed('stored')] },
      answers: { [STORED]: refuse },
    });
    expect(inventory.slices.calicoHostEndpoints).toMatchObject({
      state: 'failed',
      gaps: [{ reason: 'forbidden', resource: 'hostendpoints.crd.projectcalico.org' }],
    });
  });

  it('has the failure of the preferred group where both fail', async () => {
    const lists = { [OWN]: [rawNamed('own')], [STORED]: [rawNamed('stored')] };
    const { inventory } = await inventoryOf({ lists, answers: { [OWN]: refuse, [STORED]: stalled } });
    expect(inventory.slices.calicoHostEndpoints).toMatchObject({
      state: 'failed',
      gaps: [{ reason: 'forbidden', resource: 'hostendpoints.projectcalico.org' }],
    });
  });

  it('is absent only where neither is served', async () => {
    const { inventory } = await inventoryOf({ lists: { '/api/v1/pods': [] } });
    expect(inventory.slices.calicoHostEndpoints).toMatchObject({
      state: 'absent',
      gaps: [{ reason: 'absent' }],
    });
  });

  it('keeps what it read of a group that breaks off, and asks no other', async () => {
    const lists = { [OWN]: [rawNamed('own')], [STORED]: [rawNamed('stored')] };
    const cut: Answer = (response, { query }) =>
      response.end(
        query.has('continue')
          ? '{"items": ['
          : JSON.stringify({ metadata: { continue: '1' }, items: [rawNamed('own')] }),
      );
    const { inventory, seen } = await inventoryOf({ lists, answers: { [OWN]: cut } });
    expect(inventory.slices.calicoHostEndpoints.state).toBe('partial');
    expect(names(inventory, 'calicoHostEndpoints')).toEqual(['own']);
    expect(seen.some(({ path }) => path === STORED)).toBe(false);
  });
});

describe('collectInventory and the kinds of network policy', () => {
  it.each([
    ['ciliumCIDRGroups', '/apis/cilium.io/v2alpha1/ciliumcidrgroups'],
    ['ciliumNetworkPolicies', '/apis/cilium.io/v2/ciliumnetworkpolicies'],
    ['multiNetworkPolicies', '/apis/k8s.cni.cncf.io/v1beta1/multi-networkpolicies'],
    ['networkAttachmentDefinitions', '/apis/k8s.cni.cncf.io/v1/network-attachment-definitions'],
    ['clusterNetworkPolicies', '/apis/policy.networking.k8s.io/v1alpha2/clusternetworkpolicies'],
    ['adminNetworkPolicies', '/apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies'],
    ['calicoNetworkPolicies', '/apis/crd.projectcalico.org/v1/networkpolicies'],
  ] as const)('reads %s from %s where nothing newer is served', async (slice, path) => {
    const { inventory } = await inventoryOf({ lists: { [path]: [rawNamed('one', 'team')] } });
    expect(names(inventory, slice)).toEqual(['one']);
  });

  it('does not take NetworkPolicies of Kubernetes for those of Calico, nor the other way round', async () => {
    const lists = {
      '/apis/networking.k8s.io/v1/networkpolicies': [
        { ...rawNamed('plain', 'team'), spec: { podSelector: {} } },
      ],
      '/apis/projectcalico.org/v3/networkpolicies': [rawNamed('default.calico', 'team')],
    };
    const { inventory } = await inventoryOf({ lists });
    expect(names(inventory, 'networkPolicies')).toEqual(['plain']);
    expect(names(inventory, 'calicoNetworkPolicies')).toEqual(['default.calico']);
  });

  it('does not read a version it does not know, and says so: that is no absence', async () => {
    const group = '/apis/policy.networking.k8s.io';
    const strange = { [`${group}/v1beta9/clusternetworkpolicies`]: [rawNamed('one')] };
    const { inventory } = await inventoryOf({ lists: strange });
    expect(inventory.slices.clusterNetworkPolicies).toMatchObject({
      state: 'failed',
      gaps: [{ reason: 'malformed', message: { en: expect.stringContaining('as v1beta9') as unknown } }],
    });
    expect(inventory.slices.adminNetworkPolicies.state).toBe('absent');
    const both = { ...strange, [`${group}/v1alpha2/clusternetworkpolicies`]: [rawNamed('one')] };
    const { inventory: known } = await inventoryOf({ lists: both });
    expect(known.slices.clusterNetworkPolicies.state).toBe('complete');
  });

  it('reads ClusterNetworkPolicies in the newest version it knows', async () => {
    const group = '/apis/policy.networking.k8s.io';
    const lists = {
      [`${group}/v1alpha2/clusternetworkpolicies`]: [rawNamed('older')],
      [`${group}/v1beta1/clusternetworkpolicies`]: [rawNamed('newer')],
    };
    const { inventory } = await inventoryOf({ lists });
    expect(names(inventory, 'clusterNetworkPolicies')).toEqual(['newer']);
  });
});
