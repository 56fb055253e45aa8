import {
  account,
  clusterRole,
  clusterRoleBinding,
  role,
  roleBinding,
  user,
} from '#lib/testing/builders/rbac.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { caseRules } from '#lib/testing/risk-cases.ts';
import { bindingAcrossNamespaces } from './binding-across-namespaces.ts';

const read = caseRules('get pods');

controlTester(bindingAcrossNamespaces, {
  pass: [
    {
      name: 'an account of the namespace, a person, and a right on the whole cluster',
      slices: {
        roles: [role('read', read)],
        clusterRoles: [clusterRole('read', read)],
        roleBindings: [
          roleBinding('b', { role: 'Role/read', subjects: [account('ci', 'shop'), user('ann')] }),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('c', { role: 'ClusterRole/read', subjects: [account('ci', 'tools')] }),
        ],
      },
    },
  ],
  fail: [
    {
      name: 'an account of another namespace, by either of its names',
      slices: {
        roles: [role('read', read)],
        roleBindings: [
          roleBinding('b', { role: 'Role/read', subjects: [account('ci', 'tools')] }),
          roleBinding('c', { role: 'Role/read', subjects: [user('system:serviceaccount:tools:ci')] }),
        ],
      },
      expect: ['RoleBinding/shop/b#crossing (low)', 'RoleBinding/shop/c#crossing (low)'],
    },
  ],
});
