import type {
  ContainerManifest,
  Manifest,
  NetworkManifests,
  NodeManifest,
  PodManifest,
} from '../direct-network/manifests.ts';
import type { Random } from '../random.ts';
import {
  ACCOUNTS,
  maybe,
  NAMESPACE_LABELS,
  NAMESPACES,
  NODE_LABELS,
  POD_LABELS,
  several,
  someLabels,
} from './pools.ts';

type Ports = NonNullable<ContainerManifest['ports']>;

/** What a container listens on; two of a name, names of several protocols, ports without a name among them. */
const PORT_SETS: readonly Ports[] = [
  [],
  [{ name: 'http', containerPort: 80 }],
  [
    { name: 'http', containerPort: 8080, protocol: 'TCP' },
    { name: 'metrics', containerPort: 9090 },
  ],
  [
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
    { name: 'http', containerPort: 8080, protocol: 'UDP' },
  ],
  [{ name: 'sql', containerPort: 5432 }, { containerPort: 80 }],
  [
    { name: 'sql', containerPort: 9090, protocol: 'SCTP' },
    { name: 'dns', containerPort: 53, protocol: 'TCP' },
  ],
];

/** Returns pods, nodes, namespaces and service accounts of a small cluster. */
export function randomCluster(random: Random): NetworkManifests {
  const nodes = [1, 2, 3].map((number) => node(random, number));
  const alive = several(random, [8, 13], (at) => pod(random, nodes, at));
  return {
    nodes,
    namespaces: NAMESPACES.map((name) => namespace(random, name)),
    serviceAccounts: NAMESPACES.map((where) => ({
      metadata: { name: 'robot', namespace: where, labels: someLabels(random, { duty: ['ci', 'run'] }) },
    })),
    pods: [...alive, ...several(random, [0, 1], (at) => gone(random, alive, at))],
  };
}

function namespace(random: Random, name: string): Manifest<object> {
  const own = maybe(random.chance(0.5), 'kubernetes.io/metadata.name', name);
  return { metadata: { name, labels: { ...someLabels(random, NAMESPACE_LABELS), ...own } }, spec: {} };
}

function node(random: Random, number: number): NodeManifest {
  const name = `n${number}`;
  const addresses = [
    { type: 'InternalIP', address: `192.168.0.${number}` },
    { type: 'Hostname', address: name },
    ...(number === 2 ? [{ type: 'InternalIP', address: 'fd00:20::2' }] : []),
  ];
  const labels = {
    ...someLabels(random, NODE_LABELS),
    'kubernetes.io/os': 'linux',
    ...(number === 1 ? { 'node-role.kubernetes.io/control-plane': '' } : {}),
  };
  return { metadata: { name, labels }, spec: {}, status: { addresses } };
}

function pod(random: Random, nodes: readonly NodeManifest[], at: number): PodManifest {
  const hostNetwork = random.chance(0.08);
  const host = random.pick(nodes);
  const namespaced = random.integer(0, NAMESPACES.length - 1);
  const own = addresses(random, namespaced, at);
  const ips = hostNetwork
    ? host.status.addresses.filter(({ type }) => type === 'InternalIP').map((one) => one.address)
    : own;
  return {
    metadata: {
      name: `p${at}`,
      namespace: NAMESPACES[namespaced] ?? 'red',
      labels: someLabels(random, POD_LABELS),
    },
    spec: {
      nodeName: host.metadata.name,
      serviceAccountName: random.pick(ACCOUNTS),
      ...maybe(hostNetwork, 'hostNetwork', true),
      ...containers(random),
    },
    status: {
      phase: random.chance(0.9) ? 'Running' : 'Pending',
      podIP: ips[0] ?? '',
      podIPs: ips.map((ip) => ({ ip })),
    },
  };
}

function addresses(random: Random, namespaced: number, at: number): string[] {
  const [four, six] = [`10.0.${namespaced}.${at + 1}`, `fd00:10::${(at + 1).toString(16)}`];
  return random.pick([[four], [four], [four], [four, six], [four, six], [six]]);
}

function containers(random: Random): Pick<PodManifest['spec'], 'containers' | 'initContainers'> {
  const one = (name: string): ContainerManifest => ({
    name,
    image: 'registry.example/app:1',
    ports: random.pick(PORT_SETS),
  });
  const initContainers = [{ ...one('side'), ...maybe(random.chance(0.6), 'restartPolicy', 'Always') }];
  return {
    containers: random.chance(0.4) ? [one('main'), one('more')] : [one('main')],
    ...maybe(random.chance(0.35), 'initContainers', initContainers),
  };
}

/** Returns a pod that has ended or never started; its address may belong to another by now. */
function gone(random: Random, alive: readonly PodManifest[], at: number): PodManifest {
  const like = random.pick(alive);
  const metadata = { ...like.metadata, name: `gone${at}`, labels: someLabels(random, POD_LABELS) };
  const end = random.pick(['Succeeded', 'Failed', 'no address', 'no address left'] as const);
  if (end === 'no address') return { ...like, metadata, status: { phase: 'Pending' } };
  if (end !== 'no address left') return { ...like, metadata, status: { ...like.status, phase: end } };
  const annotations = { 'cni.projectcalico.org/podIP': '' };
  const deletionTimestamp = '2026-01-01T00:00:00Z';
  return { ...like, metadata: { ...metadata, annotations, deletionTimestamp } };
}
