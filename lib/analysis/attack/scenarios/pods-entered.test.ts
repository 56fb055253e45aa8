import { attackTester, can, namespace, type AttackCase } from '#lib/testing/attack-case.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  serviceAccount,
  user,
} from '#lib/testing/builders/rbac.ts';
import { pod } from '#lib/testing/builders/workloads.ts';

const robotPod = pod('robot-1', { spec: { serviceAccountName: 'robot' } });
/** Nobody's account rules, so that only a node leads on. */
const noRobot = [
  clusterRoleBinding('robots', { role: 'ClusterRole/cluster-admin', subjects: [user('root')] }),
];
const open = [namespace('shop')];
const asRobot = 'ServiceAccount shop/robot';
const toAdmin = 'NODE_CONTROL_PLANE cluster-admin';
const privileged = { containers: [{ securityContext: { privileged: true } }] };
const onControlPlane = pod('agent', { node: 'cp-1', ...privileged });

const CASES: readonly AttackCase[] = [
  {
    name: 'exec into a pod that runs as the strong account',
    local: [can('create', 'pods/exec')],
    slices: { pods: [robotPod] },
    expect: [`POD_EXEC ${asRobot}`],
  },
  { name: 'exec where no such pod runs', local: [can('create', 'pods/exec')], expect: [] },
  {
    name: 'exec into a pod without a token',
    local: [can('create', 'pods/exec')],
    slices: {
      pods: [pod('robot-1', { spec: { serviceAccountName: 'robot', automountServiceAccountToken: false } })],
    },
    expect: [],
  },
  {
    name: 'exec into a finished pod',
    local: [can('create', 'pods/exec')],
    slices: { pods: [pod('robot-1', { phase: 'Succeeded', spec: { serviceAccountName: 'robot' } })] },
    expect: [],
  },
  {
    name: 'exec into one pod by name',
    local: [can('create', 'pods/exec', 'robot-1')],
    slices: { pods: [robotPod] },
    expect: [`POD_EXEC ${asRobot}`],
  },
  {
    name: 'exec into another pod by name',
    local: [can('create', 'pods/exec', 'web-1')],
    slices: { pods: [robotPod, pod('web-1')] },
    expect: [],
  },
  {
    name: 'get on pods/exec before 1.35 is as good as create',
    version: 'v1.34.1',
    local: [can('get', 'pods/exec')],
    slices: { pods: [robotPod] },
    expect: [`POD_EXEC ${asRobot}`],
  },
  {
    name: 'get on pods/exec from 1.35 on is not',
    version: 'v1.35.0',
    local: [can('get', 'pods/exec')],
    slices: { pods: [robotPod] },
    expect: [],
  },
  {
    name: 'get on pods/exec with the gate off is',
    flags: ['--feature-gates=AuthorizePodWebsocketUpgradeCreatePermission=false'],
    local: [can('get', 'pods/exec')],
    slices: { pods: [robotPod] },
    expect: [`POD_EXEC ${asRobot}`],
  },
  {
    name: 'attach depends on what no scan sees',
    local: [can('create', 'pods/attach')],
    slices: { pods: [robotPod] },
    expect: [`POD_ATTACH_API ${asRobot}`],
    unknown: ['standardInput'],
  },
  {
    name: 'a debug container in a pod that runs as the strong account',
    local: [can('patch', 'pods/ephemeralcontainers')],
    slices: { pods: [robotPod] },
    expect: [`POD_EPHEMERAL ${asRobot}`],
  },
  {
    name: 'a debug container may be privileged where admission lets it',
    local: [can('patch', 'pods/ephemeralcontainers')],
    slices: { clusterRoleBindings: noRobot, namespaces: open, pods: [pod('web', { node: 'cp-1' })] },
    expect: ['POD_EPHEMERAL Node cp-1', toAdmin],
  },
  {
    name: 'a debug container may not where it is strict',
    local: [can('patch', 'pods/ephemeralcontainers')],
    slices: { clusterRoleBindings: noRobot, pods: [pod('web', { node: 'cp-1' })] },
    expect: [],
  },
  {
    name: 'another image in a pod that runs as the strong account',
    local: [can('patch', 'pods')],
    slices: { pods: [robotPod] },
    expect: [`POD_PATCH ${asRobot}`],
  },
  {
    name: 'another image where nothing runs as it',
    local: [can('patch', 'pods')],
    slices: { pods: [pod('web')] },
    expect: [],
  },
  {
    name: 'get on nodes/proxy runs commands in any pod, whatever the version',
    rules: [can('get', 'nodes/proxy')],
    slices: { pods: [robotPod] },
    expect: [`NODE_PROXY ${asRobot}`],
  },
  {
    name: 'get on nodes is no right to their proxy',
    rules: [can('get', 'nodes')],
    slices: { pods: [robotPod] },
    expect: [],
  },
  {
    name: 'the proxy of one node, on which the pod does not run',
    rules: [can('get', 'nodes/proxy', 'cp-1')],
    slices: { pods: [robotPod] },
    expect: [],
  },
  {
    name: 'exec into a privileged pod, out to its node, to the keys of the cluster',
    local: [can('create', 'pods/exec')],
    slices: { clusterRoleBindings: noRobot, pods: [onControlPlane] },
    expect: ['POD_EXEC Pod shop/agent', 'CE_PRIV_MOUNT Node cp-1', toAdmin],
  },
  {
    name: 'a privileged pod with user namespaces of its own does not let out',
    local: [can('create', 'pods/exec')],
    slices: {
      clusterRoleBindings: noRobot,
      pods: [pod('agent', { node: 'cp-1', ...privileged, spec: { hostUsers: false } })],
    },
    expect: [],
  },
  {
    name: 'a pod with the runtime socket lets out',
    local: [can('create', 'pods/exec')],
    slices: { clusterRoleBindings: noRobot, pods: [withFolder('/run/containerd/containerd.sock', {})] },
    expect: ['POD_EXEC Pod shop/agent', 'RUNTIME_SOCKET_NODE Node cp-1', toAdmin],
  },
  {
    name: 'a pod with the keys of the cluster that cannot be root does not',
    local: [can('create', 'pods/exec')],
    slices: { clusterRoleBindings: noRobot, pods: [withFolder('/etc/kubernetes', { runAsUser: 1000 })] },
    expect: [],
  },
  {
    name: 'out to a worker, where a strong pod’s token lies',
    local: [can('create', 'pods/exec', 'agent')],
    slices: {
      pods: [
        pod('agent', privileged),
        pod('tiller-1', { namespace: 'tools', spec: { serviceAccountName: 'tiller' } }),
      ],
      serviceAccounts: [serviceAccount('tiller', { namespace: 'tools' })],
      clusterRoleBindings: [
        clusterRoleBinding('robots', {
          role: 'ClusterRole/cluster-admin',
          subjects: [account('tiller', 'tools')],
        }),
      ],
    },
    expect: [
      'POD_EXEC Pod shop/agent',
      'CE_PRIV_MOUNT Node worker-1',
      'TOKEN_STEAL ServiceAccount tools/tiller',
    ],
  },
  {
    name: 'pods drawn to a node that one’s own pod rules',
    subject: account('agent', 'shop'),
    slices: {
      clusterRoles: [clusterRole('drains', [can('patch', 'nodes'), can('create', 'pods/eviction')])],
      clusterRoleBindings: [
        clusterRoleBinding('drains', { role: 'ClusterRole/drains', subjects: [account('agent', 'shop')] }),
      ],
      serviceAccounts: [serviceAccount('agent', { namespace: 'shop' })],
      pods: [
        pod('agent', { ...privileged, spec: { serviceAccountName: 'agent' } }),
        pod('robot-1', {
          node: 'worker-2',
          spec: { serviceAccountName: 'robot' },
          owner: { kind: 'StatefulSet', name: 'robot' },
        }),
      ],
    },
    expect: [`NODE_DRAIN_STEAL ${asRobot}`],
  },
  {
    name: 'pods removed by somebody who rules no node',
    rules: [can('patch', 'nodes'), can('create', 'pods/eviction')],
    slices: { pods: [robotPod] },
    expect: [],
  },
  {
    name: 'pods that could not be listed may run as the account',
    local: [can('create', 'pods/exec')],
    unread: ['pods'],
    expect: [`POD_EXEC ${asRobot}`],
    unknown: ['pods'],
  },
];

/** Its one container sees a folder of the node. */
function withFolder(path: string, securityContext: Readonly<Record<string, unknown>>) {
  return pod('agent', {
    node: 'cp-1',
    containers: [{ volumeMounts: [{ name: 'host', mountPath: '/host' }], securityContext }],
    spec: { volumes: [{ name: 'host', hostPath: { path } }] },
  });
}

attackTester('pods entered', CASES);
