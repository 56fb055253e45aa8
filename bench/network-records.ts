/** An object as a scan keeps it, of whatever kind. */
export interface ListedRecord {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec: object;
  readonly [field: string]: unknown;
}

/** Pods of one workload, which carry the same labels. */
const REPLICAS = 2;
const APPS = 10;
const TIERS = ['web', 'cache', 'db'] as const;

export interface PodPlace {
  readonly namespaces: number;
  readonly nodes: number;
}

/** Returns a running pod: two of a workload, ten names of applications and three tiers in a namespace. */
export function podRecord(index: number, { namespaces, nodes }: PodPlace): ListedRecord {
  const workload = Math.floor(index / REPLICAS);
  const app = `app-${Math.floor(workload / namespaces) % APPS}`;
  const labels = {
    app,
    tier: TIERS[(workload + Math.floor(workload / namespaces)) % TIERS.length] ?? 'web',
    'pod-template-hash': workload.toString(36),
  };
  const ip = `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
  const ports = [
    { name: 'http', containerPort: 8080 + (workload % 3), protocol: 'TCP' },
    { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
  ];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${app}-${index}`, namespace: `ns-${workload % namespaces}`, labels },
    spec: {
      nodeName: `node-${index % nodes}`,
      serviceAccountName: 'default',
      containers: [{ name: 'main', image: 'registry.example/app:1', ports }],
    },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] },
  };
}

export function nodeRecord(index: number): ListedRecord {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `node-${index}`, labels: { zone: `zone-${index % 3}` } },
    spec: {},
    status: { addresses: [{ type: 'InternalIP', address: `10.200.${index >> 8}.${index & 255}` }] },
  };
}

export function namespaceRecord(index: number): ListedRecord {
  const name = `ns-${index}`;
  const labels = {
    'kubernetes.io/metadata.name': name,
    team: `team-${index % 50}`,
    stage: ['dev', 'test', 'prod'][index % 3] ?? 'dev',
  };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels }, spec: {} };
}
