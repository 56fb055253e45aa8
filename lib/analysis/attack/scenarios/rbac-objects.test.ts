import { attackTester, can, type AttackCase } from '#lib/testing/attack-case.ts';
import { clusterRole, clusterRoleBinding, role, roleBinding, user } from '#lib/testing/builders/rbac.ts';

const RBAC = 'rbac.authorization.k8s.io';
const bindAny = can('bind', `clusterroles.${RBAC}`);
const escalateAny = can('escalate', `clusterroles.${RBAC}`);
const ann = [user('ann')];
const selector = { clusterRoleSelectors: [{ matchLabels: { 'to-ann': 'yes' } }] };
const aggregating = {
  clusterRoles: [clusterRole('gathered', [], { aggregationRule: selector })],
  clusterRoleBindings: [clusterRoleBinding('gathered', { role: 'ClusterRole/gathered', subjects: ann })],
};
/** A role that gives what leads to full rights itself: tokens of the administrator's account. */
const tokens = clusterRole('tokens', [can('create', 'serviceaccounts/token')]);

const CASES: readonly AttackCase[] = [
  {
    name: 'bind with a cluster role binding to make: cluster-admin at once',
    rules: [bindAny, can('create', `clusterrolebindings.${RBAC}`)],
    expect: ['ROLE_BIND cluster-admin'],
  },
  {
    name: 'a cluster role binding to make without bind: the server refuses it',
    rules: [can('create', `clusterrolebindings.${RBAC}`)],
    expect: [],
  },
  {
    name: 'bind in a namespace does not bind on the cluster',
    local: [bindAny],
    rules: [can('create', `clusterrolebindings.${RBAC}`)],
    expect: [],
  },
  {
    name: 'bind limited to cluster-admin is enough',
    rules: [
      can('bind', `clusterroles.${RBAC}`, 'cluster-admin'),
      can('create', `clusterrolebindings.${RBAC}`),
    ],
    expect: ['ROLE_BIND cluster-admin'],
  },
  {
    name: 'bind limited to a weak role leads nowhere',
    rules: [can('bind', `clusterroles.${RBAC}`, 'anns'), can('create', `clusterrolebindings.${RBAC}`)],
    expect: [],
  },
  {
    name: 'bind limited to a strong role leads on by what that role gives',
    rules: [can('bind', `clusterroles.${RBAC}`, 'tokens'), can('create', `clusterrolebindings.${RBAC}`)],
    slices: { clusterRoles: [tokens] },
    expect: ['ROLE_BIND ClusterRole tokens', 'TOKEN_REQUEST ServiceAccount shop/robot'],
  },
  {
    name: 'bind with a binding to change: oneself is added to one of cluster-admin that is there',
    rules: [bindAny, can('patch', `clusterrolebindings.${RBAC}`, 'robots')],
    expect: ['ROLE_BIND cluster-admin'],
  },
  {
    name: 'bind with only another binding to change: its role cannot be exchanged',
    rules: [bindAny, can('patch', `clusterrolebindings.${RBAC}`, 'anns')],
    expect: [],
  },
  {
    name: 'create with a name makes a binding by PUT where update has the name too',
    rules: [bindAny, can('create,update', `clusterrolebindings.${RBAC}`, 'mine')],
    expect: ['ROLE_BIND cluster-admin'],
  },
  {
    name: 'create with a name alone makes nothing: a POST carries no name',
    rules: [bindAny, can('create', `clusterrolebindings.${RBAC}`, 'mine')],
    expect: [],
  },
  {
    name: 'bind and a role binding in a namespace: everything there, then its strongest account',
    local: [bindAny, can('create', `rolebindings.${RBAC}`)],
    expect: ['ROLE_BIND ClusterRole cluster-admin @ shop', 'IDENTITY_IMPERSONATE ServiceAccount shop/robot'],
  },
  {
    name: 'bind and a role binding in a namespace without a strong account: its label goes, and a pod takes the node',
    local: [bindAny, can('create', `rolebindings.${RBAC}`)],
    slices: {
      clusterRoleBindings: [
        clusterRoleBinding('robots', { role: 'ClusterRole/cluster-admin', subjects: [user('root')] }),
      ],
    },
    expect: [
      'ROLE_BIND ClusterRole cluster-admin @ shop',
      'PSA_BYPASS Node cp-1',
      'NODE_CONTROL_PLANE cluster-admin',
    ],
  },
  {
    name: 'escalate with update on a cluster role of one’s own',
    rules: [can('escalate,update', `clusterroles.${RBAC}`, 'anns')],
    expect: ['ROLE_ESCALATE cluster-admin'],
  },
  {
    name: 'escalate with update on a cluster role of somebody else’s',
    rules: [can('escalate,update', `clusterroles.${RBAC}`, 'view')],
    slices: { clusterRoles: [clusterRole('view', [])] },
    expect: [],
  },
  {
    name: 'escalate with create alone: the new role is bound to nobody',
    rules: [can('escalate,create', `clusterroles.${RBAC}`)],
    expect: [],
  },
  {
    name: 'escalate with create and an aggregating role of one’s own that takes it in',
    rules: [can('escalate,create', `clusterroles.${RBAC}`)],
    slices: aggregating,
    expect: ['ROLE_ESCALATE cluster-admin'],
  },
  {
    name: 'create and an aggregating role without escalate: the rules are refused',
    rules: [can('create', `clusterroles.${RBAC}`)],
    slices: aggregating,
    expect: [],
  },
  {
    name: 'escalate, create and bind of one name: the role is made, then bound',
    rules: [
      can('escalate,create,update,bind', `clusterroles.${RBAC}`, 'mine'),
      can('create', `clusterrolebindings.${RBAC}`),
    ],
    expect: ['ROLE_ESCALATE cluster-admin'],
  },
  {
    name: 'escalate limited to a name makes no role by POST, which carries none',
    rules: [
      can('escalate,bind', `clusterroles.${RBAC}`, 'mine'),
      can('create', `clusterroles.${RBAC}`),
      can('create', `clusterrolebindings.${RBAC}`),
    ],
    expect: [],
  },
  {
    name: 'escalate limited to a name makes that role by PUT where roles may be updated',
    rules: [
      can('escalate,bind', `clusterroles.${RBAC}`, 'mine'),
      can('create,update', `clusterroles.${RBAC}`),
      can('create', `clusterrolebindings.${RBAC}`),
    ],
    expect: ['ROLE_ESCALATE cluster-admin'],
  },
  {
    name: 'escalate, update and bind of a role that is not there, without create',
    rules: [
      can('escalate,update,bind', `clusterroles.${RBAC}`, 'mine'),
      can('create', `clusterrolebindings.${RBAC}`),
    ],
    expect: [],
  },
  {
    name: 'escalate and bind of different names',
    rules: [
      can('escalate,create,update', `clusterroles.${RBAC}`, 'mine'),
      can('bind', `clusterroles.${RBAC}`, 'anns'),
      can('create', `clusterrolebindings.${RBAC}`),
    ],
    expect: [],
  },
  {
    name: 'escalate with patch on a role of one’s own in a namespace: everything there',
    local: [can('escalate,patch', `roles.${RBAC}`)],
    expect: [
      'ROLE_ESCALATE ClusterRole cluster-admin @ shop',
      'IDENTITY_IMPERSONATE ServiceAccount shop/robot',
    ],
  },
  {
    name: 'escalate on cluster roles given by a role binding counts nowhere',
    local: [escalateAny, can('update', `clusterroles.${RBAC}`)],
    expect: [],
  },
  {
    name: 'bind on roles of a namespace reaches a role there that leads on',
    local: [can('bind', `roles.${RBAC}`), can('create', `rolebindings.${RBAC}`)],
    slices: {
      roles: [role('local-tokens', [can('create', 'serviceaccounts/token')], { namespace: 'shop' })],
    },
    expect: ['ROLE_BIND Role local-tokens @ shop', 'TOKEN_REQUEST ServiceAccount shop/robot'],
  },
  {
    name: 'the rights may come from a group and from two bindings',
    rules: [bindAny],
    slices: {
      clusterRoles: [clusterRole('binder', [can('create', `clusterrolebindings.${RBAC}`)])],
      clusterRoleBindings: [
        clusterRoleBinding('everybody', {
          role: 'ClusterRole/binder',
          subjects: [{ kind: 'Group', name: 'system:authenticated' }],
        }),
      ],
    },
    expect: ['ROLE_BIND cluster-admin'],
  },
  {
    name: 'a shorter way by a group comes before a longer one of its own',
    rules: [can('bind', `clusterroles.${RBAC}`, 'tokens'), can('create', `clusterrolebindings.${RBAC}`)],
    slices: {
      clusterRoles: [tokens],
      clusterRoleBindings: [
        clusterRoleBinding('everybody', {
          role: 'ClusterRole/tokens',
          subjects: [{ kind: 'Group', name: 'system:authenticated' }],
        }),
      ],
    },
    expect: ['TOKEN_REQUEST ServiceAccount shop/robot'],
  },
  {
    name: 'an administrator has no way to go',
    slices: { roleBindings: [roleBinding('x', { role: 'ClusterRole/cluster-admin', subjects: ann })] },
    subject: { kind: 'ServiceAccount', namespace: 'shop', name: 'robot' },
    expect: [],
  },
];

attackTester('roles and bindings', CASES);
