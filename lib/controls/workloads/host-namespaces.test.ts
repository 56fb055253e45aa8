import { controlTester } from '#lib/testing/control-tester.ts';
import { daemonSet, deployment, mirrorPod, pod } from '#lib/testing/builders/workloads.ts';
import { hostNamespaces } from './host-namespaces.ts';

controlTester(hostNamespaces, {
  pass: [
    {
      name: 'the fields are false, and containers of one pod may share theirs',
      slices: {
        pods: [pod('web', { spec: { hostPID: false, hostNetwork: false, shareProcessNamespace: true } })],
      },
    },
  ],
  fail: [
    {
      name: 'each namespace is a finding of its own',
      slices: {
        pods: [pod('agent', { spec: { hostPID: true, hostIPC: true, hostNetwork: true } }), pod('web')],
      },
      expect: [
        'Pod/shop/agent#hostPID (high)',
        'Pod/shop/agent#hostIPC (medium)',
        'Pod/shop/agent#hostNetwork (medium)',
      ],
    },
    {
      name: 'a Deployment scaled to zero stands for its template',
      slices: { deployments: [deployment('web', { replicas: 0, spec: { hostNetwork: true } })] },
      expect: ['Deployment/shop/web#hostNetwork'],
    },
    {
      name: 'static pods of the control plane use the network of their node by design',
      slices: { pods: [mirrorPod('kube-scheduler', 'cp-1', ['kube-scheduler'])] },
      expect: ['component (info)'],
    },
    {
      name: 'a network plugin may use the network, not the processes of the node',
      slices: {
        daemonSets: [
          daemonSet('cilium', {
            namespace: 'kube-system',
            containers: [{ name: 'cilium-agent', image: 'quay.io/cilium/cilium:v1.18.2' }],
            spec: { hostNetwork: true, hostPID: true },
          }),
        ],
      },
      expect: [
        'DaemonSet/kube-system/cilium#hostNetwork (info)',
        'DaemonSet/kube-system/cilium#hostPID (high)',
      ],
    },
  ],
});
