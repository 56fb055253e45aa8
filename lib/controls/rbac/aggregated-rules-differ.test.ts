import { clusterRole } from '#lib/testing/builders/rbac.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { aggregatedRulesDiffer } from './aggregated-rules-differ.ts';

const aggregationRule = { clusterRoleSelectors: [{ matchLabels: { part: 'yes' } }] };
const pods = { verbs: ['get'], apiGroups: [''], resources: ['pods'] };
const secrets = { verbs: ['get'], apiGroups: [''], resources: ['secrets'] };
const part = clusterRole('part', [pods], { labels: { part: 'yes' } });

controlTester(aggregatedRulesDiffer, {
  pass: [
    {
      name: 'the rules of the roles selected, in another order and one of them twice',
      slices: {
        clusterRoles: [
          part,
          clusterRole('other', [secrets, pods], { labels: { part: 'yes' } }),
          clusterRole('whole', [secrets, pods], { aggregationRule }),
        ],
      },
    },
    {
      name: 'an aggregating role that selects itself as well',
      slices: {
        clusterRoles: [part, clusterRole('whole', [pods], { aggregationRule, labels: { part: 'yes' } })],
      },
    },
  ],
  fail: [
    {
      name: 'a rule that no selected role has',
      slices: { clusterRoles: [part, clusterRole('whole', [pods, secrets], { aggregationRule })] },
      expect: ['ClusterRole/whole#rules'],
    },
    {
      name: 'rules that were never filled in',
      slices: { clusterRoles: [part, clusterRole('whole', [], { aggregationRule })] },
      expect: ['ClusterRole/whole#rules'],
    },
  ],
});
