import { afterAll, beforeAll, expect, it } from 'vitest';
import { collected } from '#lib/model/collected.ts';
import { ScratchStore } from '#lib/store/scratch-store.ts';
import { service } from '#lib/testing/builders/cluster.ts';
import { forbiddenGap, inventory } from '#lib/testing/builders/inventory.ts';
import { daemonSet, livePod } from '#lib/testing/builders/workloads.ts';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { askNetwork } from './ask-network.ts';

const gap = forbiddenGap('calicoGlobalNetworkPolicies');

let scratch: ScratchStore;
let scanId: string;

beforeAll(async () => {
  scratch = await ScratchStore.create();
  const read = inventory(
    {
      pods: [
        livePod('web', { namespace: 'shop', labels: { app: 'web' }, node: 'n1', ip: '10.0.0.1' }),
        livePod('db', { namespace: 'data', labels: { app: 'db' }, node: 'n1', ip: '10.0.0.2' }),
      ],
      services: [
        service('db', {
          namespace: 'data',
          spec: {
            type: 'LoadBalancer',
            selector: { app: 'db' },
            clusterIP: '10.96.0.2',
            ports: [{ port: 80, protocol: 'TCP', nodePort: 30080 }],
          },
          status: { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } },
        }),
      ],
      daemonSets: [
        daemonSet('agent', {
          namespace: 'kube-system',
          containers: [{ image: 'quay.io/calico/node:v3.30.0' }],
        }),
      ],
    },
    {
      calicoGlobalNetworkPolicies: collected<never>([], [gap]),
      // Back ends are then those whose labels the service selects.
      endpointSlices: { state: 'not-given', gaps: [] },
    },
  );
  const clusterId = scratch.addCluster('one');
  scanId = await scratch.addScan(clusterId, (id) => ({
    result: sampleResult({ scanId: id, clusterId, inventory: read, findings: 0 }),
    inventory: read,
  }));
});
afterAll(() => scratch.remove());

function simulate(namespace: string) {
  const yaml = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shut, namespace: ${namespace}}
spec: {podSelector: {}, policyTypes: [Ingress]}
`;
  return askNetwork(scratch.store, { scanId, name: 'simulate', ask: { yaml, without: '' } });
}

it('a simulation over a scan that lacks policies tells what it changes as if all was read, and what was not', async () => {
  expect(await simulate('data')).toMatchObject({
    flows: { doors: { counts: { cut: 2 } }, services: { counts: { cut: 1 } } },
    standing: { unseen: [expect.anything()] },
  });
});

it('and nothing for a namespace without pods', async () => {
  expect(await simulate('empty')).toMatchObject({
    flows: { doors: { counts: { cut: 0 } }, services: { counts: { cut: 0 } } },
  });
});
