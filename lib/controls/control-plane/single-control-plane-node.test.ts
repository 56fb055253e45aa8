import { controlTester } from '#lib/testing/control-tester.ts';
import { node } from '#lib/testing/builders/cluster.ts';
import { singleControlPlaneNode } from './single-control-plane-node.ts';

const worker = node('worker-1');
const controlPlane = (...names: string[]) => names.map((name) => node(name, { controlPlane: true }));

controlTester(singleControlPlaneNode, {
  pass: [
    {
      name: 'three control-plane nodes',
      slices: { nodes: [...controlPlane('cp-1', 'cp-2', 'cp-3'), worker] },
    },
    {
      name: 'two, one of them with the label of old clusters',
      slices: {
        nodes: [...controlPlane('cp-1'), node('cp-2', { labels: { 'node-role.kubernetes.io/master': '' } })],
      },
    },
  ],
  fail: [
    {
      name: 'one control-plane node and a worker',
      slices: { nodes: [...controlPlane('cp-1'), worker] },
      expect: ['Node/cp-1#control-plane (medium)'],
    },
  ],
  other: [
    {
      name: 'nodes of a managed cluster',
      outcome: 'not-applicable',
      slices: { nodes: [node('ip-10-0-0-1', { kubeletVersion: 'v1.35.2-eks-1552ad0' })] },
    },
    { name: 'no label says where it runs', outcome: 'not-assessed', slices: { nodes: [worker] } },
  ],
});
