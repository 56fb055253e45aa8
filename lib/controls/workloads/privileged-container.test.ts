import { controlTester } from '#lib/testing/control-tester.ts';
import { cronJob, daemonSet, deployment, pod, replicaSet } from '#lib/testing/builders/workloads.ts';
import { privilegedContainer } from './privileged-container.ts';

const privileged = { securityContext: { privileged: true } };

controlTester(privilegedContainer, {
  pass: [
    {
      name: 'privileged is false',
      slices: { pods: [pod('web', { containers: [{ securityContext: { privileged: false } }] })] },
    },
    {
      name: 'the old template of a Deployment was privileged, its running pod is not',
      slices: {
        deployments: [deployment('web')],
        replicaSets: [
          replicaSet('web-abc', { owner: { kind: 'Deployment', name: 'web' }, containers: [privileged] }),
        ],
        pods: [pod('web-abc-1', { owner: { kind: 'ReplicaSet', name: 'web-abc' } })],
      },
    },
    {
      name: 'capabilities instead of privilege',
      slices: {
        pods: [pod('web', { containers: [{ securityContext: { capabilities: { add: ['NET_ADMIN'] } } }] })],
      },
    },
  ],
  fail: [
    {
      name: 'a pod of a Deployment is reported on the Deployment, once for two pods',
      slices: {
        deployments: [deployment('web', { containers: [privileged] })],
        replicaSets: [replicaSet('web-abc', { owner: { kind: 'Deployment', name: 'web' } })],
        pods: ['1', '2'].map((suffix) =>
          pod(`web-abc-${suffix}`, {
            owner: { kind: 'ReplicaSet', name: 'web-abc' },
            containers: [privileged],
          }),
        ),
      },
      expect: ['Deployment/shop/web#app/privileged (high)'],
    },
    {
      name: 'init and ephemeral containers count',
      slices: {
        pods: [
          pod('web', {
            initContainers: [{ name: 'init', ...privileged }],
            ephemeralContainers: [{ name: 'debug', ...privileged }],
          }),
        ],
      },
      expect: ['Pod/shop/web#init/privileged', 'Pod/shop/web#debug/privileged'],
    },
    {
      name: 'a CronJob between two runs stands for its template',
      slices: { cronJobs: [cronJob('backup', { containers: [privileged] })] },
      expect: ['CronJob/shop/backup#app/privileged'],
    },
    {
      name: 'a Windows host process, set on the pod',
      slices: {
        pods: [pod('agent', { spec: { securityContext: { windowsOptions: { hostProcess: true } } } })],
      },
      expect: ['hostProcess'],
    },
    {
      name: 'kube-proxy needs it: information, while its look-alike elsewhere weighs in full',
      slices: {
        daemonSets: [
          daemonSet('kube-proxy', {
            namespace: 'kube-system',
            containers: [{ name: 'kube-proxy', image: 'registry.k8s.io/kube-proxy:v1.36.3', ...privileged }],
          }),
          daemonSet('kube-proxy', {
            namespace: 'shop',
            containers: [{ name: 'kube-proxy', image: 'registry.k8s.io/kube-proxy:v1.36.3', ...privileged }],
          }),
        ],
      },
      expect: [
        'DaemonSet/kube-system/kube-proxy#kube-proxy/privileged (info)',
        'DaemonSet/shop/kube-proxy#kube-proxy/privileged (high)',
      ],
    },
  ],
});
