import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import { NETWORK_FACTS, networkFacts } from '#lib/analysis/network/network-facts.ts';
import { detectNetworkPlugin } from '#lib/analysis/network/network-plugin.ts';
import { NODE_FACTS, nodeFacts } from '#lib/analysis/nodes/node-facts.ts';
import { WORKLOAD_FACTS, workloadFacts } from '#lib/analysis/workloads/workload-facts.ts';
import { buildWorkloadIndex } from '#lib/analysis/workloads/workload-index.ts';
import type { ScanFacts } from '#lib/model/scan-facts.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { networkPolicy } from '#lib/testing/builders/cluster.ts';
import { inventory } from '#lib/testing/builders/inventory.ts';
import { mirrorPod, pod } from '#lib/testing/builders/workloads.ts';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { exposureOfScan } from './exposure-of-scan.ts';
import { networkOfScan } from './network-of-scan.ts';
import { nodeOfScan } from './node-of-scan.ts';
import { nodesOfScan } from './nodes-of-scan.ts';
import { workloadsOfScan } from './workloads-of-scan.ts';

const pods = [
  mirrorPod('kube-apiserver', 'worker-1', ['kube-apiserver', '--anonymous-auth=false']),
  pod('web', { labels: { app: 'web' }, spec: { hostPID: true } }),
  pod('db', { labels: { app: 'db' } }),
];
const policies = [networkPolicy('for-web', { spec: { podSelector: { matchLabels: { app: 'web' } } } })];
const nodes = [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'worker-1' }, spec: {}, status: {} }];
const none = {
  deployments: [],
  replicaSets: [],
  statefulSets: [],
  daemonSets: [],
  jobs: [],
  cronJobs: [],
  replicationControllers: [],
};

/** What the engine keeps of these objects. */
function factsOf(): ScanFacts['pages'] {
  const { units } = buildWorkloadIndex({ pods, ...none });
  const plugin = detectNetworkPlugin({ pods, nodes, ...none, configMaps: [], customResourceDefinitions: [] });
  return {
    [WORKLOAD_FACTS]: workloadFacts(units),
    [NETWORK_FACTS]: [networkFacts({ units, policies, plugin })],
    [NODE_FACTS]: [nodeFacts(pods, buildComponentFlags({ pods, nodes }))],
  };
}

let scratch: ScratchStore;

async function answersOf(storedPods: typeof pods, pages?: ScanFacts['pages']) {
  const read = inventory({ pods: storedPods, nodes, networkPolicies: policies });
  const clusterId = scratch.addCluster(`cluster-${storedPods.length}-${pages === undefined}`);
  const scanId = await scratch.addScan(clusterId, (id) => ({
    result: sampleResult({ scanId: id, clusterId, inventory: read, findings: 0 }),
    inventory: read,
    ...(pages === undefined ? {} : { facts: { findingNodes: [], pages } }),
  }));
  const { store } = scratch;
  return {
    workloads: await workloadsOfScan(store, scanId),
    network: await networkOfScan(store, scanId),
    exposure: await exposureOfScan(store, scanId),
    nodes: await nodesOfScan(store, scanId),
    node: await nodeOfScan(store, scanId, 'worker-1'),
  };
}

beforeAll(async () => {
  scratch = await ScratchStore.create();
});

afterAll(() => scratch.remove());

describe('what a scan kept for pages', () => {
  it('gives the same answers as the objects of a scan of before anything was kept', async () => {
    const old = await answersOf(pods);
    expect(await answersOf(pods, factsOf())).toEqual(old);
    expect(old.workloads?.workloads).toHaveLength(3);
    expect(old.network?.unselected.map(({ name }) => name)).toEqual(['db']);
    expect(old.node?.pods?.map(({ name }) => name)).toEqual(['kube-apiserver-worker-1', 'web']);
    expect(old.node?.programs).toHaveLength(1);
  });

  it('is all that is read: the objects are not asked again', async () => {
    const { node, workloads, network } = await answersOf([], factsOf());
    expect(workloads?.workloads).toHaveLength(3);
    expect(network?.policies[0]?.pods).toBe(1);
    expect(node?.record.pods).toBe(3);
  });
});
