import { attackTester, can, type AttackCase } from '#lib/testing/attack-case.ts';
import { account, clusterRoleBinding, group, user } from '#lib/testing/builders/rbac.ts';
import { pod } from '#lib/testing/builders/workloads.ts';

const AUTHENTICATION = 'authentication.k8s.io';
const root = [clusterRoleBinding('root', { role: 'ClusterRole/cluster-admin', subjects: [user('root')] })];
const ops = [clusterRoleBinding('ops', { role: 'ClusterRole/cluster-admin', subjects: [group('ops')] })];
const shopToken = 'ServiceAccount shop/robot';

const CASES: readonly AttackCase[] = [
  {
    name: 'impersonate users and groups: a member of system:masters',
    rules: [can('impersonate', 'users,groups')],
    expect: ['IDENTITY_IMPERSONATE Group system:masters'],
  },
  {
    name: 'impersonate groups alone: a request has to name a user',
    rules: [can('impersonate', 'groups')],
    expect: [],
  },
  {
    name: 'impersonate groups beside one service account to carry them',
    rules: [can('impersonate', 'groups')],
    local: [can('impersonate', 'serviceaccounts', 'nobody')],
    expect: ['IDENTITY_IMPERSONATE Group system:masters'],
  },
  {
    name: 'impersonate users: one of them is an administrator',
    rules: [can('impersonate', 'users')],
    slices: { clusterRoleBindings: root },
    expect: ['IDENTITY_IMPERSONATE User root'],
  },
  {
    name: 'impersonate users where only groups and service accounts are administrators',
    rules: [can('impersonate', 'users')],
    slices: { clusterRoleBindings: ops },
    expect: [],
  },
  {
    name: 'impersonate users in a namespace counts nowhere',
    local: [can('impersonate', 'users,groups')],
    expect: [],
  },
  {
    name: 'impersonate one user and one group that rules',
    rules: [can('impersonate', 'users', 'bob'), can('impersonate', 'groups', 'ops')],
    slices: { clusterRoleBindings: ops },
    expect: ['IDENTITY_IMPERSONATE Group ops'],
  },
  {
    name: 'impersonate a service account that is not there: its name is enough',
    local: [can('impersonate', 'serviceaccounts', 'ghost')],
    slices: {
      clusterRoleBindings: [
        clusterRoleBinding('ghost', {
          role: 'ClusterRole/cluster-admin',
          subjects: [account('ghost', 'shop')],
        }),
      ],
    },
    expect: ['IDENTITY_IMPERSONATE ServiceAccount shop/ghost'],
  },
  {
    name: 'a constrained mode and a request it lets through',
    rules: [
      can('impersonate:serviceaccount', `serviceaccounts.${AUTHENTICATION}`),
      can('impersonate-on:serviceaccount:create', 'serviceaccounts/token'),
    ],
    expect: [
      'IMPERSONATE_CONSTRAINED ServiceAccount shop/robot (serviceaccount)',
      `TOKEN_REQUEST ${shopToken}`,
    ],
  },
  {
    name: 'a constrained mode that lets only reading through',
    rules: [
      can('impersonate:serviceaccount', `serviceaccounts.${AUTHENTICATION}`),
      can('impersonate-on:serviceaccount:list', 'pods'),
    ],
    expect: [],
  },
  {
    name: 'a constrained mode of users does not reach service accounts',
    rules: [
      can('impersonate:user-info', `users.${AUTHENTICATION}`),
      can('impersonate-on:user-info:create', 'serviceaccounts/token'),
    ],
    expect: [],
  },
  {
    name: 'a constrained mode makes nobody a member of system:masters, but of a group that is bound',
    rules: [
      can('impersonate:user-info', `users.${AUTHENTICATION},groups.${AUTHENTICATION}`),
      can('impersonate-on:user-info:create', `clusterrolebindings.rbac.authorization.k8s.io`),
    ],
    slices: { clusterRoleBindings: ops },
    expect: ['IMPERSONATE_CONSTRAINED Group ops (user-info)', 'ROLE_BIND cluster-admin'],
  },
  {
    name: 'a constrained mode before 1.36, where it is off unless asked for',
    version: 'v1.35.2',
    rules: [
      can('impersonate:serviceaccount', `serviceaccounts.${AUTHENTICATION}`),
      can('impersonate-on:serviceaccount:create', 'serviceaccounts/token'),
    ],
    expect: [],
  },
  {
    name: 'a constrained mode with the gate off',
    flags: ['--feature-gates=ConstrainedImpersonation=false'],
    rules: [
      can('impersonate:serviceaccount', `serviceaccounts.${AUTHENTICATION}`),
      can('impersonate-on:serviceaccount:create', 'serviceaccounts/token'),
    ],
    expect: [],
  },
  {
    name: 'acting as a node, which may ask for tokens of its own pods',
    rules: [
      can('impersonate:arbitrary-node', `nodes.${AUTHENTICATION}`),
      can('impersonate-on:arbitrary-node:create', 'serviceaccounts/token'),
    ],
    slices: { pods: [pod('robot-1', { spec: { serviceAccountName: 'robot' } })] },
    expect: [
      'IMPERSONATE_CONSTRAINED User system:node:worker-1 (arbitrary-node)',
      `TOKEN_REQUEST ${shopToken}`,
    ],
  },
  {
    name: 'acting as a node on which no strong pod runs',
    rules: [
      can('impersonate:arbitrary-node', `nodes.${AUTHENTICATION}`),
      can('impersonate-on:arbitrary-node:create', 'serviceaccounts/token'),
    ],
    slices: { pods: [pod('web')] },
    expect: [],
  },
];

attackTester('impersonation', CASES);
