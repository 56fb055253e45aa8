import { controlTester } from '#lib/testing/control-tester.ts';
import { deployment, pod, staticPod } from '#lib/testing/builders/workloads.ts';
import { sensitiveHostPath } from './sensitive-host-path.ts';

const mounting = (path: string, readOnly = false) => ({
  containers: [{ volumeMounts: [{ name: 'host', mountPath: '/host', readOnly }] }],
  spec: { volumes: [{ name: 'host', hostPath: { path } }] },
});

controlTester(sensitiveHostPath, {
  pass: [
    { name: 'a folder made for the pod', slices: { pods: [pod('cache', mounting('/data/cache'))] } },
    {
      name: 'a name that only begins like a sensitive one',
      slices: { pods: [pod('tool', mounting('/etc-tools'))] },
    },
    {
      name: 'time zone and certificates of the node, and other kinds of volumes',
      slices: {
        pods: [
          pod('web', mounting('/etc/localtime', true)),
          pod('api', { spec: { volumes: [{ name: 'etc', configMap: { name: 'etc' } }] } }),
        ],
      },
    },
  ],
  fail: [
    {
      name: 'the socket of the container runtime, read-only changes nothing',
      slices: { pods: [pod('builder', mounting('/var/run/docker.sock', true))] },
      expect: ['Pod/shop/builder#/var/run/docker.sock (critical)'],
    },
    {
      name: 'the root of the node holds everything, however it is written',
      slices: { pods: [pod('agent', mounting('/var/../'))] },
      expect: ['Pod/shop/agent#/ (critical)'],
    },
    {
      name: 'a folder that holds the socket, and one of a storage driver that holds no tokens',
      slices: {
        pods: [pod('agent', mounting('/run')), pod('csi', mounting('/var/lib/kubelet/plugins/csi', true))],
      },
      expect: ['Pod/shop/agent#/run (critical)', 'Pod/shop/csi#/var/lib/kubelet/plugins/csi (medium)'],
    },
    {
      name: 'the tokens of all pods beside folders that weigh less, which reading is enough to take',
      slices: {
        pods: [pod('csi', mounting('/var/lib/kubelet', true)), pod('tool', mounting('/var/lib', true))],
      },
      expect: ['credentials (high)', 'credentials (high)'],
    },
    {
      name: 'a system folder weighs less when it is read-only',
      slices: { pods: [pod('reader', mounting('/sys/class', true)), pod('writer', mounting('/sys/class'))] },
      expect: ['Pod/shop/reader#/sys/class (medium)', 'Pod/shop/writer#/sys/class (high)'],
    },
    {
      name: 'keys in the template of a Deployment without pods',
      slices: { deployments: [deployment('backup', mounting('/etc/kubernetes/pki', true))] },
      expect: ['credentials (high)'],
    },
    {
      name: 'logs of the node',
      slices: { pods: [pod('shipper', mounting('/var/log', true))] },
      expect: ['logs (low)'],
    },
    {
      name: 'etcd keeps its own data',
      slices: {
        pods: [
          {
            ...staticPod({
              component: 'etcd',
              node: 'cp-1',
              command: ['etcd'],
              image: 'registry.k8s.io/etcd:3.6.8-0',
            }),
            spec: {
              containers: [{ name: 'etcd', image: 'registry.k8s.io/etcd:3.6.8-0' }],
              volumes: [{ name: 'data', hostPath: { path: '/var/lib/etcd' } }],
            },
          },
        ],
      },
      expect: ['component (info)'],
    },
  ],
});
