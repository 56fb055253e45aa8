import { can } from '#lib/testing/attack-case.ts';
import type { Actor } from './actor.ts';
import type { EscalationCase } from './escalation-case.ts';

const RBAC = 'rbac.authorization.k8s.io';
const bindAny = can('bind', `clusterroles.${RBAC}`);
const makesBindings = can('create', `clusterrolebindings.${RBAC}`);
const EVERYTHING = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };

const makesOwnBinding = (actor: Actor): Promise<boolean> =>
  actor.does('POST', `${actor.rbac}/clusterrolebindings`, actor.adminBinding(`${actor.name}-new`));

/** Roles and bindings. */
export const ROLE_CASES: readonly EscalationCase[] = [
  {
    name: 'a binding with bind',
    edge: 'ROLE_BIND',
    rules: [bindAny, makesBindings],
    act: async (actor) => (await makesOwnBinding(actor)) && actor.rules(),
  },
  { name: 'a binding without bind', edge: 'ROLE_BIND', rules: [makesBindings], act: makesOwnBinding },
  {
    name: 'a binding with bind limited to another role',
    edge: 'ROLE_BIND',
    rules: [can('bind', `clusterroles.${RBAC}`, 'view'), makesBindings],
    act: makesOwnBinding,
  },
  {
    name: 'a binding with bind limited to that role',
    edge: 'ROLE_BIND',
    rules: [can('bind', `clusterroles.${RBAC}`, 'cluster-admin'), makesBindings],
    act: makesOwnBinding,
  },
  {
    name: 'a binding by PUT, create and update limited to its name',
    edge: 'ROLE_BIND',
    rules: [bindAny, can('create,update', `clusterrolebindings.${RBAC}`, 'put-there')],
    act: async (actor) =>
      (await actor.does(
        'PUT',
        `${actor.rbac}/clusterrolebindings/put-there`,
        actor.adminBinding('put-there'),
      )) && actor.rules(),
  },
  {
    name: 'a binding by POST, create limited to its name',
    edge: 'ROLE_BIND',
    rules: [bindAny, can('create', `clusterrolebindings.${RBAC}`, 'posted')],
    act: (actor) => actor.does('POST', `${actor.rbac}/clusterrolebindings`, actor.adminBinding('posted')),
  },
  {
    name: 'an own role changed with escalate',
    edge: 'ROLE_ESCALATE',
    rules: [can('escalate,update', `clusterroles.${RBAC}`)],
    act: async (actor) =>
      (await actor.does(
        'PUT',
        `${actor.rbac}/clusterroles/${actor.name}`,
        role('ClusterRole', actor.name),
      )) && actor.rules(),
  },
  {
    name: 'an own role changed without escalate',
    edge: 'ROLE_ESCALATE',
    rules: [can('update', `clusterroles.${RBAC}`)],
    act: (actor) =>
      actor.does('PUT', `${actor.rbac}/clusterroles/${actor.name}`, role('ClusterRole', actor.name)),
  },
  {
    name: 'a role of its own making with escalate: the binding is refused',
    edge: 'ROLE_ESCALATE',
    rules: [can('escalate,create', `clusterroles.${RBAC}`), makesBindings],
    act: async (actor) =>
      (await actor.does('POST', `${actor.rbac}/clusterroles`, role('ClusterRole', `${actor.name}-made`))) &&
      (await actor.does(
        'POST',
        `${actor.rbac}/clusterrolebindings`,
        actor.binding(`${actor.name}-made`, `${actor.name}-made`),
      )),
  },
  {
    name: 'a role of one name made by PUT with escalate, then bound',
    edge: 'ROLE_ESCALATE',
    rules: [can('escalate,create,update,bind', `clusterroles.${RBAC}`, 'named-role'), makesBindings],
    act: async (actor) =>
      (await actor.does('PUT', `${actor.rbac}/clusterroles/named-role`, role('ClusterRole', 'named-role'))) &&
      (await actor.does(
        'POST',
        `${actor.rbac}/clusterrolebindings`,
        actor.binding(`${actor.name}-named`, 'named-role'),
      )) &&
      actor.rules(),
  },
  {
    name: 'a role by POST, escalate limited to its name',
    edge: 'ROLE_ESCALATE',
    rules: [
      can('escalate,bind', `clusterroles.${RBAC}`, 'posted-role'),
      can('create', `clusterroles.${RBAC}`),
      makesBindings,
    ],
    act: (actor) => actor.does('POST', `${actor.rbac}/clusterroles`, role('ClusterRole', 'posted-role')),
  },
  {
    name: 'a role by PUT, escalate limited to its name, any role to make and change',
    edge: 'ROLE_ESCALATE',
    rules: [
      can('escalate,bind', `clusterroles.${RBAC}`, 'put-role'),
      can('create,update', `clusterroles.${RBAC}`),
      makesBindings,
    ],
    act: async (actor) =>
      (await actor.does('PUT', `${actor.rbac}/clusterroles/put-role`, role('ClusterRole', 'put-role'))) &&
      (await actor.does(
        'POST',
        `${actor.rbac}/clusterrolebindings`,
        actor.binding(`${actor.name}-put`, 'put-role'),
      )) &&
      actor.rules(),
  },
  {
    name: 'a role that an own aggregating role takes in, with escalate',
    edge: 'ROLE_ESCALATE',
    rules: [can('escalate,create', `clusterroles.${RBAC}`)],
    given: gathering('gathers-a'),
    act: async (actor) =>
      (await actor.does(
        'POST',
        `${actor.rbac}/clusterroles`,
        role('ClusterRole', `${actor.name}-part`, { 'gathers-a': 'yes' }),
      )) && actor.rules(),
  },
  {
    name: 'a role that an own aggregating role takes in, without escalate',
    edge: 'ROLE_ESCALATE',
    rules: [can('create', `clusterroles.${RBAC}`)],
    given: gathering('gathers-b'),
    act: (actor) =>
      actor.does(
        'POST',
        `${actor.rbac}/clusterroles`,
        role('ClusterRole', `${actor.name}-part`, { 'gathers-b': 'yes' }),
      ),
  },
  {
    name: 'an own role of a namespace changed with escalate',
    edge: 'ROLE_ESCALATE',
    local: [can('escalate,update', `roles.${RBAC}`)],
    hasRobot: true,
    act: async (actor) =>
      (await actor.does('PUT', `${actor.local}/roles/${actor.name}`, role('Role', actor.name))) &&
      actor.rules(actor.name),
  },
];

function role(kind: 'Role' | 'ClusterRole', name: string, given: Readonly<Record<string, string>> = {}) {
  return { apiVersion: `${RBAC}/v1`, kind, metadata: { name, labels: given }, rules: [EVERYTHING] };
}

function gathering(label: string): NonNullable<EscalationCase['given']> {
  const aggregationRule = { clusterRoleSelectors: [{ matchLabels: { [label]: 'yes' } }] };
  return [['own-clusterrole', { aggregationRule, rules: [] }]];
}
