import type { Collector } from './collector.ts';

const rbac = { group: 'rbac.authorization.k8s.io', versions: ['v1'] } as const;

/** What is listed of the RBAC group. */
export const RBAC_COLLECTORS: readonly Collector[] = [
  { ...rbac, slice: 'roles', resource: 'roles', kind: 'Role', namespaced: true },
  { ...rbac, slice: 'clusterRoles', resource: 'clusterroles', kind: 'ClusterRole', namespaced: false },
  { ...rbac, slice: 'roleBindings', resource: 'rolebindings', kind: 'RoleBinding', namespaced: true },
  {
    ...rbac,
    slice: 'clusterRoleBindings',
    resource: 'clusterrolebindings',
    kind: 'ClusterRoleBinding',
    namespaced: false,
  },
];
