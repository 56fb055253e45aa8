import { controlTester } from '#lib/testing/control-tester.ts';
import { node, serverVersion } from '#lib/testing/builders/cluster.ts';
import { daemonSet, staticPod } from '#lib/testing/builders/workloads.ts';
import { versionSkew } from './version-skew.ts';

const kubelets = (...versions: string[]) =>
  versions.map((kubeletVersion, index) => node(`worker-${index + 1}`, { kubeletVersion }));
const staticPodAt = (component: string, name: string, version: string) =>
  staticPod({
    component,
    node: name,
    command: [component],
    image: `registry.k8s.io/${component}:${version}`,
  });
const kubeProxy = (image: string) =>
  daemonSet('kube-proxy', { namespace: 'kube-system', containers: [{ name: 'kube-proxy', image }] });

controlTester(versionSkew, {
  pass: [
    {
      name: 'kubelets up to three behind, the patch and the build do not count',
      slices: {
        version: [serverVersion('v1.36.3')],
        nodes: kubelets('v1.36.9', 'v1.33.0+k3s1'),
        daemonSets: [kubeProxy('registry.k8s.io/kube-proxy:v1.34.1')],
        pods: [staticPodAt('kube-scheduler', 'cp-1', 'v1.35.0'), staticPodAt('etcd', 'cp-1', '3.6.8-0')],
      },
    },
    {
      name: 'kubelet 1.24 two behind 1.26',
      slices: { version: [serverVersion('v1.26.1')], nodes: kubelets('v1.24.17') },
    },
    {
      name: 'API servers one apart during an upgrade',
      slices: {
        version: [serverVersion('v1.36.3')],
        nodes: kubelets('v1.35.1'),
        pods: [
          staticPodAt('kube-apiserver', 'cp-1', 'v1.36.3'),
          staticPodAt('kube-apiserver', 'cp-2', 'v1.35.8'),
        ],
      },
    },
  ],
  fail: [
    {
      name: 'a kubelet four behind the newest one, where no API server tells its version',
      slices: { nodes: kubelets('v1.36.0', 'v1.32.0', 'v1.33.0') },
      expect: ['Node/worker-2#kubelet'],
    },
    {
      name: 'a kubelet four behind and one newer than the API server',
      slices: { version: [serverVersion('v1.35.8')], nodes: kubelets('v1.31.0', 'v1.36.0', 'v1.35.1') },
      expect: ['Node/worker-1#kubelet (medium)', 'Node/worker-2#kubelet (high)'],
    },
    {
      name: 'kubelet 1.24 three behind: only from 1.25 on are three allowed',
      slices: { version: [serverVersion('v1.27.1')], nodes: kubelets('v1.24.17') },
      expect: ['older'],
    },
    {
      name: 'a kubelet newer than the API server left behind, though not than the other',
      slices: {
        version: [serverVersion('v1.36.3')],
        nodes: kubelets('v1.36.3'),
        pods: [staticPodAt('kube-apiserver', 'cp-2', 'v1.35.8')],
      },
      expect: ['Node/worker-1#kubelet (high)'],
    },
    {
      name: 'API servers two apart, a scheduler two behind, a kube-proxy of another age',
      slices: {
        version: [serverVersion('v1.36.3')],
        nodes: kubelets('v1.34.3'),
        daemonSets: [kubeProxy('registry.example.com/mirror/kube-proxy-amd64:v1.30.4@sha256:abc')],
        pods: [
          staticPodAt('kube-apiserver', 'cp-2', 'v1.34.8'),
          staticPodAt('kube-scheduler', 'cp-2', 'v1.34.8'),
        ],
      },
      expect: [
        'Pod/kube-system/kube-apiserver-cp-2#kube-apiserver',
        'Pod/kube-system/kube-scheduler-cp-2#kube-scheduler',
        'DaemonSet/kube-system/kube-proxy#kube-proxy',
      ],
    },
  ],
  other: [
    {
      name: 'a kubelet that tells no version',
      outcome: 'not-assessed',
      slices: { version: [serverVersion('v1.36.3')], nodes: kubelets('unknown', 'v1.36.0') },
    },
  ],
});
