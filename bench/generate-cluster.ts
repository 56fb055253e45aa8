import { managedFields, metadata } from './generated-metadata.ts';
import { binding, clusterBinding, clusterRole, role } from './generated-rights.ts';

/** How many objects a generated cluster has. */
export interface ClusterSize {
  readonly pods: number;
  /** Pods of one workload. */
  readonly replicas: number;
  readonly namespaces: number;
  readonly policies: number;
  readonly bindings: number;
  readonly nodes: number;
}

/** The two sizes that are measured. */
export const SIZES: Readonly<Record<'1k' | '10k', ClusterSize>> = {
  '1k': { pods: 1000, replicas: 4, namespaces: 100, policies: 200, bindings: 500, nodes: 50 },
  '10k': { pods: 10_000, replicas: 4, namespaces: 1000, policies: 2000, bindings: 5000, nodes: 500 },
};

/** One kind's list: where it is served and its items as the API server writes them. */
export interface GeneratedList {
  readonly path: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly resource: string;
  readonly namespaced: boolean;
  readonly items: readonly string[];
}

/** Returns a whole cluster with bodies of the size real ones have, managedFields included. */
export function generateCluster(size: ClusterSize): GeneratedList[] {
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  const namespaceOf = (index: number): string => `ns-${index % size.namespaces}`;
  const listOf = (type: string, items: object[], namespaced = true): GeneratedList =>
    listed(type, namespaced, items);
  const deployments = Math.ceil(size.pods / size.replicas);
  return [
    listOf('v1 Node nodes', upTo(size.nodes).map(node), false),
    listOf('v1 Namespace namespaces', upTo(size.namespaces).map(namespace), false),
    listOf(
      'v1 Pod pods',
      upTo(size.pods).map((index) => pod(index, { size, namespace: namespaceOf(index % deployments) })),
    ),
    listOf(
      'apps/v1 Deployment deployments',
      upTo(deployments).map((index) => deployment(index, namespaceOf(index))),
    ),
    listOf(
      'apps/v1 ReplicaSet replicasets',
      upTo(deployments).map((index) => replicaSet(index, namespaceOf(index))),
    ),
    listOf(
      'v1 Service services',
      upTo(size.namespaces).map((index) => service(index, namespaceOf(index))),
    ),
    listOf(
      'v1 ServiceAccount serviceaccounts',
      upTo(size.namespaces).map((index) => account(namespaceOf(index))),
    ),
    listOf(
      'networking.k8s.io/v1 NetworkPolicy networkpolicies',
      upTo(size.policies).map((index) => policy(index, namespaceOf(index))),
    ),
    listOf(
      'rbac.authorization.k8s.io/v1 Role roles',
      upTo(size.namespaces).map((index) => role(namespaceOf(index))),
    ),
    listOf('rbac.authorization.k8s.io/v1 ClusterRole clusterroles', upTo(50).map(clusterRole), false),
    listOf(
      'rbac.authorization.k8s.io/v1 RoleBinding rolebindings',
      upTo(size.bindings).map((index) => binding(index, namespaceOf(index))),
    ),
    listOf(
      'rbac.authorization.k8s.io/v1 ClusterRoleBinding clusterrolebindings',
      upTo(50).map(clusterBinding),
      false,
    ),
  ];
}

function listed(type: string, namespaced: boolean, items: readonly object[]): GeneratedList {
  const [apiVersion = '', kind = '', resource = ''] = type.split(' ');
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return {
    path: `${root}/${resource}`,
    apiVersion,
    kind,
    resource,
    namespaced,
    items: items.map((item) => JSON.stringify(item)),
  };
}

