import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  roleBinding,
  serviceAccount,
} from '#lib/testing/builders/rbac.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { deployment, mirrorPod, pod } from '#lib/testing/builders/workloads.ts';
import { tokenMountedWithoutNeed } from './token-mounted-without-need.ts';

const view = clusterRole('view', [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }]);
const as = (serviceAccountName: string, more: object = {}) => ({ spec: { serviceAccountName, ...more } });
const silent = serviceAccount('silent', { automountServiceAccountToken: false });

controlTester(tokenMountedWithoutNeed, {
  pass: [
    {
      name: 'the pod or its account refuses the token',
      slices: {
        serviceAccounts: [serviceAccount('web'), silent],
        pods: [pod('a', as('web', { automountServiceAccountToken: false })), pod('b', as('silent'))],
        clusterRoles: [view],
        clusterRoleBindings: [
          clusterRoleBinding('other', { role: 'ClusterRole/view', subjects: [account('other', 'shop')] }),
        ],
      },
    },
    {
      name: 'the account, or the group of its namespace, holds a right',
      slices: {
        serviceAccounts: [serviceAccount('web'), serviceAccount('db', { namespace: 'bank' })],
        pods: [pod('a', as('web')), pod('b', { namespace: 'bank', ...as('db') })],
        clusterRoles: [view],
        roleBindings: [
          roleBinding(
            'web',
            { role: 'ClusterRole/view', subjects: [account('web', 'shop')] },
            { namespace: 'bank' },
          ),
          roleBinding(
            'all',
            { role: 'ClusterRole/view', subjects: [group('system:serviceaccounts:bank')] },
            { namespace: 'bank' },
          ),
        ],
      },
    },
    {
      name: 'a static pod never gets one',
      slices: { pods: [mirrorPod('kube-apiserver', 'cp-1', ['kube-apiserver'])] },
    },
  ],
  fail: [
    {
      name: 'no account is named and none refuses; a template without pods; once for a workload',
      slices: {
        serviceAccounts: [serviceAccount('web')],
        pods: [pod('a')],
        deployments: [deployment('web', as('web'))],
        clusterRoles: [view],
        clusterRoleBindings: [
          clusterRoleBinding('view', { role: 'ClusterRole/view', subjects: [account('other', 'shop')] }),
        ],
      },
      expect: ['Pod/shop/a#token', 'Deployment/shop/web#token'],
    },
    {
      name: 'what every authenticated user holds is no need, nor is a role that gives nothing',
      slices: {
        serviceAccounts: [serviceAccount('web')],
        pods: [pod('a', as('web'))],
        clusterRoles: [view, clusterRole('empty', [])],
        clusterRoleBindings: [
          clusterRoleBinding('all', { role: 'ClusterRole/view', subjects: [group('system:authenticated')] }),
          clusterRoleBinding('empty', { role: 'ClusterRole/empty', subjects: [account('web', 'shop')] }),
        ],
      },
      expect: ['Pod/shop/a#token'],
    },
    {
      name: 'the pod asks for it although its account refuses, or was made before the account refused',
      slices: {
        serviceAccounts: [silent],
        pods: [
          pod('a', as('silent', { automountServiceAccountToken: true })),
          pod(
            'b',
            as('silent', { volumes: [{ name: 'kube-api-access-x2b4q', projected: { sources: [] } }] }),
          ),
        ],
      },
      expect: ['Pod/shop/a#token', 'Pod/shop/b#token'],
    },
  ],
});
