import { build } from '#lib/testing/builders/objects.ts';
import { account, group, role, roleBinding, serviceAccount, user } from '#lib/testing/builders/rbac.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { caseRules } from '#lib/testing/risk-cases.ts';
import { bindingToMissingSubject } from './binding-to-missing-subject.ts';

const namespace = (name: string) => build('namespaces', { kind: 'Namespace', metadata: { name } }, {});
const roles = [role('read', caseRules('get pods'))];
const given = (...subjects: ReturnType<typeof user>[]) => [roleBinding('b', { role: 'Role/read', subjects })];

controlTester(bindingToMissingSubject, {
  pass: [
    {
      name: 'an account that exists; users and groups, of which nothing can be told',
      slices: {
        namespaces: [namespace('shop')],
        serviceAccounts: [serviceAccount('ci')],
        roles,
        roleBindings: given(
          account('ci', 'shop'),
          user('system:serviceaccount:shop:ci'),
          user('gone'),
          group('gone'),
          group('system:serviceaccounts:shop'),
        ),
      },
    },
  ],
  fail: [
    {
      name: 'an account that is gone, by either of its names, and namespaces that are',
      slices: {
        namespaces: [namespace('shop')],
        serviceAccounts: [serviceAccount('ci', { namespace: 'bank' })],
        roles,
        roleBindings: given(
          account('ci', 'shop'),
          user('system:serviceaccount:shop:old'),
          account('ci', 'bank'),
          group('system:serviceaccounts:market'),
        ),
      },
      expect: [
        'RoleBinding/shop/b#ServiceAccount shop/ci (low)',
        'RoleBinding/shop/b#ServiceAccount shop/old (low)',
        'RoleBinding/shop/b#ServiceAccount bank/ci (low)',
        'RoleBinding/shop/b#Group system:serviceaccounts:market (low)',
      ],
    },
  ],
});
