import { controlTester } from '#lib/testing/control-tester.ts';
import { node, serverVersion } from '#lib/testing/builders/cluster.ts';
import { versionEndOfLife } from './version-end-of-life.ts';

const cluster = (server: string, kubelet = server) => ({
  version: [serverVersion(server)],
  nodes: [node('worker-1', { kubeletVersion: kubelet })],
});

controlTester(versionEndOfLife, {
  pass: [
    { name: 'a supported minor', slices: cluster('v1.36.3') },
    {
      name: 'the last day of support, by the time of the scan',
      slices: cluster('v1.34.2'),
      scannedAt: '2026-10-27T23:59:59.000Z',
    },
    {
      name: 'an old scan of what was supported then',
      slices: cluster('v1.28.0'),
      scannedAt: '2024-01-01T00:00:00.000Z',
    },
  ],
  fail: [
    {
      name: 'the day after the last',
      slices: cluster('v1.34.2', 'v1.35.1'),
      scannedAt: '2026-10-28T00:00:00.000Z',
      expect: ['Cluster/cluster#kube-apiserver (high)'],
    },
    {
      name: 'an old kubelet under a supported API server',
      slices: cluster('v1.36.3', 'v1.33.4+k3s1'),
      expect: ['Node/worker-1#kubelet (medium)'],
    },
    {
      name: "a provider's build",
      slices: cluster('v1.31.2-eks-7f9249a', 'v1.36.3'),
      expect: ['Cluster/cluster#kube-apiserver (medium)'],
    },
    { name: 'a cluster of 2016', slices: cluster('v1.3.7', 'v1.36.0'), expect: ['ended (high)'] },
  ],
  other: [
    {
      name: 'a minor newer than what is known',
      outcome: 'not-assessed',
      slices: cluster('v1.60.0', 'v1.36.0'),
    },
  ],
});
