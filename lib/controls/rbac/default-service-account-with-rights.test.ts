import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  roleBinding,
  user,
} from '#lib/testing/builders/rbac.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { defaultServiceAccountWithRights } from './default-service-account-with-rights.ts';

const clusterRoles = [
  clusterRole('view', [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }]),
  clusterRole('empty', []),
  clusterRole('system:discovery', [{ verbs: ['get'], nonResourceURLs: ['/api', '/api/*'] }]),
];
const version = [{ gitVersion: 'v1.36.3', major: '1', minor: '36' }];
const view = 'ClusterRole/view';

controlTester(defaultServiceAccountWithRights, {
  pass: [
    {
      name: 'another service account, a user named default and one named like the group',
      slices: {
        clusterRoles,
        clusterRoleBindings: [
          clusterRoleBinding('view', {
            role: view,
            subjects: [account('web', 'shop'), user('default'), user('system:authenticated')],
          }),
        ],
      },
    },
    {
      name: 'a role without rules, a missing role, and what Kubernetes itself gives everybody',
      slices: {
        version,
        clusterRoles,
        clusterRoleBindings: [
          clusterRoleBinding('system:discovery', {
            role: 'ClusterRole/system:discovery',
            subjects: [group('system:authenticated')],
          }),
        ],
        roleBindings: [
          roleBinding('empty', { role: 'ClusterRole/empty', subjects: [account('default', 'shop')] }),
          roleBinding('gone', { role: 'ClusterRole/gone', subjects: [account('default', 'shop')] }),
        ],
      },
    },
  ],
  fail: [
    {
      name: 'the account itself, by its user name too, on the cluster or in a namespace',
      slices: {
        clusterRoles,
        clusterRoleBindings: [
          clusterRoleBinding('a', { role: view, subjects: [user('system:serviceaccount:bank:default')] }),
        ],
        roleBindings: [
          roleBinding('b', { role: view, subjects: [account('default', 'shop'), account('web', 'shop')] }),
        ],
      },
      expect: ['ServiceAccount/bank/default#rights (high)', 'ServiceAccount/shop/default#rights (medium)'],
    },
    {
      name: 'the groups of all service accounts, of those of a namespace, and of everybody',
      slices: {
        clusterRoles,
        clusterRoleBindings: [
          clusterRoleBinding('a', { role: view, subjects: [group('system:serviceaccounts')] }),
          clusterRoleBinding('b', { role: view, subjects: [group('system:authenticated')] }),
        ],
        roleBindings: [roleBinding('c', { role: view, subjects: [group('system:serviceaccounts:shop')] })],
      },
      expect: [
        'Group/system:serviceaccounts#rights (high)',
        'Group/system:authenticated#rights (high)',
        'Group/system:serviceaccounts:shop#rights (medium)',
      ],
    },
  ],
});
