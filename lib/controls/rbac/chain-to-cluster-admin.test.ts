import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  role,
  roleBinding,
  serviceAccount,
  user,
} from '#lib/testing/builders/rbac.ts';
import { serverVersion, node } from '#lib/testing/builders/cluster.ts';
import { mirrorPod } from '#lib/testing/builders/workloads.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { chainToClusterAdmin } from './chain-to-cluster-admin.ts';

const everything = clusterRole('cluster-admin', [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }]);
const robots = clusterRoleBinding('robots', {
  role: 'ClusterRole/cluster-admin',
  subjects: [account('robot', 'shop')],
});
const base = {
  version: [serverVersion('v1.36.3')],
  nodes: [node('worker-1')],
  serviceAccounts: [
    serviceAccount('robot', { namespace: 'shop' }),
    serviceAccount('web', { namespace: 'tools' }),
  ],
  clusterRoles: [everything],
  clusterRoleBindings: [robots],
};
const tokens = [{ verbs: ['create'], apiGroups: [''], resources: ['serviceaccounts/token'] }];
const inNamespace = (namespace: string, rules: Parameters<typeof role>[1]) => ({
  ...base,
  roles: [role('r', rules, { namespace })],
  roleBindings: [roleBinding('r', { role: 'Role/r', subjects: [user('ann')] }, { namespace })],
});

controlTester(chainToClusterAdmin, {
  pass: [
    {
      name: 'tokens of a namespace in which no account is strong',
      slices: inNamespace('tools', tokens),
    },
    {
      name: 'an administrator has no way to go, whatever else it may',
      slices: {
        ...base,
        clusterRoles: [everything, clusterRole('tokens', tokens)],
        clusterRoleBindings: [
          robots,
          clusterRoleBinding('more', { role: 'ClusterRole/tokens', subjects: [account('robot', 'shop')] }),
        ],
      },
    },
    {
      name: 'a controller of Kubernetes with the rights it was born with',
      slices: {
        ...base,
        serviceAccounts: [
          ...base.serviceAccounts,
          serviceAccount('token-cleaner', { namespace: 'kube-system' }),
        ],
        roles: [
          role(
            'system:controller:token-cleaner',
            [
              { verbs: ['delete', 'get', 'list', 'watch'], apiGroups: [''], resources: ['secrets'] },
              {
                verbs: ['create', 'patch', 'update'],
                apiGroups: ['', 'events.k8s.io'],
                resources: ['events'],
              },
            ],
            { namespace: 'kube-system' },
          ),
        ],
        roleBindings: [
          roleBinding(
            'system:controller:token-cleaner',
            {
              role: 'Role/system:controller:token-cleaner',
              subjects: [account('token-cleaner', 'kube-system')],
            },
            { namespace: 'kube-system' },
          ),
        ],
      },
    },
  ],
  fail: [
    {
      name: 'tokens of a namespace with a strong account',
      slices: inNamespace('shop', tokens),
      expect: ['User/ann#chain (high)'],
    },
    {
      name: 'a pod, then its node, where the flags of the API server are out of sight',
      slices: {
        ...inNamespace('tools', [{ verbs: ['create'], apiGroups: [''], resources: ['pods'] }]),
        nodes: [node('cp-1', { controlPlane: true })],
      },
      expect: ['User/ann#chain (medium)'],
    },
    {
      name: 'the same where they are seen',
      slices: {
        ...inNamespace('tools', [{ verbs: ['create'], apiGroups: [''], resources: ['pods'] }]),
        nodes: [node('cp-1', { controlPlane: true })],
        pods: [mirrorPod('kube-apiserver', 'cp-1', ['kube-apiserver', '--authorization-mode=Node,RBAC'])],
      },
      expect: ['certain'],
    },
    {
      name: 'a group, and not everybody in it again',
      slices: {
        ...inNamespace('tools', [{ verbs: ['get'], apiGroups: [''], resources: ['pods'] }]),
        clusterRoles: [everything, clusterRole('tokens', tokens)],
        clusterRoleBindings: [
          robots,
          clusterRoleBinding('all', {
            role: 'ClusterRole/tokens',
            subjects: [group('system:authenticated')],
          }),
        ],
      },
      expect: ['Group/system:authenticated#chain (high)'],
    },
    {
      name: 'a group, by a role it may bind',
      slices: {
        ...base,
        clusterRoles: [
          everything,
          clusterRole('binds', [
            { verbs: ['bind'], apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'] },
            {
              verbs: ['create'],
              apiGroups: ['rbac.authorization.k8s.io'],
              resources: ['clusterrolebindings'],
            },
          ]),
        ],
        clusterRoleBindings: [
          robots,
          clusterRoleBinding('binds', { role: 'ClusterRole/binds', subjects: [group('leads')] }),
        ],
      },
      expect: ['certain-one'],
    },
  ],
});
