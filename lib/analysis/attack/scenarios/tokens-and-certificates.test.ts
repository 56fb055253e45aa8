import { attackTester, can, type AttackCase } from '#lib/testing/attack-case.ts';
import { configMap, node, serverVersion } from '#lib/testing/builders/cluster.ts';
import { build } from '#lib/testing/builders/objects.ts';
import {
  account,
  clusterRole,
  clusterRoleBinding,
  group,
  roleBinding,
  serviceAccount,
  user,
} from '#lib/testing/builders/rbac.ts';
import { pod } from '#lib/testing/builders/workloads.ts';

const CSR = 'certificates.k8s.io';
/** In the place of the account's own binding. */
const opsAlone = [
  clusterRoleBinding('robots', { role: 'ClusterRole/cluster-admin', subjects: [group('ops')] }),
];
const ops = [clusterRoleBinding('ops', { role: 'ClusterRole/cluster-admin', subjects: [group('ops')] })];
const tokenSecret = build(
  'secrets',
  {
    kind: 'Secret',
    metadata: {
      name: 'robot-token',
      namespace: 'shop',
      annotations: { 'kubernetes.io/service-account.name': 'robot' },
    },
  },
  {},
);
const makesCertificates = [
  can('create,get', `certificatesigningrequests.${CSR}`),
  can('update', `certificatesigningrequests/approval.${CSR}`),
];
const approves = (...names: string[]) => can('approve', `signers.${CSR}`, names.join(','));
const shopToken = 'ServiceAccount shop/robot';