function container(index: number): object {
  const careless = index % 50 === 0;
  return {
    name: 'main',
    image: `registry.example/team/app-${index}:${careless ? 'latest' : '1.4.2'}`,
    args: ['--listen=:8080', '--log-level=info'],
    env: Array.from({ length: 12 }, (_, count) => ({ name: `SETTING_${count}`, value: `value-${count}` })),
    ports: [{ containerPort: 8080, protocol: 'TCP', name: 'http' }],
    resources: { limits: { cpu: '1', memory: '512Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
    volumeMounts: [
      { name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true },
    ],
    livenessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 10 },
    readinessProbe: { httpGet: { path: '/readyz', port: 8080 }, periodSeconds: 5 },
    terminationMessagePath: '/dev/termination-log',
    imagePullPolicy: 'IfNotPresent',
    securityContext: careless
      ? { privileged: true }
      : { runAsNonRoot: true, allowPrivilegeEscalation: false },
  };
}

function template(index: number): object {
  return {
    metadata: { labels: { app: `app-${index}`, team: `team-${index % 20}` } },
    spec: {
      containers: [container(index)],
      serviceAccountName: 'default',
      restartPolicy: 'Always',
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      securityContext: {},
    },
  };
}

function pod(index: number, { size, namespace: home }: { size: ClusterSize; namespace: string }): object {
  const owner = index % Math.ceil(size.pods / size.replicas);
  const made = template(owner) as { metadata: { labels: object }; spec: object };
  const ownerReferences = [
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: `app-${owner}-5d4`,
      uid: `uid-${home}-app-${owner}-5d4`,
      controller: true,
    },
  ];
  const labels = { ...made.metadata.labels, 'pod-template-hash': '5d4' };
  const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
  return {
    metadata: metadata(`app-${owner}-5d4-${index}`, home, {
      labels,
      ownerReferences,
      managedFields: managedFields(16),
    }),
    spec: {
      ...made.spec,
      nodeName: `node-${index % size.nodes}`,
      tolerations: [
        {
          key: 'node.kubernetes.io/not-ready',
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 300,
        },
      ],
      volumes: [
        {
          name: 'token',
          projected: { sources: [{ serviceAccountToken: { expirationSeconds: 3607, path: 'token' } }] },
        },
      ],
    },
    status: {
      phase: 'Running',
      podIP: address,
      podIPs: [{ ip: address }],
      conditions: ['Ready', 'Initialized', 'ContainersReady', 'PodScheduled'].map((type) => ({
        type,
        status: 'True',
      })),
      containerStatuses: [
        { name: 'main', ready: true, restartCount: 0, image: 'x', imageID: `sha256:${'b'.repeat(64)}` },
      ],
    },
  };
}

function deployment(index: number, home: string): object {
  const selector = { matchLabels: { app: `app-${index}` } };
  const spec = { replicas: 4, selector, template: template(index) };
  return { metadata: metadata(`app-${index}`, home), spec, status: { replicas: 4, readyReplicas: 4 } };
}

function replicaSet(index: number, home: string): object {
  const ownerReferences = [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: `app-${index}`,
      uid: `uid-${home}-app-${index}`,
      controller: true,
    },
  ];
  const spec = { replicas: 4, selector: { matchLabels: { app: `app-${index}` } }, template: template(index) };
  return { metadata: metadata(`app-${index}-5d4`, home, { ownerReferences }), spec, status: { replicas: 4 } };
}

function node(index: number): object {
  const labels = index < 3 ? { 'node-role.kubernetes.io/control-plane': '' } : { zone: `zone-${index % 3}` };
  const address = `10.200.${index >> 8}.${index & 255}`;
  const nodeInfo = {
    kubeletVersion: 'v1.36.3',
    containerRuntimeVersion: 'containerd://2.1.0',
    osImage: 'Linux',
  };
  const status = {
    addresses: [{ type: 'InternalIP', address }],
    nodeInfo,
    conditions: [{ type: 'Ready', status: 'True' }],
  };
  return { metadata: metadata(`node-${index}`, null, { labels }), spec: {}, status };
}

function namespace(index: number): object {
  const name = `ns-${index}`;
  const labels = { 'kubernetes.io/metadata.name': name };
  return {
    metadata: metadata(name, null, { labels }),
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

function service(index: number, home: string): object {
  const spec = {
    type: 'ClusterIP',
    clusterIP: `10.96.${index >> 8}.${index & 255}`,
    ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }],
    selector: { app: `app-${index}` },
  };
  return { metadata: metadata('web', home), spec, status: { loadBalancer: {} } };
}

function account(home: string): object {
  return { metadata: metadata('default', home) };
}

function policy(index: number, home: string): object {
  const from = [
    { podSelector: { matchLabels: { team: `team-${index % 20}` } } },
    { namespaceSelector: { matchLabels: { zone: 'a' } } },
  ];
  const spec = {
    podSelector: { matchLabels: { app: `app-${index}` } },
    policyTypes: ['Ingress'],
    ingress: [{ from, ports: [{ port: 8080, protocol: 'TCP' }] }],
  };
  return { metadata: metadata(`policy-${index}`, home), spec };
}
