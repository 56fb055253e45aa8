import type { Binding, ClusterRole, PolicyRule, Role, ServiceAccount, Subject } from '#lib/model/rbac.ts';

/** The rights of a large organisation: who may what in which namespace. */
export interface GeneratedGrants {
  readonly roles: readonly Role[];
  readonly clusterRoles: readonly ClusterRole[];
  readonly roleBindings: readonly Binding[];
  readonly clusterRoleBindings: readonly Binding[];
  readonly serviceAccounts: readonly ServiceAccount[];
}

interface Sizes {
  readonly bindings: number;
  readonly roles: number;
  readonly namespaces: number;
}

const RBAC = 'rbac.authorization.k8s.io';
const API = `${RBAC}/v1`;
const ADMINS = 3;

/** What roles hold, from harmless to what leads on; of ten roles four hold one of the latter. */
const RULES: readonly (readonly PolicyRule[])[] = [
  [
    rule('get,list,watch', 'pods,services,configmaps,events'),
    rule('get,list,watch', 'deployments,replicasets', 'apps'),
  ],
  [rule('get,list', 'pods,pods/log'), rule('get,list,watch', 'ingresses', 'networking.k8s.io')],
  [rule('get,list,watch,create,update,patch,delete', 'configmaps,services'), rule('get', 'pods')],
  [rule('create,update,patch', 'deployments,statefulsets', 'apps'), rule('get,list,watch', 'pods')],
  [rule('get,list,watch', 'jobs,cronjobs', 'batch'), rule('get,list', 'persistentvolumeclaims')],
  [rule('get,list,watch', 'secrets'), rule('get,list', 'configmaps')],
  [rule('create', 'pods/exec'), rule('get,list', 'pods')],
  [rule('get,list,watch', 'horizontalpodautoscalers', 'autoscaling'), rule('get,list', 'events')],
  [rule('create', 'pods'), rule('get,list', 'pods,events')],
  [rule('get,update', 'leases', 'coordination.k8s.io'), rule('create', 'events')],
];

/** A few rules on the cluster that lead on in other ways, each held by somebody. */
const STRONG: readonly (readonly PolicyRule[])[] = [
  [rule('bind', 'clusterroles', RBAC), rule('create', 'rolebindings', RBAC)],
  [rule('impersonate', 'serviceaccounts')],
  [rule('create', 'serviceaccounts/token')],
  [rule('get', 'nodes/proxy')],
  [rule('escalate,update', 'clusterroles', RBAC)],
  [
    rule('impersonate:user-info', 'users', 'authentication.k8s.io'),
    rule('impersonate-on:user-info:create', 'pods/exec'),
  ],
];

/** Returns the same grants for the same sizes. */
export function generateGrants({ bindings, roles, namespaces }: Sizes): GeneratedGrants {
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  const homeOf = (index: number): string => `team-${index % namespaces}`;
  const clusterRoles = Math.floor(roles / 10);
  const clusterBindings = Math.floor(bindings / 10);
  return {
    roles: upTo(roles - clusterRoles).map((index) => ({
      ...head('Role', `role-${index}`, homeOf(index)),
      rules: pick(RULES, index),
    })),
    clusterRoles: [
      { ...head('ClusterRole', 'cluster-admin'), rules: [rule('*', '*', '*')] },
      ...STRONG.map((rules, index) => ({ ...head('ClusterRole', `strong-${index}`), rules })),
      ...upTo(clusterRoles).map((index) => ({
        ...head('ClusterRole', `cluster-role-${index}`),
        rules: pick(RULES, index),
      })),
    ],
    roleBindings: upTo(bindings - clusterBindings).map((index) => {
      const home = homeOf(index);
      const ref = { apiGroup: RBAC, kind: 'Role', name: `role-${index % (roles - clusterRoles)}` };
      return {
        ...head('RoleBinding', `binding-${index}`, home),
        roleRef: ref,
        subjects: subjectsOf(index, home),
      };
    }),
    clusterRoleBindings: [
      ...upTo(ADMINS).map((index) =>
        clusterBinding(`admin-${index}`, 'cluster-admin', [account(index, homeOf(index))]),
      ),
      ...STRONG.map((_, index) => clusterBinding(`strong-${index}`, `strong-${index}`, [person(index * 7)])),
      ...upTo(clusterBindings).map((index) =>
        // Harmless roles: what everybody may read everywhere.
        clusterBinding(`cluster-binding-${index}`, `cluster-role-${(index * 10) % clusterRoles}`, [
          team(index),
        ]),
      ),
    ],
    serviceAccounts: upTo(namespaces * 5).map((index) =>
      head('ServiceAccount', `account-${Math.floor(index / namespaces)}`, homeOf(index)),
    ),
  };
}

function rule(verbs: string, resources: string, group = ''): PolicyRule {
  return { verbs: verbs.split(','), apiGroups: [group], resources: resources.split(',') };
}

function head(kind: string, name: string, namespace?: string) {
  const apiVersion = kind === 'ServiceAccount' ? 'v1' : API;
  const place = namespace === undefined ? {} : { namespace };
  return { apiVersion, kind, metadata: { name, ...place, uid: `uid-${kind}-${namespace ?? ''}-${name}` } };
}

function clusterBinding(name: string, role: string, subjects: readonly Subject[]): Binding {
  return {
    ...head('ClusterRoleBinding', name),
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
    subjects,
  };
}

function subjectsOf(index: number, home: string): readonly Subject[] {
  if (index % 3 === 0) return [account(index, home)];
  return index % 3 === 1 ? [person(index)] : [team(index), person(index + 1)];
}

function account(index: number, namespace: string): Subject {
  return { kind: 'ServiceAccount', name: `account-${index % 5}`, namespace };
}

function person(index: number): Subject {
  return { kind: 'User', apiGroup: RBAC, name: `user-${index % 1500}@example.com` };
}

function team(index: number): Subject {
  return { kind: 'Group', apiGroup: RBAC, name: `company:team-${index % 200}` };
}

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
}