const CASES: readonly AttackCase[] = [
  {
    name: 'a token asked for',
    local: [can('create', 'serviceaccounts/token')],
    expect: [`TOKEN_REQUEST ${shopToken}`],
  },
  {
    name: 'a token asked for by name',
    local: [can('create', 'serviceaccounts/token', 'robot')],
    expect: [`TOKEN_REQUEST ${shopToken}`],
  },
  {
    name: 'a token of an account that is not there',
    local: [can('create', 'serviceaccounts/token')],
    slices: {
      clusterRoleBindings: [
        clusterRoleBinding('robots', {
          role: 'ClusterRole/cluster-admin',
          subjects: [account('ghost', 'shop')],
        }),
      ],
    },
    expect: [],
  },
  {
    name: 'a token of an account where accounts could not be listed',
    local: [can('create', 'serviceaccounts/token')],
    unread: ['serviceAccounts'],
    expect: [`TOKEN_REQUEST ${shopToken}`],
    unknown: ['serviceAccounts'],
  },
  {
    name: 'create on serviceaccounts is no right to their tokens',
    local: [can('create', 'serviceaccounts')],
    expect: [],
  },
  {
    name: 'a token Secret made and read',
    local: [can('create,get', 'secrets')],
    expect: [`TOKEN_SECRET_CREATE ${shopToken}`],
  },
  { name: 'a token Secret made and never read', local: [can('create', 'secrets')], expect: [] },
  {
    name: 'a token Secret made here and read there',
    local: [can('create', 'secrets')],
    slices: {
      clusterRoles: [clusterRole('reader', [can('get', 'secrets')])],
      roleBindings: [
        roleBinding(
          'reads',
          { role: 'ClusterRole/reader', subjects: [user('ann')] },
          { namespace: 'kube-system' },
        ),
      ],
    },
    expect: [],
  },
  {
    name: 'Secrets listed where one holds a token',
    local: [can('list', 'secrets')],
    slices: { secrets: [tokenSecret] },
    expect: [`TOKEN_LIST ${shopToken}`],
  },
  { name: 'Secrets listed where none holds a token', local: [can('list', 'secrets')], expect: [] },
  {
    name: 'one Secret that holds a token, by its name',
    local: [can('get', 'secrets', 'robot-token')],
    slices: { secrets: [tokenSecret] },
    expect: [`TOKEN_BRUTEFORCE ${shopToken}`],
  },
  {
    name: 'one Secret that holds none, by its name',
    local: [can('get', 'secrets', 'tls')],
    slices: { secrets: [tokenSecret] },
    expect: [],
  },
  {
    name: 'Secrets watched where their names could not be listed',
    local: [can('watch', 'secrets')],
    unread: ['secrets'],
    expect: [`TOKEN_LIST ${shopToken}`],
    unknown: ['secrets'],
  },
  {
    name: 'Secrets listed below 1.24, where every account has a token in one',
    version: 'v1.23.17',
    local: [can('list', 'secrets')],
    unread: ['secrets'],
    expect: [`TOKEN_LIST ${shopToken}`],
  },
  {
    name: 'a certificate requested and approved in the name of a bound group',
    rules: [...makesCertificates, approves('kubernetes.io/kube-apiserver-client')],
    slices: { clusterRoleBindings: opsAlone },
    expect: ['CSR_APPROVE Group ops'],
  },
  {
    name: 'a certificate by the signer’s domain',
    rules: [...makesCertificates, approves('kubernetes.io/*')],
    slices: { clusterRoleBindings: ops },
    expect: [`CSR_APPROVE ${shopToken}`],
  },
  {
    name: 'a signer called * means nothing to the server',
    rules: [...makesCertificates, approves('*')],
    slices: { clusterRoleBindings: ops },
    expect: [],
  },
  {
    name: 'approval without the right to the signer',
    rules: makesCertificates,
    slices: { clusterRoleBindings: ops },
    expect: [],
  },
  {
    name: 'a certificate where only system:masters rules, which the server refuses',
    rules: [...makesCertificates, approves('kubernetes.io/kube-apiserver-client')],
    slices: {
      clusterRoleBindings: [
        clusterRoleBinding('robots', {
          role: 'ClusterRole/cluster-admin',
          subjects: [group('system:masters')],
        }),
      ],
    },
    expect: [],
  },
  {
    name: 'a node’s certificate, approved by the cluster itself: the node asks for tokens of its pods',
    rules: [
      can('create,get', `certificatesigningrequests.${CSR}`),
      can('create', `certificatesigningrequests/nodeclient.${CSR}`),
    ],
    slices: { pods: [pod('robot-1', { spec: { serviceAccountName: 'robot' } })] },
    expect: ['CSR_NODE_CLIENT User system:node:worker-1', `TOKEN_REQUEST ${shopToken}`],
  },
  {
    name: 'a join token where a join group may request node certificates',
    rules: [can('create', 'secrets')],
    slices: {
      clusterRoles: [
        clusterRole('joins', [
          can('create,get', `certificatesigningrequests.${CSR}`),
          can('create', `certificatesigningrequests/nodeclient.${CSR}`),
        ]),
      ],
      clusterRoleBindings: [
        clusterRoleBinding('joins', {
          role: 'ClusterRole/joins',
          subjects: [group('system:bootstrappers:x')],
        }),
      ],
      pods: [pod('robot-1', { spec: { serviceAccountName: 'robot' } })],
    },
    expect: [
      'BOOTSTRAP_TOKEN Group system:bootstrappers:x',
      'CSR_NODE_CLIENT User system:node:worker-1',
      `TOKEN_REQUEST ${shopToken}`,
    ],
  },
  {
    name: 'a join token where no group may join',
    rules: [can('create', 'secrets')],
    slices: { pods: [pod('robot-1', { spec: { serviceAccountName: 'robot' } })] },
    expect: [],
  },
  {
    name: 'aws-auth on EKS',
    rules: [can('patch', 'configmaps', 'aws-auth')],
    slices: {
      version: [serverVersion('v1.33.4-eks-1234')],
      configMaps: [configMap('aws-auth', { namespace: 'kube-system' })],
    },
    expect: ['AWS_AUTH_WRITE cluster-admin'],
  },
  {
    name: 'a ConfigMap of that name on another distribution',
    rules: [can('patch', 'configmaps', 'aws-auth')],
    slices: { configMaps: [configMap('aws-auth', { namespace: 'kube-system' })] },
    expect: [],
  },
  {
    name: 'a mutating webhook to make',
    rules: [can('create', 'mutatingwebhookconfigurations.admissionregistration.k8s.io')],
    expect: ['WEBHOOK_MUTATE cluster-admin'],
  },
  {
    name: 'a mutating webhook to change where there is none',
    rules: [can('patch', 'mutatingwebhookconfigurations.admissionregistration.k8s.io')],
    expect: [],
  },
  {
    name: 'a mutating webhook to make by a role binding counts nowhere',
    local: [can('create', 'mutatingwebhookconfigurations.admissionregistration.k8s.io')],
    expect: [],
  },
  {
    name: 'commands through the kubelet in a pod whose account has no token mounted',
    rules: [can('get', 'nodes/proxy', 'worker-1')],
    slices: {
      nodes: [node('worker-1')],
      serviceAccounts: [serviceAccount('robot', { namespace: 'shop', automountServiceAccountToken: false })],
      pods: [pod('robot-1', { spec: { serviceAccountName: 'robot' } })],
    },
    expect: [],
  },
];

attackTester('tokens and certificates', CASES);
