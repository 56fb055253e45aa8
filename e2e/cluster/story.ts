/** What a part of the suite puts into a real cluster: path to post to, and the object. */
export interface Creation {
  readonly path: string;
  readonly object: KubeJson;
}

export interface KubeJson {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string } & Readonly<
    Record<string, unknown>
  >;
  readonly [field: string]: unknown;
}

const SHARE_OF_BAD_PODS = 10;

/** Returns the namespaces, nodes, accounts, services and policies of a cluster with `namespaces` teams. */
export function frameOf(namespaces: number): Creation[] {
  const names = teamNames(namespaces);
  return [
    ...['cp-1', 'worker-1', 'worker-2'].map((name) => node(name)),
    ...names.map((name) => create('/api/v1/namespaces', 'Namespace', { metadata: { name } })),
    ...names.flatMap((namespace) => teamFrame(namespace)),
    ...clusterRights(),
  ];
}

/** Returns `count` workloads spread over the namespaces; every tenth of them is careless. */
export function deploymentsOf(namespaces: number, count: number): Creation[] {
  const names = teamNames(namespaces);
  return Array.from({ length: count }, (_, index) => {
    const namespace = names[index % names.length] ?? 'team-0';
    const name = `app-${index}`;
    const spec = {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: podSpec(index) },
    };
    return create(`/apis/apps/v1/namespaces/${namespace}/deployments`, 'Deployment', {
      metadata: { name, namespace },
      spec,
    });
  });
}

/** Returns the ReplicaSet that a Deployment's controller would make. */
export function replicaSetOf(deployment: KubeJson, uid: string): Creation {
  const { name, namespace = '' } = deployment.metadata;
  const spec = deployment['spec'] as { selector: { matchLabels: object }; template: { spec: unknown } };
  const hash = { 'pod-template-hash': 'abc123' };
  const metadata = {
    name: `${name}-abc123`,
    namespace,
    labels: { app: name, ...hash },
    ownerReferences: [ownedBy('apps/v1', 'Deployment', { name, uid })],
  };
  const labels = { ...spec.selector.matchLabels, ...hash };
  const replicaSet = {
    replicas: 2,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: spec.template.spec },
  };
  return create(`/apis/apps/v1/namespaces/${namespace}/replicasets`, 'ReplicaSet', {
    metadata,
    spec: replicaSet,
  });
}

/** Returns the pods that a ReplicaSet's controller would make, placed on a node. */
export function podsOf(replicaSet: KubeJson, uid: string): Creation[] {
  const { name, namespace = '' } = replicaSet.metadata;
  const spec = replicaSet['spec'] as { template: { metadata: { labels: object }; spec: object } };
  return ['x1', 'x2'].map((suffix, index) => {
    const metadata = {
      name: `${name}-${suffix}`,
      namespace,
      labels: spec.template.metadata.labels,
      ownerReferences: [ownedBy('apps/v1', 'ReplicaSet', { name, uid })],
    };
    const podSpecOnNode = { ...spec.template.spec, nodeName: `worker-${(index % 2) + 1}` };
    return create(`/api/v1/namespaces/${namespace}/pods`, 'Pod', { metadata, spec: podSpecOnNode });
  });
}

function podSpec(index: number): object {
  const careless = index % SHARE_OF_BAD_PODS === 0;
  const container = careless
    ? { name: 'main', image: 'registry.example/app:latest', securityContext: { privileged: true } }
    : {
        name: 'main',
        image: `registry.example/app@sha256:${'a'.repeat(64)}`,
        securityContext: { runAsNonRoot: true, runAsUser: 1000, allowPrivilegeEscalation: false },
      };
  // Values and last-applied annotations must not be kept; a marker shows when one is.
  const env = [{ name: 'PASSWORD', value: `marked-env-${index}` }];
  const host = careless
    ? { hostPID: true, volumes: [{ name: 'host', hostPath: { path: '/etc' } }] }
    : { automountServiceAccountToken: false };
  return { containers: [{ ...container, env }], serviceAccountName: 'app', ...host };
}

