import {
  clusterRole,
  clusterRoleBinding,
  group,
  role,
  roleBinding,
  user,
} from '#lib/testing/builders/rbac.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { anonymousGrantedBeyondHealth } from './anonymous-granted-beyond-health.ts';

const anyone = [group('system:unauthenticated')];
const version = [{ gitVersion: 'v1.36.3', major: '1', minor: '36' }];
const health = clusterRole('health', [
  { verbs: ['get'], nonResourceURLs: ['/healthz', '/livez/*', '/readyz/ping', '/version', '/version/'] },
]);
const pods = [{ verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] }];
const clusterInfo = [
  { verbs: ['get'], apiGroups: [''], resources: ['configmaps'], resourceNames: ['cluster-info'] },
];
const signer = 'kubeadm:bootstrap-signer-clusterinfo';
const inPublic = { namespace: 'kube-public' };

controlTester(anonymousGrantedBeyondHealth, {
  pass: [
    {
      name: 'health paths and the version, under any name',
      slices: {
        clusterRoles: [health],
        clusterRoleBindings: [clusterRoleBinding('health', { role: 'ClusterRole/health', subjects: anyone })],
      },
    },
    {
      name: 'what kubeadm gives for joining nodes',
      slices: {
        version,
        roles: [role(signer, clusterInfo, inPublic)],
        roleBindings: [
          roleBinding(signer, { role: `Role/${signer}`, subjects: [user('system:anonymous')] }, inPublic),
        ],
      },
    },
    {
      name: 'everybody with credentials, a group named like the user, and paths that a RoleBinding cannot give',
      slices: {
        clusterRoles: [
          clusterRole('pods', pods),
          clusterRole('paths', [{ verbs: ['get'], nonResourceURLs: ['*'] }]),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('pods', {
            role: 'ClusterRole/pods',
            subjects: [group('system:authenticated'), group('system:anonymous')],
          }),
        ],
        roleBindings: [roleBinding('paths', { role: 'ClusterRole/paths', subjects: anyone })],
      },
    },
  ],
  fail: [
    {
      name: 'reading and writing, by the user or the group, here or everywhere',
      slices: {
        clusterRoles: [
          clusterRole('pods', pods),
          clusterRole('write', [{ verbs: ['create'], apiGroups: [''], resources: ['pods'] }]),
          clusterRole('secrets', [{ verbs: ['list'], apiGroups: [''], resources: ['*'] }]),
          clusterRole('metrics', [{ verbs: ['get'], nonResourceURLs: ['/metrics'] }]),
          clusterRole('prefix', [{ verbs: ['get'], nonResourceURLs: ['/healthz*'] }]),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('pods', { role: 'ClusterRole/pods', subjects: [...anyone, user('ann')] }),
          clusterRoleBinding('write', { role: 'ClusterRole/write', subjects: [user('system:anonymous')] }),
          clusterRoleBinding('metrics', { role: 'ClusterRole/metrics', subjects: anyone }),
          clusterRoleBinding('prefix', { role: 'ClusterRole/prefix', subjects: anyone }),
        ],
        roleBindings: [
          roleBinding('pods', { role: 'ClusterRole/pods', subjects: anyone }),
          roleBinding('secrets', { role: 'ClusterRole/secrets', subjects: anyone }),
        ],
      },
      expect: [
        'ClusterRoleBinding/pods#anonymous (high)',
        'ClusterRoleBinding/write#anonymous (critical)',
        'ClusterRoleBinding/metrics#anonymous (medium)',
        'ClusterRoleBinding/prefix#anonymous (medium)',
        'RoleBinding/shop/pods#anonymous (medium)',
        'RoleBinding/shop/secrets#anonymous (critical)',
      ],
    },
    {
      name: 'discovery, as clusters from before 1.14 grant it',
      slices: {
        version: [{ gitVersion: 'v1.13.1', major: '1', minor: '13' }],
        clusterRoles: [
          clusterRole('system:discovery', [{ verbs: ['get'], nonResourceURLs: ['/api', '/healthz'] }]),
        ],
        clusterRoleBindings: [
          clusterRoleBinding('system:discovery', {
            role: 'ClusterRole/system:discovery',
            subjects: [group('system:authenticated'), ...anyone],
          }),
        ],
      },
      expect: ['ClusterRoleBinding/system:discovery#anonymous (medium)'],
    },
    {
      name: 'kubeadm’s role with another ConfigMap in it',
      slices: {
        version,
        roles: [
          role(
            signer,
            [...clusterInfo, { ...clusterInfo[0], verbs: ['get'], resourceNames: ['other'] }],
            inPublic,
          ),
        ],
        roleBindings: [
          roleBinding(signer, { role: `Role/${signer}`, subjects: [user('system:anonymous')] }, inPublic),
        ],
      },
      expect: [`RoleBinding/kube-public/${signer}#anonymous (medium)`],
    },
  ],
});
