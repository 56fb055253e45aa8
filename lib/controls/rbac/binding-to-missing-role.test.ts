import { clusterRole, clusterRoleBinding, role, roleBinding, user } from '#lib/testing/builders/rbac.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { caseRules } from '#lib/testing/risk-cases.ts';
import { bindingToMissingRole } from './binding-to-missing-role.ts';

const read = caseRules('get pods');
const subjects = [user('ann')];

controlTester(bindingToMissingRole, {
  pass: [
    {
      name: 'roles and cluster roles that exist, one without rules among them',
      slices: {
        roles: [role('read', read)],
        clusterRoles: [clusterRole('read', read), clusterRole('empty', [])],
        roleBindings: [
          roleBinding('a', { role: 'Role/read', subjects }),
          roleBinding('b', { role: 'ClusterRole/read', subjects }),
        ],
        clusterRoleBindings: [clusterRoleBinding('c', { role: 'ClusterRole/empty', subjects })],
      },
    },
  ],
  fail: [
    {
      name: 'a role of another namespace, and a Role where a ClusterRole is named',
      slices: {
        roles: [role('read', read, { namespace: 'bank' }), role('wide', read)],
        roleBindings: [roleBinding('a', { role: 'Role/read', subjects })],
        clusterRoleBindings: [
          clusterRoleBinding('b', { role: 'ClusterRole/wide', subjects }),
          clusterRoleBinding('c', { role: 'Role/wide' as 'ClusterRole/wide', subjects }),
        ],
      },
      expect: [
        'RoleBinding/shop/a#Role/read (low)',
        'ClusterRoleBinding/b#ClusterRole/wide (low)',
        'ClusterRoleBinding/c#Role/wide (low)',
      ],
    },
  ],
});
