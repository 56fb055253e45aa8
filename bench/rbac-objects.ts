import type { Binding, ClusterRole, PolicyRule, Role, Subject } from '#lib/model/rbac.ts';
import type { RbacObjects } from '#lib/analysis/rbac/bound-roles.ts';
import { Random } from '#lib/testing/random.ts';

const RBAC = 'rbac.authorization.k8s.io';
const API = { apiVersion: `${RBAC}/v1` };
const NAMESPACES = 400;
const ROLES = 1600;
const CLUSTER_ROLES = 400;
const ROLE_BINDINGS = 4500;
const CLUSTER_ROLE_BINDINGS = 500;
const USERS = 600;
const GROUPS = 200;
const ACCOUNTS = 3;
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
const RESOURCES: readonly (readonly [string, readonly string[]])[] = [
  ['', ['pods', 'services', 'configmaps', 'secrets', 'pods/log', 'pods/exec', 'serviceaccounts', 'events']],
  ['apps', ['deployments', 'statefulsets', 'daemonsets', 'deployments/scale']],
  ['batch', ['jobs', 'cronjobs']],
  ['networking.k8s.io', ['ingresses', 'networkpolicies']],
  [RBAC, ['roles', 'rolebindings']],
];

/** Returns the RBAC objects of a cluster with 2,000 roles and 5,000 bindings, as a scan keeps them. */
export function benchRbac(): RbacObjects {
  const random = new Random(5);
  return {
    roles: upTo(ROLES, (index) => role(random, index)),
    clusterRoles: upTo(CLUSTER_ROLES, (index) => clusterRole(random, index)),
    roleBindings: upTo(ROLE_BINDINGS, (index) => roleBinding(random, index)),
    clusterRoleBindings: upTo(CLUSTER_ROLE_BINDINGS, (index) => clusterRoleBinding(random, index)),
  };
}

function upTo<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function namespaceOf(index: number): string {
  return `team-${index % NAMESPACES}`;
}

/** What a scan keeps of the metadata of an object that somebody applied. */
function metadata(name: string, index: number, namespace?: string) {
  const hex = index.toString(16).padStart(12, '0');
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    uid: `0f0a1c6e-4c1b-4f5e-9d5d-${hex}`,
    creationTimestamp: '2026-03-14T09:26:53Z',
    labels: { 'app.kubernetes.io/managed-by': 'Helm', 'app.kubernetes.io/instance': `release-${index % 97}` },
  };
}

function rule(random: Random): PolicyRule {
  if (random.chance(0.03)) return { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
  const [group, resources] = random.pick(RESOURCES);
  return {
    apiGroups: [group],
    resources: random.some(resources, [1, 4]),
    verbs: random.some(VERBS, [1, 5]),
    ...(random.chance(0.1) ? { resourceNames: [`object-${random.integer(0, 50)}`] } : {}),
  };
}

function rules(random: Random): PolicyRule[] {
  return upTo(random.integer(1, 6), () => rule(random));
}

function role(random: Random, index: number): Role {
  const name = `role-${Math.floor(index / NAMESPACES)}`;
  return { ...API, kind: 'Role', metadata: metadata(name, index, namespaceOf(index)), rules: rules(random) };
}

function clusterRole(random: Random, index: number): ClusterRole {
  return {
    ...API,
    kind: 'ClusterRole',
    metadata: metadata(`cluster-role-${index}`, index),
    rules: rules(random),
  };
}

function subject(random: Random, namespace: string): Subject {
  const roll = random.next();
  if (roll < 0.4)
    return { kind: 'User', apiGroup: RBAC, name: `user-${random.integer(0, USERS)}@example.com` };
  if (roll < 0.6) return { kind: 'Group', apiGroup: RBAC, name: `group-${random.integer(0, GROUPS)}` };
  return { kind: 'ServiceAccount', apiGroup: '', name: `app-${random.integer(1, ACCOUNTS)}`, namespace };
}

function subjects(random: Random, namespace: string): Subject[] {
  return upTo(random.integer(1, 3), () => subject(random, namespace));
}

function roleBinding(random: Random, index: number): Binding {
  const namespace = namespaceOf(index);
  const roleRef = random.chance(0.4)
    ? { apiGroup: RBAC, kind: 'ClusterRole', name: `cluster-role-${random.integer(0, CLUSTER_ROLES - 1)}` }
    : { apiGroup: RBAC, kind: 'Role', name: `role-${random.integer(0, ROLES / NAMESPACES - 1)}` };
  return {
    ...API,
    kind: 'RoleBinding',
    metadata: metadata(`binding-${index}`, index, namespace),
    roleRef,
    subjects: subjects(random, namespace),
  };
}

function clusterRoleBinding(random: Random, index: number): Binding {
  return {
    ...API,
    kind: 'ClusterRoleBinding',
    metadata: metadata(`cluster-binding-${index}`, index),
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: `cluster-role-${index % CLUSTER_ROLES}` },
    subjects: subjects(random, namespaceOf(random.integer(0, NAMESPACES))),
  };
}
