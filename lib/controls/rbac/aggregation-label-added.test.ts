import { clusterRole, clusterRoleBinding, user } from '#lib/testing/builders/rbac.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { caseRules } from '#lib/testing/risk-cases.ts';
import { aggregationLabelAdded } from './aggregation-label-added.ts';

const version = [{ gitVersion: 'v1.36.0', major: '1', minor: '36' }];
const flows = (...targets: string[]) =>
  Object.fromEntries(targets.map((one) => [`rbac.authorization.k8s.io/aggregate-to-${one}`, 'true']));
const clusterRoleBindings = [clusterRoleBinding('b', { role: 'ClusterRole/plain', subjects: [user('ann')] })];

controlTester(aggregationLabelAdded, {
  pass: [
    {
      name: 'a default role, a label that says no, and one that flows elsewhere, and a role that only gathers',
      slices: {
        version,
        clusterRoleBindings,
        clusterRoles: [
          clusterRole('system:aggregate-to-view', caseRules('get,list,watch pods/log'), {
            labels: flows('view'),
          }),
          clusterRole('plain', caseRules('get secrets'), {
            labels: { 'rbac.authorization.k8s.io/aggregate-to-edit': 'false' },
          }),
          clusterRole('edit', caseRules('create pods/exec'), {
            labels: flows('admin'),
            aggregationRule: { clusterRoleSelectors: [{ matchLabels: flows('edit') }] },
          }),
          clusterRole('mine', caseRules('get secrets'), { labels: flows('monitoring') }),
        ],
      },
    },
  ],
  fail: [
    {
      name: 'risky rights, harmless ones, and a default role that was added to',
      slices: {
        version,
        clusterRoleBindings,
        clusterRoles: [
          clusterRole('secrets', caseRules('get secrets'), { labels: flows('view', 'edit') }),
          clusterRole('widgets', caseRules('get example.com:widgets'), { labels: flows('view') }),
          clusterRole('nodes', caseRules('patch nodes'), { labels: flows('edit') }),
          clusterRole('system:aggregate-to-view', caseRules('get pods/log; create pods/exec'), {
            labels: flows('view'),
          }),
        ],
      },
      expect: [
        'ClusterRole/secrets#aggregated (medium)',
        'ClusterRole/widgets#aggregated (low)',
        'ClusterRole/nodes#aggregated (low)',
        'ClusterRole/system:aggregate-to-view#aggregated (medium)',
      ],
    },
  ],
});
