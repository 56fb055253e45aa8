import { clusterRole, clusterRoleBinding, group, roleBinding, user } from '#lib/testing/builders/rbac.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { caseRules } from '#lib/testing/risk-cases.ts';
import { defaultRoleBound } from './default-role-bound.ts';

const version = [{ gitVersion: 'v1.36.0', major: '1', minor: '36' }];
const view = clusterRole('view', caseRules('get,list,watch configmaps,pods/log'));
const reader = clusterRole('reader', caseRules('get,list,watch configmaps,pods/log'));

controlTester(defaultRoleBound, {
  pass: [
    {
      name: 'the same rights by a role of one’s own are told elsewhere, each by itself',
      slices: {
        version,
        clusterRoles: [reader],
        clusterRoleBindings: [
          clusterRoleBinding('r', { role: 'ClusterRole/reader', subjects: [user('ann')] }),
        ],
      },
    },
    {
      name: 'a default role without anything risky',
      slices: {
        version,
        clusterRoles: [clusterRole('view', caseRules('get,list pods,services'))],
        clusterRoleBindings: [clusterRoleBinding('v', { role: 'ClusterRole/view', subjects: [user('ann')] })],
      },
    },
    {
      name: 'a role with the name of a default one and rights of another',
      slices: {
        version,
        clusterRoles: [clusterRole('view', caseRules('create pods/exec'))],
        clusterRoleBindings: [clusterRoleBinding('v', { role: 'ClusterRole/view', subjects: [user('ann')] })],
      },
    },
  ],
  fail: [
    {
      name: 'a default role in two namespaces is one finding, and one of another subject on the cluster',
      slices: {
        version,
        clusterRoles: [view],
        roleBindings: ['shop', 'bank'].map((namespace) =>
          roleBinding('v', { role: 'ClusterRole/view', subjects: [user('ann')] }, { namespace }),
        ),
        clusterRoleBindings: [
          clusterRoleBinding('v', { role: 'ClusterRole/view', subjects: [group('devs')] }),
        ],
      },
      expect: ['User/ann#view (low)', 'Group/devs#view (medium)'],
    },
  ],
});
