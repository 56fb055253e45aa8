import { can } from '#lib/testing/attack-case.ts';
import type { Actor } from './actor.ts';
import type { EscalationCase } from './escalation-case.ts';
import { podOf } from './made-pod.ts';

const RBAC = 'rbac.authorization.k8s.io';
const AUTHENTICATION = 'authentication.k8s.io';
const TOKEN_REQUEST = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
const ROBOT = (actor: Actor): string => `system:serviceaccount:${actor.name}:robot`;

const makesOwnBinding = (actor: Actor): Promise<boolean> =>
  actor.does('POST', `${actor.rbac}/clusterrolebindings`, actor.adminBinding(`${actor.name}-new`));

/** Acting as somebody else. */
export const IMPERSONATION_CASES: readonly EscalationCase[] = [
  {
    name: 'users and groups: a member of system:masters',
    edge: 'IDENTITY_IMPERSONATE',
    rules: [can('impersonate', 'users,groups')],
    act: (actor) => actor.as({ name: 'anybody', groups: ['system:masters'] }).does('GET', '/api/v1/nodes'),
  },
  {
    name: 'groups alone: a bad request without a user',
    edge: 'IDENTITY_IMPERSONATE',
    rules: [can('impersonate', 'groups')],
    act: (actor) => actor.as({ name: '', groups: ['system:masters'] }).does('GET', '/api/v1/nodes'),
  },
  {
    name: 'users by a role binding',
    edge: 'IDENTITY_IMPERSONATE',
    local: [can('impersonate', 'users,groups')],
    act: (actor) => actor.as({ name: 'root-user', groups: [] }).does('GET', '/api/v1/nodes'),
  },
  {
    name: 'a service account by a role binding',
    edge: 'IDENTITY_IMPERSONATE',
    local: [can('impersonate', 'serviceaccounts', 'robot')],
    hasRobot: true,
    act: (actor) => actor.as({ name: ROBOT(actor), groups: [] }).does('GET', '/api/v1/nodes'),
  },
  {
    name: 'the mode user-info with what is done in it',
    edge: 'IMPERSONATE_CONSTRAINED',
    rules: [
      can('impersonate:user-info', `users.${AUTHENTICATION}`, 'root-user'),
      can('impersonate-on:user-info:create', `clusterrolebindings.${RBAC}`),
    ],
    act: async (actor) =>
      (await makesOwnBinding(actor.as({ name: 'root-user', groups: [] }))) && actor.rules(),
  },
  {
    name: 'the mode user-info without what is done in it',
    edge: 'IMPERSONATE_CONSTRAINED',
    rules: [
      can('impersonate:user-info', `users.${AUTHENTICATION}`, 'root-user'),
      can('impersonate-on:user-info:list', 'pods'),
    ],
    act: (actor) => makesOwnBinding(actor.as({ name: 'root-user', groups: [] })),
  },
  {
    name: 'the mode user-info and system:masters, which it refuses',
    edge: 'IMPERSONATE_CONSTRAINED',
    rules: [
      can('impersonate:user-info', `users.${AUTHENTICATION}`, 'anybody'),
      can('impersonate:user-info', `groups.${AUTHENTICATION}`, 'system:masters'),
      can('impersonate-on:user-info:create', `clusterrolebindings.${RBAC}`),
    ],
    act: (actor) => makesOwnBinding(actor.as({ name: 'anybody', groups: ['system:masters'] })),
  },
  {
    name: 'the mode user-info and a bound group',
    edge: 'IMPERSONATE_CONSTRAINED',
    rules: [
      can('impersonate:user-info', `users.${AUTHENTICATION}`, 'anybody'),
      can('impersonate:user-info', `groups.${AUTHENTICATION}`, 'root-group'),
      can('impersonate-on:user-info:create', `clusterrolebindings.${RBAC}`),
    ],
    act: async (actor) =>
      (await makesOwnBinding(actor.as({ name: 'anybody', groups: ['root-group'] }))) && actor.rules(),
  },
  {
    name: 'the mode user-info and a service account',
    edge: 'IMPERSONATE_CONSTRAINED',
    hasRobot: true,
    rules: [
      can('impersonate:user-info', `users.${AUTHENTICATION}`, 'system:serviceaccount:{case}:robot'),
      can('impersonate-on:user-info:create', `clusterrolebindings.${RBAC}`),
    ],
    act: (actor) => makesOwnBinding(actor.as({ name: ROBOT(actor), groups: [] })),
  },
  {
    name: 'the mode serviceaccount',
    edge: 'IMPERSONATE_CONSTRAINED',
    hasRobot: true,
    local: [can('impersonate:serviceaccount', `serviceaccounts.${AUTHENTICATION}`, 'robot')],
    rules: [can('impersonate-on:serviceaccount:create', `clusterrolebindings.${RBAC}`)],
    act: async (actor) =>
      (await makesOwnBinding(actor.as({ name: ROBOT(actor), groups: [] }))) && actor.rules(),
  },
  {
    name: 'the mode arbitrary-node, on the node where a strong pod runs',
    edge: 'IMPERSONATE_CONSTRAINED',
    hasRobot: true,
    rules: [
      can('impersonate:arbitrary-node', `nodes.${AUTHENTICATION}`, 'worker-1'),
      can('impersonate-on:arbitrary-node:create', 'serviceaccounts/token'),
    ],
    given: [['pods', podOf({ account: 'robot', node: 'worker-1' })]],
    act: (actor) =>
      actor
        .as({ name: 'system:node:worker-1', groups: [] })
        .does('POST', actor.tokenOf('robot'), TOKEN_REQUEST),
  },
  {
    name: 'the mode arbitrary-node, on another node',
    edge: 'IMPERSONATE_CONSTRAINED',
    hasRobot: true,
    rules: [
      can('impersonate:arbitrary-node', `nodes.${AUTHENTICATION}`, 'worker-2'),
      can('impersonate-on:arbitrary-node:create', 'serviceaccounts/token'),
    ],
    act: (actor) =>
      actor
        .as({ name: 'system:node:worker-2', groups: [] })
        .does('POST', actor.tokenOf('robot'), TOKEN_REQUEST),
  },
];
