import {
  clusterRole,
  clusterRoleBinding,
  group,
  role,
  roleBinding,
  user,
} from '#lib/testing/builders/rbac.ts';
import { controlTester, type FailCase } from '#lib/testing/control-tester.ts';
import { caseRules, RISK_CASES } from '#lib/testing/risk-cases.ts';
import { riskFamilyCases } from '#lib/testing/risk-family-cases.ts';
import { secretAccessGranted } from './secret-access-granted.ts';

const cases = riskFamilyCases(secretAccessGranted);
const reads = RISK_CASES.filter(({ id }) => /^rbac-secrets-(list|watch|get)$/.test(id)).map(({ id }) => id);
const isReadEverywhere = ({ name }: { name: string }): boolean =>
  reads.some((id) => name === `${id} on the whole cluster`);
/** The right to read that creating needs is told as well, where it is one of a namespace. */
const withRead = (each: FailCase): FailCase =>
  each.name === 'rbac-secrets-create in shop'
    ? { ...each, expect: [...each.expect, 'User/ann#rbac-secrets-get (medium)'] }
    : each;
const [first, ...others] = cases.fail.filter((each) => !isReadEverywhere(each)).map(withRead);
if (first === undefined) throw new Error('a case');

controlTester(secretAccessGranted, {
  pass: [
    ...cases.pass,
    ...cases.fail.filter(isReadEverywhere).map(({ slices, name }) => ({
      name: `${name}, which another control tells`,
      slices: slices ?? {},
    })),
  ],
  fail: [
    first,
    ...others,
    {
      name: 'Secrets of kube-system, told elsewhere, and of another namespace beside them',
      slices: {
        clusterRoles: [clusterRole('r', caseRules('list secrets'))],
        roleBindings: ['kube-system', 'shop'].map((namespace) =>
          roleBinding('r', { role: 'ClusterRole/r', subjects: [user('ann')] }, { namespace }),
        ),
      },
      expect: ['User/ann#rbac-secrets-list (high)'],
    },
    {
      name: 'rights of one account that come by two roles, one of them by its group',
      slices: {
        roles: [role('make', caseRules('create secrets'))],
        clusterRoles: [clusterRole('read', caseRules('get secrets'))],
        roleBindings: [roleBinding('make', { role: 'Role/make', subjects: [user('ann')] })],
        clusterRoleBindings: [
          clusterRoleBinding('read', { role: 'ClusterRole/read', subjects: [group('system:authenticated')] }),
        ],
      },
      expect: ['User/ann#rbac-secrets-create (medium)'],
    },
  ],
});
