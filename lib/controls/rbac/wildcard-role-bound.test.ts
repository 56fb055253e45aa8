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
import { wildcardRoleBound } from './wildcard-role-bound.ts';

const subjects = [account('ci', 'shop')];
const bound = (name: string): ReturnType<typeof clusterRoleBinding> =>
  clusterRoleBinding(name, { role: `ClusterRole/${name}`, subjects });

controlTester(wildcardRoleBound, {
  pass: [
    {
      name: 'a role that names verbs and resources, in all API groups',
      slices: {
        clusterRoles: [
          clusterRole('deployer', [{ verbs: ['get'], apiGroups: ['*'], resources: ['pods', 'pods/*'] }]),
        ],
        clusterRoleBindings: [bound('deployer')],
      },
    },
    {
      name: 'a wildcard role that is bound to nobody, or not at all',
      slices: {
        clusterRoles: [
          clusterRole('idle', [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }]),
          clusterRole('pods', [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }]),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('idle', { role: 'ClusterRole/idle', subjects: [] }),
          bound('pods'),
        ],
      },
    },
    {
      name: 'cluster-admin, which has its own control, and a wildcard over paths that a RoleBinding cannot give',
      slices: {
        clusterRoles: [
          clusterRole('cluster-admin', [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }]),
          clusterRole('paths', [{ verbs: ['get'], nonResourceURLs: ['*'] }]),
        ],
        clusterRoleBindings: [bound('cluster-admin')],
        roleBindings: [roleBinding('paths', { role: 'ClusterRole/paths', subjects })],
      },
    },
  ],
  fail: [
    {
      name: 'a wildcard for resources that is read only weighs less than one for verbs',
      slices: {
        clusterRoles: [
          clusterRole('reader', [{ verbs: ['get', 'list'], apiGroups: [''], resources: ['*'] }]),
          clusterRole('writer', [{ verbs: ['*'], apiGroups: [''], resources: ['pods'] }]),
          clusterRole('all', [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }]),
        ],
        clusterRoleBindings: [bound('reader'), bound('writer'), bound('all')],
      },
      expect: [
        'ClusterRoleBinding/reader#wildcard (critical)',
        'ClusterRoleBinding/writer#wildcard (critical)',
        'ClusterRoleBinding/all#wildcard (critical)',
      ],
    },
    {
      name: 'in one namespace it weighs less than on the cluster, and is found beside other values',
      slices: {
        roles: [role('pods', [{ verbs: ['get', '*'], apiGroups: [''], resources: ['pods'] }])],
        roleBindings: [roleBinding('pods', { role: 'Role/pods', subjects: [group('team'), user('ann')] })],
      },
      expect: ['RoleBinding/shop/pods#wildcard (high)'],
    },
    {
      name: 'limited to a name, to subresources or to paths',
      slices: {
        clusterRoles: [
          clusterRole('named', [
            { verbs: ['*'], apiGroups: [''], resources: ['secrets'], resourceNames: ['tls'] },
          ]),
          clusterRole('scale', [{ verbs: ['update'], apiGroups: ['apps'], resources: ['*/scale'] }]),
          clusterRole('paths', [{ verbs: ['get'], nonResourceURLs: ['*'] }]),
        ],
        clusterRoleBindings: [bound('named'), bound('scale'), bound('paths')],
      },
      expect: [
        'ClusterRoleBinding/named#wildcard (high)',
        'ClusterRoleBinding/scale#wildcard (high)',
        'ClusterRoleBinding/paths#wildcard (medium)',
      ],
    },
  ],
});
