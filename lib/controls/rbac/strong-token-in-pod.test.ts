import { account, clusterRole, roleBinding, serviceAccount } from '#lib/testing/builders/rbac.ts';
import { daemonSet, deployment, mirrorPod, pod } from '#lib/testing/builders/workloads.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { caseRules } from '#lib/testing/risk-cases.ts';
import { strongTokenInPod } from './strong-token-in-pod.ts';

const as = (serviceAccountName: string, more: object = {}) => ({ spec: { serviceAccountName, ...more } });
const accounts = ['reader', 'writer', 'runner', 'proxy'].map((name) => serviceAccount(name));
const clusterRoles = [
  clusterRole('read', caseRules('get,list,watch pods,services')),
  clusterRole('write', caseRules('update services/status =one; create example.com:widgets')),
  clusterRole('run', caseRules('create pods; create pods/exec')),
];
const give = (role: string, name: string, namespace = 'shop') =>
  roleBinding(
    `${role}-${name}`,
    { role: `ClusterRole/${role}`, subjects: [account(name, 'shop')] },
    { namespace },
  );

controlTester(strongTokenInPod, {
  pass: [
    {
      name: 'a token that reads its own namespace, and a strong account whose pods take no token',
      slices: {
        serviceAccounts: accounts,
        clusterRoles,
        roleBindings: [give('read', 'reader'), give('run', 'runner')],
        pods: [
          pod('a', as('reader')),
          pod('b', as('runner', { automountServiceAccountToken: false })),
          mirrorPod('kube-apiserver', 'cp-1', ['kube-apiserver']),
        ],
      },
    },
  ],
  fail: [
    {
      name: 'a token that runs pods, and ones that write or see another namespace',
      slices: {
        serviceAccounts: accounts,
        clusterRoles,
        roleBindings: [give('run', 'runner'), give('write', 'writer'), give('read', 'reader', 'bank')],
        deployments: [deployment('runner', as('runner'))],
        pods: [pod('writer', as('writer')), pod('reader', as('reader'))],
      },
      expect: [
        'Deployment/shop/runner#token (high)',
        'Pod/shop/writer#token (low)',
        'Pod/shop/reader#token (low)',
      ],
    },
    {
      name: 'a part of Kubernetes itself is shown and weighs nothing',
      slices: {
        serviceAccounts: [serviceAccount('kube-proxy', { namespace: 'kube-system' })],
        clusterRoles,
        roleBindings: [
          roleBinding(
            'p',
            { role: 'ClusterRole/run', subjects: [account('kube-proxy', 'kube-system')] },
            { namespace: 'kube-system' },
          ),
        ],
        daemonSets: [
          daemonSet('kube-proxy', {
            namespace: 'kube-system',
            containers: [{ image: 'registry.k8s.io/kube-proxy:v1.36.3' }],
            ...as('kube-proxy'),
          }),
        ],
      },
      expect: ['DaemonSet/kube-system/kube-proxy#token (info)'],
    },
  ],
});
