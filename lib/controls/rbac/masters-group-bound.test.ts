import {
  clusterRole,
  clusterRoleBinding,
  group,
  role,
  roleBinding,
  user,
} from '#lib/testing/builders/rbac.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { caseRules } from '#lib/testing/risk-cases.ts';
import { mastersGroupBound } from './masters-group-bound.ts';

const version = [{ gitVersion: 'v1.36.0', major: '1', minor: '36' }];
const all = clusterRole('cluster-admin', caseRules('* *:*'));
const masters = [group('system:masters')];

controlTester(mastersGroupBound, {
  pass: [
    {
      name: 'the binding Kubernetes makes, and a user of that name',
      slices: {
        version,
        clusterRoles: [all],
        clusterRoleBindings: [
          clusterRoleBinding('cluster-admin', { role: 'ClusterRole/cluster-admin', subjects: masters }),
          clusterRoleBinding('other', {
            role: 'ClusterRole/cluster-admin',
            subjects: [user('system:masters'), group('system:masters:ops')],
          }),
        ],
      },
    },
  ],
  fail: [
    {
      name: 'a binding of one’s own, in a namespace too',
      slices: {
        version,
        clusterRoles: [all],
        roles: [role('read', caseRules('get pods'))],
        clusterRoleBindings: [
          clusterRoleBinding('ops', { role: 'ClusterRole/cluster-admin', subjects: masters }),
        ],
        roleBindings: [roleBinding('read', { role: 'Role/read', subjects: masters })],
      },
      expect: ['ClusterRoleBinding/ops#masters (high)', 'RoleBinding/shop/read#masters (high)'],
    },
  ],
});
