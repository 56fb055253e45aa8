import type { PolicyRule } from '#lib/model/rbac.ts';
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
import { escalationVerbsGranted } from './escalation-verbs-granted.ts';

const RBAC = 'rbac.authorization.k8s.io';
const AUTHENTICATION = 'authentication.k8s.io';
const ann = [user('ann')];
const rule = (verb: string, apiGroup: string, resource: string): PolicyRule => ({
  verbs: [verb],
  apiGroups: [apiGroup],
  resources: [resource],
});
const bindRule = rule('bind', RBAC, 'clusterroles');
const onCluster = (...rules: PolicyRule[]) => ({
  clusterRoles: [clusterRole('r', rules)],
  clusterRoleBindings: [clusterRoleBinding('r', { role: 'ClusterRole/r', subjects: ann })],
});
const inShop = (...rules: PolicyRule[]) => ({
  roles: [role('r', rules)],
  roleBindings: [roleBinding('r', { role: 'Role/r', subjects: ann })],
});
const version = (minor: number) => [{ gitVersion: `v1.${minor}.0`, major: '1', minor: String(minor) }];

controlTester(escalationVerbsGranted, {
  pass: [
    {
      name: 'roles and bindings are written without any of the verbs',
      slices: onCluster({ ...rule('create', RBAC, 'roles'), resources: ['roles', 'clusterrolebindings'] }),
    },
    {
      name: 'a RoleBinding gives no right to impersonate users or groups, nor to escalate cluster roles',
      slices: inShop(
        rule('impersonate', '', 'users'),
        rule('impersonate', '', 'groups'),
        rule('escalate', RBAC, 'clusterroles'),
      ),
    },
    {
      name: 'constrained impersonation is off before 1.36',
      slices: {
        version: version(35),
        ...onCluster(
          rule('impersonate:user-info', AUTHENTICATION, 'users'),
          rule('impersonate-on:user-info:list', '', 'pods'),
        ),
      },
    },
    {
      name: 'the verbs in another API group',
      slices: {
        clusterRoles: [
          clusterRole('other', [
            rule('bind', 'example.com', 'clusterroles'),
            rule('impersonate', 'apps', 'users'),
          ]),
        ],
        clusterRoleBindings: [clusterRoleBinding('other', { role: 'ClusterRole/other', subjects: ann })],
      },
    },
  ],
  fail: [
    {
      name: 'an administrator, as low: the binding itself is told elsewhere',
      slices: {
        clusterRoles: [clusterRole('all', [rule('*', '*', '*')])],
        clusterRoleBindings: [
          clusterRoleBinding('all', { role: 'ClusterRole/all', subjects: [user('root')] }),
        ],
      },
      expect: ['User/root#everything (low)'],
    },
    {
      name: 'bind with a binding to write, on the cluster, and bind alone',
      slices: {
        clusterRoles: [
          clusterRole('both', [bindRule, rule('create', RBAC, 'clusterrolebindings')]),
          clusterRole('alone', [bindRule]),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('both', { role: 'ClusterRole/both', subjects: ann }),
          clusterRoleBinding('alone', { role: 'ClusterRole/alone', subjects: [user('bob')] }),
        ],
      },
      expect: ['User/ann#bind (critical)', 'User/bob#bind (low)'],
    },
    {
      name: 'a right split over two roles, one of them by a group, is told of the subject that has both',
      slices: {
        clusterRoles: [
          clusterRole('bind', [bindRule]),
          clusterRole('write', [rule('patch', RBAC, 'rolebindings')]),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('bind', {
            role: 'ClusterRole/bind',
            subjects: [group('system:serviceaccounts:shop')],
          }),
        ],
        roleBindings: [
          roleBinding('write', { role: 'ClusterRole/write', subjects: [account('ci', 'shop')] }),
        ],
      },
      expect: ['ServiceAccount/shop/ci#bind (high)', 'Group/system:serviceaccounts:shop#bind (low)'],
    },
    {
      name: 'bind in one namespace does not meet a binding to write in another; named roles weigh one step less',
      slices: {
        roles: [
          role('bind', [bindRule]),
          role('write', [rule('create', RBAC, 'rolebindings')], { namespace: 'bank' }),
          role('named', [
            { ...bindRule, resourceNames: ['edit'] },
            { ...rule('create', RBAC, 'rolebindings'), resourceNames: ['one'] },
          ]),
        ],
        roleBindings: [
          roleBinding('bind', { role: 'Role/bind', subjects: ann }),
          roleBinding('write', { role: 'Role/write', subjects: ann }, { namespace: 'bank' }),
          roleBinding('named', { role: 'Role/named', subjects: [user('bob')] }),
        ],
      },
      expect: ['User/ann#bind (low)', 'User/bob#bind (medium)'],
    },
    {
      name: 'escalate with a change to a role of its own',
      slices: onCluster({ ...rule('escalate', RBAC, 'clusterroles'), verbs: ['escalate', 'update'] }),
      expect: ['User/ann#escalate (critical)'],
    },
    {
      name: 'escalate and create gain nothing, unless a role of its own aggregates what is created',
      slices: {
        clusterRoles: [
          clusterRole('make', [{ ...rule('escalate', RBAC, 'clusterroles'), verbs: ['escalate', 'create'] }]),
          clusterRole('sum', [rule('get', '', 'pods')], {
            aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: 'yes' } }] },
          }),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('make', { role: 'ClusterRole/make', subjects: [...ann, user('bob')] }),
          clusterRoleBinding('sum', { role: 'ClusterRole/sum', subjects: [user('bob')] }),
        ],
      },
      expect: ['User/ann#escalate (low)', 'User/bob#escalate (critical)'],
    },
    {
      name: 'escalate and create with bind and a binding to write, and without the binding',
      slices: {
        clusterRoles: [
          clusterRole('make', [
            { ...rule('escalate', RBAC, 'clusterroles'), verbs: ['escalate', 'create', 'bind'] },
          ]),
          clusterRole('give', [rule('create', RBAC, 'clusterrolebindings')]),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('make', { role: 'ClusterRole/make', subjects: [...ann, user('bob')] }),
          clusterRoleBinding('give', { role: 'ClusterRole/give', subjects: ann }),
        ],
      },
      expect: [
        'User/ann#bind (critical)',
        'User/ann#escalate (critical)',
        'User/bob#bind (low)',
        'User/bob#escalate (low)',
      ],
    },
    {
      name: 'a role made and bound afterwards is no role of its own, in a namespace and anywhere',
      slices: {
        ...onCluster(
          { ...rule('escalate', RBAC, 'roles'), verbs: ['escalate', 'create', 'bind'] },
          rule('create', RBAC, 'rolebindings'),
        ),
        roles: [
          role('make', [
            { ...rule('escalate', RBAC, 'roles'), verbs: ['escalate', 'create', 'bind'] },
            rule('create', RBAC, 'rolebindings'),
          ]),
        ],
        roleBindings: [roleBinding('make', { role: 'Role/make', subjects: [user('bob')] })],
      },
      expect: ['escalate-new-cluster', 'escalate-new-namespaces', 'bind-cluster', 'bind-namespaces'],
    },
    {
      name: 'a role made where nothing may be bound, and a cluster role that may be bound but not made',
      slices: {
        roles: [
          role('make', [{ ...rule('escalate', RBAC, 'roles'), verbs: ['escalate', 'create', 'bind'] }]),
          role('give', [rule('create', RBAC, 'rolebindings')], { namespace: 'other' }),
        ],
        roleBindings: [
          roleBinding('make', { role: 'Role/make', subjects: ann }),
          roleBinding('give', { role: 'Role/give', subjects: ann }, { namespace: 'other' }),
        ],
      },
      expect: ['escalate-unusable', 'bind-unusable'],
    },
    {
      name: 'escalate in a namespace, where the role it may change is its own',
      slices: inShop({ ...rule('escalate', RBAC, 'roles'), verbs: ['escalate', 'patch'] }),
      expect: ['User/ann#escalate (high)'],
    },
    {
      name: 'users and service accounts are impersonated; groups alone gain nothing',
      slices: {
        clusterRoles: [
          clusterRole('users', [rule('impersonate', '', 'users')]),
          clusterRole('groups', [rule('impersonate', '', 'groups')]),
          clusterRole('one', [{ ...rule('impersonate', '', 'users'), resourceNames: ['deployer'] }]),
        ],
        roles: [
          role('accounts', [rule('impersonate', '', 'serviceaccounts')]),
          role('system', [rule('impersonate', '', 'serviceaccounts')], { namespace: 'kube-system' }),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('users', { role: 'ClusterRole/users', subjects: ann }),
          clusterRoleBinding('groups', { role: 'ClusterRole/groups', subjects: [user('bob')] }),
          clusterRoleBinding('one', { role: 'ClusterRole/one', subjects: [user('carol')] }),
        ],
        roleBindings: [
          roleBinding('accounts', { role: 'Role/accounts', subjects: [user('dave')] }),
          roleBinding(
            'system',
            { role: 'Role/system', subjects: [user('eve')] },
            { namespace: 'kube-system' },
          ),
        ],
      },
      expect: [
        'User/ann#impersonate (critical)',
        'User/bob#impersonate (low)',
        'User/carol#impersonate (high)',
        'User/dave#impersonate (high)',
        'User/eve#impersonate (critical)',
      ],
    },
    {
      name: 'constrained impersonation from 1.36 on, with and without anything to do in it',
      slices: {
        version: version(36),
        clusterRoles: [
          clusterRole('be', [rule('impersonate:user-info', AUTHENTICATION, 'users')]),
          clusterRole('do', [rule('impersonate-on:user-info:list', '', 'secrets')]),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('be', { role: 'ClusterRole/be', subjects: [...ann, user('bob')] }),
          clusterRoleBinding('do', { role: 'ClusterRole/do', subjects: ann }),
        ],
      },
      expect: ['User/ann#impersonate-constrained (high)', 'User/bob#impersonate-constrained (low)'],
    },
  ],
});
