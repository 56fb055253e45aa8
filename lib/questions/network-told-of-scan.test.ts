import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkPicture } from '#lib/analysis/network/derived/network-picture.ts';
import {
  NETWORK_TOLD,
  networkTold,
  OUTSIDE_TOLD,
  outsideTold,
} from '#lib/analysis/network/derived/network-told.ts';
import type { Collected } from '#lib/model/collected.ts';
import type { Inventory } from '#lib/model/inventory.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { forbiddenGap, inventory, type GivenSlices } from '#lib/testing/builders/inventory.ts';
import { daemonSet, livePod } from '#lib/testing/builders/workloads.ts';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { networkOfScan } from './network-of-scan.ts';
import { networkToldOfScan, outsideOfScan } from './network-told-of-scan.ts';

const given: GivenSlices = {
  pods: [
    livePod('web', { namespace: 'shop', labels: { app: 'web' }, node: 'n1', ip: '10.0.0.1' }),
    livePod('db', { namespace: 'data', labels: { app: 'db' }, node: 'n1', ip: '10.0.0.2' }),
  ],
  networkPolicies: [
    networkPolicy('idle', { namespace: 'shop', spec: { podSelector: { matchLabels: { app: 'wbe' } } } }),
  ],
  daemonSets: [
    daemonSet('agent', { namespace: 'kube-system', containers: [{ image: 'quay.io/calico/node:v3.30.0' }] }),
  ],
  calicoGlobalNetworkPolicies: [
    {
      apiVersion: 'projectcalico.org/v3',
      kind: 'GlobalNetworkPolicy',
      metadata: { name: 'deny' },
      spec: { namespaceSelector: 'projectcalico.org/name == "data"', types: ['Ingress'] },
    },
  ],
};

let scratch: ScratchStore;
let clusters = 0;

async function scanOf(read: Inventory, isKept: boolean): Promise<string> {
  clusters += 1;
  const clusterId = scratch.addCluster(`cluster-${clusters}`);
  const picture = networkPicture(read.slices);
  const pages = { [NETWORK_TOLD]: [networkTold(picture)], [OUTSIDE_TOLD]: [outsideTold(picture)] };
  return scratch.addScan(clusterId, (id) => ({
    result: sampleResult({ scanId: id, clusterId, inventory: read, findings: 0 }),
    inventory: read,
    ...(isKept ? { facts: { findingNodes: [], pages } } : {}),
  }));
}

beforeAll(async () => {
  scratch = await ScratchStore.create();
});

afterAll(() => scratch.remove());

describe('what a scan derived of its network', () => {
  it('is read as it was kept', async () => {
    const told = await networkToldOfScan(scratch.store, await scanOf(inventory(given), true));
    expect(
      told?.findings.flatMap(({ kind, sentence }) =>
        kind === 'policy-selects-nothing' ? [sentence.en] : [],
      ),
    ).toEqual(['NetworkPolicy shop/idle selects nothing that is there.']);
    expect(told).toMatchObject({ isEnforced: true, hasOtherKinds: true, unseen: [] });
  });

  it('is not there in an older scan, which is not the same as nothing', async () => {
    const scanId = await scanOf(inventory(given), false);
    expect(await networkToldOfScan(scratch.store, scanId)).toBeNull();
    expect(await outsideOfScan(scratch.store, scanId)).toBeNull();
  });

  it('tells no policy idle, and no workload without one, where pods were read in part', async () => {
    const pods: Collected<never> = {
      state: 'partial',
      items: (given.pods ?? []) as never[],
      gaps: [forbiddenGap('pods')],
    };
    const told = await networkToldOfScan(scratch.store, await scanOf(inventory(given, { pods }), true));
    expect(told?.unseen).toHaveLength(1);
    const kinds = told?.findings.filter(({ standing }) => standing === 'wrong').map(({ kind }) => kind);
    expect(kinds).toEqual([]);
  });
});

describe('what could not be read beside pods and policies', () => {
  it('is told, as what is judged by it may be missing', async () => {
    const namespaces: Collected<never> = { state: 'failed', gaps: [forbiddenGap('namespaces')] };
    const told = await networkToldOfScan(scratch.store, await scanOf(inventory(given, { namespaces }), true));
    expect(told).toMatchObject({ unseen: [], unseenBeside: [forbiddenGap('namespaces').message] });
  });
});

describe('the isolation of a scan', () => {
  it('counts policies of a plugin, where the scan derived what they do', async () => {
    const { namespaces } = (await networkOfScan(scratch.store, await scanOf(inventory(given), true))) ?? {};
    expect(
      namespaces?.map(({ namespace, ingress }) => [namespace, ingress.isDefaultDeny, ingress.open]),
    ).toEqual([
      ['data', true, 0],
      ['kube-system', false, 1],
      ['shop', false, 1],
    ]);
  });

  it('counts NetworkPolicies alone in an older scan', async () => {
    const { namespaces, countsEveryKind } =
      (await networkOfScan(scratch.store, await scanOf(inventory(given), false))) ?? {};
    expect(namespaces?.[0]).toMatchObject({ namespace: 'data', ingress: { isDefaultDeny: false } });
    expect(countsEveryKind).toBe(false);
  });
});
