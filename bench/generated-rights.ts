import { metadata } from './generated-metadata.ts';

/** Returns one generated object of this kind. */
export function role(home: string): object {
  const rules = [
    { apiGroups: ['', 'apps'], resources: ['pods', 'deployments'], verbs: ['get', 'list', 'watch'] },
  ];
  return { metadata: metadata('reader', home), rules };
}

/** Returns one generated object of this kind. */
export function clusterRole(index: number): object {
  const resources = index % 10 === 0 ? ['secrets'] : ['configmaps', 'pods'];
  return {
    metadata: metadata(`cluster-role-${index}`, null),
    rules: [{ apiGroups: [''], resources, verbs: ['get', 'list'] }],
  };
}

/** Returns one generated object of this kind. */
export function binding(index: number, home: string): object {
  const subjects = [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: `user-${index % 400}` }];
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' };
  return { metadata: metadata(`binding-${index}`, home), subjects, roleRef };
}

/** Returns one generated object of this kind. */
export function clusterBinding(index: number): object {
  const subjects = [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: `group-${index}` }];
  const roleRef = {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: `cluster-role-${index}`,
  };
  return { metadata: metadata(`cluster-binding-${index}`, null), subjects, roleRef };
}
