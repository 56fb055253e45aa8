import { controlTester } from '#lib/testing/control-tester.ts';
import { daemonSet, pod } from '#lib/testing/builders/workloads.ts';
import { rootUserPossible } from './root-user-possible.ts';

controlTester(rootUserPossible, {
  pass: [
    {
      name: 'root is forbidden on the pod',
      slices: { pods: [pod('web', { spec: { securityContext: { runAsNonRoot: true } } })] },
    },
    {
      name: 'another user is named on the container',
      slices: { pods: [pod('web', { containers: [{ securityContext: { runAsUser: 10001 } }] })] },
    },
    {
      name: 'a user namespace of its own, and a Windows pod',
      slices: {
        pods: [pod('web', { spec: { hostUsers: false } }), pod('iis', { spec: { os: { name: 'windows' } } })],
      },
    },
  ],
  fail: [
    {
      name: 'nothing is said, so the image decides',
      slices: { pods: [pod('web')] },
      expect: ['Pod/shop/web#app/runAsNonRoot (medium)'],
    },
    {
      name: 'a container undoes what its pod forbids',
      slices: {
        pods: [
          pod('web', {
            containers: [{ securityContext: { runAsNonRoot: false, runAsUser: 0 } }, { name: 'sidecar' }],
            spec: { securityContext: { runAsNonRoot: true } },
          }),
        ],
      },
      expect: ['Pod/shop/web#app/runAsNonRoot'],
    },
    {
      name: 'user 0 on the pod',
      slices: { pods: [pod('web', { spec: { securityContext: { runAsUser: 0 } } })] },
      expect: ['root'],
    },
    {
      name: 'kube-proxy has to',
      slices: {
        daemonSets: [
          daemonSet('kube-proxy', {
            namespace: 'kube-system',
            containers: [{ name: 'kube-proxy', image: 'registry.k8s.io/kube-proxy:v1.36.3' }],
          }),
        ],
      },
      expect: ['component (info)'],
    },
  ],
});
