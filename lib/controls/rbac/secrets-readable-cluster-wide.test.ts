import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  role,
  roleBinding,
  user,
} from '#lib/testing/builders/rbac.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { secretsReadableClusterWide } from './secrets-readable-cluster-wide.ts';

const list = { verbs: ['list'], apiGroups: [''], resources: ['secrets'] };
const ann = [user('ann')];

controlTester(secretsReadableClusterWide, {
  pass: [
    {
      name: 'Secrets that are named, and those of one namespace',
      slices: {
        clusterRoles: [
          clusterRole('named', [{ ...list, verbs: ['get'], resourceNames: ['tls'] }]),
          clusterRole('all', [list]),
        ],
        clusterRoleBindings: [clusterRoleBinding('named', { role: 'ClusterRole/named', subjects: ann })],
        roleBindings: [roleBinding('all', { role: 'ClusterRole/all', subjects: ann })],
      },
    },
    {
      name: 'Secrets are written, not read; another group’s secrets; everything but the core group',
      slices: {
        clusterRoles: [
          clusterRole('write', [{ ...list, verbs: ['create', 'delete'] }]),
          clusterRole('other', [{ ...list, apiGroups: ['example.com'] }]),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('write', { role: 'ClusterRole/write', subjects: ann }),
          clusterRoleBinding('other', { role: 'ClusterRole/other', subjects: ann }),
        ],
      },
    },
    {
      name: 'a controller of Kubernetes by its own unchanged binding',
      slices: {
        version: [{ gitVersion: 'v1.36.3', major: '1', minor: '36' }],
        clusterRoles: [
          clusterRole('system:controller:generic-garbage-collector', [
            {
              verbs: ['delete', 'get', 'list', 'patch', 'update', 'watch'],
              apiGroups: ['*'],
              resources: ['*'],
            },
          ]),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('system:controller:generic-garbage-collector', {
            role: 'ClusterRole/system:controller:generic-garbage-collector',
            subjects: [account('generic-garbage-collector', 'kube-system')],
          }),
        ],
      },
    },
  ],
  fail: [
    {
      name: 'an administrator, as low: the binding itself is told elsewhere',
      slices: {
        clusterRoles: [clusterRole('all', [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }])],
        clusterRoleBindings: [clusterRoleBinding('all', { role: 'ClusterRole/all', subjects: ann })],
      },
      expect: ['User/ann#secrets (low)'],
    },
    {
      name: 'by get, list or watch, by wildcards, and once for each subject',
      slices: {
        clusterRoles: [
          clusterRole('list', [list]),
          clusterRole('watch', [{ ...list, verbs: ['watch'] }]),
          clusterRole('viewer', [{ verbs: ['get'], apiGroups: ['*'], resources: ['*'] }]),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('list', { role: 'ClusterRole/list', subjects: [...ann, group('devs')] }),
          clusterRoleBinding('watch', { role: 'ClusterRole/watch', subjects: ann }),
          clusterRoleBinding('viewer', { role: 'ClusterRole/viewer', subjects: [account('ci', 'shop')] }),
        ],
      },
      expect: [
        'User/ann#secrets (critical)',
        'Group/devs#secrets (critical)',
        'ServiceAccount/shop/ci#secrets (high)',
      ],
    },
    {
      name: 'those of kube-system weigh as much, and are not told beside those of the cluster',
      slices: {
        clusterRoles: [clusterRole('list', [list])],
        roles: [role('list', [list], { namespace: 'kube-system' })],
        roleBindings: [
          roleBinding(
            'list',
            { role: 'Role/list', subjects: [...ann, user('bob')] },
            { namespace: 'kube-system' },
          ),
        ],
        clusterRoleBindings: [clusterRoleBinding('list', { role: 'ClusterRole/list', subjects: ann })],
      },
      expect: ['User/ann#secrets (critical)', 'User/bob#secrets (critical)'],
    },
    {
      name: 'a default role bound to somebody else, whatever its label says',
      slices: {
        version: [{ gitVersion: 'v1.36.3', major: '1', minor: '36' }],
        clusterRoles: [clusterRole('system:kube-controller-manager', [list])],
        clusterRoleBindings: [
          clusterRoleBinding(
            'system:kube-controller-manager',
            { role: 'ClusterRole/system:kube-controller-manager', subjects: ann },
            { labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
          ),
        ],
      },
      expect: ['User/ann#secrets (critical)'],
    },
  ],
});
