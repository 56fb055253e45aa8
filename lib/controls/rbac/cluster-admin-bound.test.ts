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
import { clusterAdminBound } from './cluster-admin-bound.ts';

const everything = [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }];
const admin = clusterRole('cluster-admin', [...everything, { verbs: ['*'], nonResourceURLs: ['*'] }]);
const version = [{ gitVersion: 'v1.36.3', major: '1', minor: '36' }];
const masters = clusterRoleBinding('cluster-admin', {
  role: 'ClusterRole/cluster-admin',
  subjects: [group('system:masters')],
});

controlTester(clusterAdminBound, {
  pass: [
    {
      name: 'the bindings of Kubernetes and of kubeadm, unchanged',
      slices: {
        version,
        clusterRoles: [admin],
        clusterRoleBindings: [
          masters,
          clusterRoleBinding('kubeadm:cluster-admins', {
            role: 'ClusterRole/cluster-admin',
            subjects: [group('kubeadm:cluster-admins')],
          }),
        ],
      },
    },
    {
      name: 'every verb on every resource of one API group, and a binding to nobody',
      slices: {
        clusterRoles: [admin, clusterRole('apps', [{ verbs: ['*'], apiGroups: ['apps'], resources: ['*'] }])],
        clusterRoleBindings: [
          clusterRoleBinding('apps', { role: 'ClusterRole/apps', subjects: [user('ann')] }),
          clusterRoleBinding('nobody', { role: 'ClusterRole/cluster-admin', subjects: [] }),
        ],
      },
    },
  ],
  fail: [
    {
      name: 'a user and a service account are bound, under any name of binding or role',
      slices: {
        version,
        clusterRoles: [admin, clusterRole('viewer', everything)],
        clusterRoleBindings: [
          masters,
          clusterRoleBinding('harmless', { role: 'ClusterRole/cluster-admin', subjects: [user('ann')] }),
          clusterRoleBinding('view', { role: 'ClusterRole/viewer', subjects: [account('ci', 'shop')] }),
        ],
      },
      expect: [
        'ClusterRoleBinding/harmless#everything (critical)',
        'ClusterRoleBinding/view#everything (critical)',
      ],
    },
    {
      name: 'a RoleBinding or a Role that allows everything rules one namespace',
      slices: {
        clusterRoles: [admin],
        roles: [role('all', everything)],
        roleBindings: [
          roleBinding('team', { role: 'ClusterRole/cluster-admin', subjects: [group('team')] }),
          roleBinding('all', { role: 'Role/all', subjects: [group('team')] }),
        ],
      },
      expect: ['RoleBinding/shop/team#everything (high)', 'RoleBinding/shop/all#everything (high)'],
    },
    {
      name: 'a subject added to the default binding',
      slices: {
        version,
        clusterRoles: [admin],
        clusterRoleBindings: [
          clusterRoleBinding('cluster-admin', {
            role: 'ClusterRole/cluster-admin',
            subjects: [group('system:masters'), group('devs')],
          }),
        ],
      },
      expect: ['ClusterRoleBinding/cluster-admin#everything (critical)'],
    },
    {
      name: 'nothing is a default before 1.20',
      slices: {
        version: [{ gitVersion: 'v1.13.1', major: '1', minor: '13' }],
        clusterRoles: [admin],
        clusterRoleBindings: [masters],
      },
      expect: ['ClusterRoleBinding/cluster-admin#everything (critical)'],
    },
  ],
});
