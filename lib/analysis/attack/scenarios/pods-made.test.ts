import { attackTester, can, namespace, type AttackCase } from '#lib/testing/attack-case.ts';
import { node } from '#lib/testing/builders/cluster.ts';
import { build } from '#lib/testing/builders/objects.ts';
import { account, clusterRoleBinding, serviceAccount, user } from '#lib/testing/builders/rbac.ts';
import { daemonSet, deployment, pod } from '#lib/testing/builders/workloads.ts';

/** Nobody's account rules, so that only a node leads on. */
const noRobot = [
  clusterRoleBinding('robots', { role: 'ClusterRole/cluster-admin', subjects: [user('root')] }),
];
const open = [namespace('shop')];
const asRobot = 'ServiceAccount shop/robot';
const toAdmin = 'NODE_CONTROL_PLANE cluster-admin';
const webhook = build(
  'validatingWebhookConfigurations',
  { kind: 'ValidatingWebhookConfiguration', metadata: { name: 'policy-engine' } },
  {
    webhooks: [
      {
        name: 'pods.example.com',
        clientConfig: { url: 'https://policy.example.com' },
        rules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['pods'], operations: ['CREATE'] }],
      },
    ],
  },
);

const CASES: readonly AttackCase[] = [
  {
    name: 'a pod runs as the strong account of its namespace',
    local: [can('create', 'pods')],
    expect: [`POD_CREATE_SA ${asRobot}`],
  },
  {
    name: 'a pod in a namespace without a strong account, where admission is strict',
    local: [can('create', 'pods')],
    slices: { clusterRoleBindings: noRobot },
    expect: [],
  },
  {
    name: 'a pod where admission lets it be privileged takes the node',
    local: [can('create', 'pods')],
    slices: { clusterRoleBindings: noRobot, namespaces: open },
    expect: ['POD_CREATE Node cp-1', toAdmin],
  },
  {
    name: 'a pod where the level is baseline does not',
    local: [can('create', 'pods')],
    slices: { clusterRoleBindings: noRobot, namespaces: [namespace('shop', 'baseline')] },
    expect: [],
  },
  {
    name: 'a pod where labels are not heeded: the plugin is off',
    flags: ['--disable-admission-plugins=PodSecurity'],
    local: [can('create', 'pods')],
    slices: { clusterRoleBindings: noRobot },
    expect: ['POD_CREATE Node cp-1', toAdmin],
  },
  {
    name: 'a pod that a webhook may refuse',
    local: [can('create', 'pods')],
    slices: { clusterRoleBindings: noRobot, namespaces: open, validatingWebhookConfigurations: [webhook] },
    expect: ['POD_CREATE Node cp-1', toAdmin],
    unknown: ['admission:ValidatingWebhookConfiguration policy-engine'],
  },
  {
    name: 'a pod where the default level stands in a file',
    flags: ['--admission-control-config-file=/etc/kubernetes/admission.yaml'],
    local: [can('create', 'pods')],
    slices: { clusterRoleBindings: noRobot, namespaces: open },
    expect: ['POD_CREATE Node cp-1', toAdmin],
    unknown: ['admissionConfiguration'],
  },
  {
    name: 'a pod where there is no control-plane node, only one with a strong pod',
    local: [can('create', 'pods')],
    slices: {
      namespaces: open,
      nodes: [node('cp-1'), node('worker-1')],
      clusterRoleBindings: [
        clusterRoleBinding('robots', {
          role: 'ClusterRole/cluster-admin',
          subjects: [account('tiller', 'tools')],
        }),
      ],
      serviceAccounts: [serviceAccount('tiller', { namespace: 'tools' })],
      pods: [pod('tiller-1', { namespace: 'tools', spec: { serviceAccountName: 'tiller' } })],
    },
    // The pods of the API server still show which node it runs on.
    expect: ['POD_CREATE Node cp-1', toAdmin],
  },
  {
    name: 'a pod where the control plane is out of sight: the token of a strong pod on a node',
    local: [can('create', 'pods')],
    isManaged: true,
    slices: {
      namespaces: open,
      clusterRoleBindings: [
        clusterRoleBinding('robots', {
          role: 'ClusterRole/cluster-admin',
          subjects: [account('tiller', 'tools')],
        }),
      ],
      serviceAccounts: [serviceAccount('tiller', { namespace: 'tools' })],
      pods: [pod('tiller-1', { namespace: 'tools', spec: { serviceAccountName: 'tiller' } })],
    },
    expect: ['POD_CREATE Node worker-1', 'TOKEN_STEAL ServiceAccount tools/tiller'],
    unknown: ['apiServerFlags'],
  },
  {
    name: 'a deployment makes the pod',
    local: [can('create', 'deployments.apps')],
    expect: [`POD_CREATE_SA ${asRobot}`],
  },
  {
    name: 'a deployment of the wrong API group does not',
    local: [can('create', 'deployments.extensions')],
    expect: [],
  },
  {
    name: 'a cron job makes the pod',
    local: [can('create', 'cronjobs.batch')],
    expect: [`POD_CREATE_SA ${asRobot}`],
  },
  {
    name: 'a replication controller makes the pod',
    local: [can('create', 'replicationcontrollers')],
    expect: [`POD_CREATE_SA ${asRobot}`],
  },
  {
    name: 'a deployment that is there may be changed to run as the account',
    local: [can('patch', 'deployments.apps', 'web')],
    slices: { deployments: [deployment('web')] },
    expect: [`POD_CREATE_SA ${asRobot}`],
  },
  {
    name: 'a deployment to change where there is none',
    local: [can('patch', 'deployments.apps', 'web')],
    slices: { deployments: [deployment('api')] },
    expect: [],
  },
  {
    name: 'a deployment made by server-side apply at its name',
    local: [can('create,patch', 'deployments.apps', 'web')],
    expect: [`POD_CREATE_SA ${asRobot}`],
  },
  {
    name: 'a daemon set makes the privileged pod',
    local: [can('create', 'daemonsets.apps')],
    slices: { clusterRoleBindings: noRobot, namespaces: open, daemonSets: [daemonSet('agent')] },
    expect: ['WORKLOAD_CREATE Node cp-1', toAdmin],
  },
  {
    name: 'the label of a namespace taken away by a right in it',
    local: [can('create', 'pods'), can('patch', 'namespaces')],
    slices: { clusterRoleBindings: noRobot },
    expect: ['PSA_BYPASS Node cp-1', toAdmin],
  },
  {
    name: 'the label of another namespace',
    local: [can('create', 'pods')],
    rules: [can('patch', 'namespaces', 'kube-system')],
    slices: { clusterRoleBindings: noRobot },
    expect: [],
  },
  {
    name: 'a namespace of one’s own and pods everywhere',
    rules: [can('create', 'pods'), can('create', 'namespaces')],
    slices: { clusterRoleBindings: noRobot },
    expect: ['PSA_BYPASS Node cp-1', toAdmin],
  },
  {
    name: 'a namespace of one’s own without pods in it',
    local: [can('create', 'pods')],
    rules: [can('create', 'namespaces')],
    slices: { clusterRoleBindings: noRobot },
    expect: [],
  },
  {
    name: 'a hostPath volume, which Pod Security admission does not look at',
    local: [can('create', 'pods'), can('create', 'persistentvolumeclaims')],
    rules: [can('create', 'persistentvolumes')],
    slices: { clusterRoleBindings: noRobot, namespaces: [namespace('shop', 'baseline')] },
    expect: ['PV_HOSTPATH Node cp-1', toAdmin],
  },
  {
    name: 'a hostPath volume where the pod may not be root',
    local: [can('create', 'pods'), can('create', 'persistentvolumeclaims')],
    rules: [can('create', 'persistentvolumes')],
    slices: { clusterRoleBindings: noRobot },
    expect: [],
  },
  {
    name: 'nodes that could not be listed may be of the control plane',
    local: [can('create', 'pods')],
    slices: { clusterRoleBindings: noRobot, namespaces: open },
    unread: ['nodes'],
    expect: ['POD_CREATE cluster-admin'],
    unknown: ['nodes'],
  },
];

attackTester('pods made', CASES);