function teamFrame(namespace: string): Creation[] {
  const at = `/api/v1/namespaces/${namespace}`;
  const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`;
  const named = (name: string): { name: string; namespace: string } => ({ name, namespace });
  const subjects = [{ kind: 'ServiceAccount', name: 'default', namespace }];
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' };
  const rules = [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] }];
  const ports = [{ port: 80, targetPort: 8080 }];
  return [
    ...['default', 'app'].map((name) =>
      create(`${at}/serviceaccounts`, 'ServiceAccount', { metadata: named(name) }),
    ),
    create(`${rbac}/roles`, 'Role', { metadata: named('reader'), rules }),
    create(`${rbac}/rolebindings`, 'RoleBinding', { metadata: named('reader'), subjects, roleRef }),
    create(`${at}/services`, 'Service', {
      metadata: named('web'),
      spec: { type: 'NodePort', ports, selector: { app: 'web' } },
    }),
    create(`${at}/configmaps`, 'ConfigMap', {
      metadata: named('settings'),
      data: { token: 'marked-config-map' },
    }),
    create(`${at}/secrets`, 'Secret', { metadata: named('key'), stringData: { token: 'marked-secret' } }),
    ...(namespace.endsWith('0') ? [defaultDeny(namespace)] : []),
  ];
}

function defaultDeny(namespace: string): Creation {
  const spec = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
  const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
  return create(path, 'NetworkPolicy', { metadata: { name: 'default-deny', namespace }, spec });
}

function clusterRights(): Creation[] {
  const path = '/apis/rbac.authorization.k8s.io/v1';
  const role = (name: string, rules: object[]): Creation =>
    create(`${path}/clusterroles`, 'ClusterRole', { metadata: { name }, rules });
  const bind = (name: string, roleName: string, subject: object): Creation =>
    create(`${path}/clusterrolebindings`, 'ClusterRoleBinding', {
      metadata: { name },
      subjects: [subject],
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: roleName },
    });
  const user = (name: string): object => ({ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name });
  return [
    role('ci-everything', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]),
    bind('ci-everything', 'ci-everything', { kind: 'ServiceAccount', name: 'app', namespace: 'team-1' }),
    role('secret-reader', [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] }]),
    bind('secret-reader', 'secret-reader', user('auditor')),
    role('impersonator', [{ apiGroups: [''], resources: ['users'], verbs: ['impersonate'] }]),
    bind('impersonator', 'impersonator', user('helpdesk')),
    bind('jane-admin', 'cluster-admin', user('jane')),
  ];
}

function node(name: string): Creation {
  const labels = name.startsWith('cp') ? { 'node-role.kubernetes.io/control-plane': '' } : {};
  const status = {
    addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
    nodeInfo: { kubeletVersion: name === 'worker-2' ? 'v1.32.0' : 'v1.36.3' },
  };
  return create('/api/v1/nodes', 'Node', { metadata: { name, labels }, status });
}

type Body = { readonly metadata: KubeJson['metadata'] } & Readonly<Record<string, unknown>>;

function create(path: string, kind: string, body: Body): Creation {
  const { metadata, ...fields } = body;
  return { path, object: { apiVersion: apiVersionOf(path), kind, metadata, ...fields } };
}

/** `/api/v1/…` is the core group, `/apis/GROUP/VERSION/…` any other. */
function apiVersionOf(path: string): string {
  const [, root, first, second] = path.split('/');
  return root === 'api' ? 'v1' : `${first}/${second}`;
}

function ownedBy(apiVersion: string, kind: string, owner: { name: string; uid: string }): object {
  return { apiVersion, kind, ...owner, controller: true, blockOwnerDeletion: true };
}

function teamNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `team-${index}`);
}
