import type {
  EndpointManifest,
  NetworkManifests,
  PodManifest,
  ServiceManifest,
  ServicePortManifest,
  SliceManifest,
} from '../direct-network/manifests.ts';
import { selectedBy } from '../direct-network/service-endpoints.ts';
import { Random } from '../random.ts';
import { maybe, NAMESPACES, POD_LABELS, PORT_NAMES, PORTS, several } from './pools.ts';
import { randomCluster } from './random-cluster.ts';
import { randomNetworkPolicy } from './random-network-policies.ts';

const RANGES = ['203.0.113.0/24', '198.51.100.0/22', '10.0.0.0/8', '192.168.0.1/32', '2001:db8::/32'];

/** Returns a made-up cluster with services of every type; every fourth is as files are, without EndpointSlices. */
export function randomServices(seed: number): NetworkManifests {
  const random = new Random(seed);
  const cluster = randomCluster(random);
  const policies = several(random, [1, 4], (at) => randomNetworkPolicy(random, `np${at}`));
  const isStored = seed % 4 !== 0;
  const pods = (cluster.pods ?? [])
    .map((pod, at) => (isStored ? pod : withOneFamily(pod, at)))
    .map((pod, at) => withHostPort(random, pod, at));
  const services = several(random, [8, 11], (at) => {
    const { metadata, ...one } = service(random, at);
    return { ...one, metadata: { ...metadata, ...maybe(isStored, 'uid', `uid-${at}`) } };
  });
  const objects = { ...cluster, pods, services, networkPolicies: policies };
  if (!isStored) return objects;
  return { ...objects, endpointSlices: services.flatMap((one) => slicesOf(random, objects, one)) };
}

/** Files do not say of which family the endpoints of a service are. */
function withOneFamily(pod: PodManifest, at: number): PodManifest {
  const { podIP, podIPs = [], phase } = pod.status;
  if (podIP === undefined) return pod;
  const ip = podIPs.find((one) => !one.ip.includes(':'))?.ip ?? `10.0.3.${at + 1}`;
  return {
    ...pod,
    status: { ...maybe(phase !== undefined, 'phase', phase ?? ''), podIP: ip, podIPs: [{ ip }] },
  };
}

function withHostPort(random: Random, pod: PodManifest, at: number): PodManifest {
  const isGone = pod.metadata.name.startsWith('gone');
  if (isGone || !pod.status.podIP?.includes('.') || pod.spec.hostNetwork === true || random.chance(0.6))
    return pod;
  const port = { containerPort: random.pick(PORTS), hostPort: 9000 + at, protocol: 'TCP' } as const;
  const edge = { name: 'edge', image: 'registry.example/edge:1', ports: [port] };
  return { ...pod, spec: { ...pod.spec, containers: [...pod.spec.containers, edge] } };
}

function service(random: Random, at: number): ServiceManifest {
  const metadata = { name: `s${at}`, namespace: random.pick(NAMESPACES) };
  const type = random.pick([
    'ClusterIP',
    'ClusterIP',
    'NodePort',
    'NodePort',
    'LoadBalancer',
    'LoadBalancer',
  ] as const);
  if (random.chance(0.04))
    return { metadata, spec: { type: 'ExternalName', externalName: 'db.example.com' }, status: {} };
  const isHeadless = type === 'ClusterIP' && random.chance(0.3);
  const isOpen = type !== 'ClusterIP';
  const balancer = {
    ip: `198.51.100.${200 + at}`,
    ...maybe(random.chance(0.7), 'ipMode', random.pick(['VIP', 'VIP', 'Proxy'] as const)),
  };
  return {
    metadata,
    spec: {
      type,
      clusterIP: isHeadless ? 'None' : `10.96.0.${at + 1}`,
      ...maybe(random.chance(0.85), 'selector', podLabels(random)),
      ...maybe(!isHeadless && random.chance(0.25), 'externalIPs', [`203.0.113.${100 + at}`]),
      ...maybe(isOpen, 'externalTrafficPolicy', random.pick(['Cluster', 'Local'] as const)),
      ...maybe(random.chance(0.5), 'internalTrafficPolicy', random.pick(['Cluster', 'Local'] as const)),
      ...maybe(
        type === 'LoadBalancer' && random.chance(0.5),
        'loadBalancerSourceRanges',
        random.chance(0.15) ? ['198.51.100.0/24', '0.0.0.0/0'] : random.some(RANGES, [1, 2]),
      ),
      ports: ports(random, at, isOpen),
    },
    status: type === 'LoadBalancer' ? { loadBalancer: { ingress: [balancer] } } : {},
  };
}

function podLabels(random: Random): Readonly<Record<string, string>> {
  if (random.chance(0.15)) return { track: 'stable' };
  return random.chance(0.6) ? { app: random.pick(POD_LABELS.app) } : { tier: random.pick(POD_LABELS.tier) };
}

function ports(random: Random, at: number, isOpen: boolean): ServicePortManifest[] {
  return several(random, [1, 2], (which) => ({
    name: `port${which}`,
    port: which === 0 ? 80 : 443,
    protocol: random.pick(['TCP', 'TCP', 'TCP', 'UDP'] as const),
    ...maybe(
      random.chance(0.9),
      'targetPort',
      random.pick<number | string>([...PORT_NAMES, 'http', ...PORTS]),
    ),
    ...maybe(isOpen, 'nodePort', random.chance(0.9) ? 30_000 + at * 10 + which : 0),
  }));
}

/** Returns what the controller of EndpointSlices makes: pods that give a name to different ports lie apart. */
function slicesOf(random: Random, objects: NetworkManifests, one: ServiceManifest): SliceManifest[] {
  const { name, namespace = 'red' } = one.metadata;
  const labels = { 'kubernetes.io/service-name': name };
  const conditions = new Map((objects.pods ?? []).map((pod) => [pod, random.pick(CONDITIONS)] as const));
  return (one.spec.ports ?? []).flatMap((port) => {
    const found =
      one.spec.selector === undefined
        ? [{ port: random.pick(PORTS), endpoints: written(random, objects) }]
        : [...Map.groupBy(selectedBy(objects, one, port), (back) => back.port)].map(([number, backs]) => ({
            port: number,
            endpoints: backs.map(({ pod, address }) => endpoint(pod, address, conditions.get(pod))),
          }));
    return found.map(({ port: number, endpoints }) => ({
      metadata: { name: `${name}-${port.name ?? ''}-${number}`, namespace, labels },
      addressType: 'IPv4',
      endpoints,
      ports: [
        {
          ...maybe(port.name !== undefined, 'name', port.name ?? ''),
          port: number,
          protocol: port.protocol ?? 'TCP',
        },
      ],
    }));
  });
}

/** What somebody wrote beside a service without a selector: addresses outside the cluster, or of pods. */
function written(random: Random, { pods = [] }: NetworkManifests): EndpointManifest[] {
  if (random.chance(0.5)) return [{ addresses: [random.pick(['203.0.113.5', '198.51.100.7', '10.0.9.9'])] }];
  const alive = pods.filter(
    ({ metadata, status }) => !metadata.name.startsWith('gone') && status.podIP?.includes('.'),
  );
  return alive.slice(0, 1).map(({ spec, status }) => ({
    addresses: [status.podIP ?? ''],
    ...maybe(random.chance(0.7), 'nodeName', spec.nodeName ?? ''),
  }));
}

const CONDITIONS: readonly NonNullable<EndpointManifest['conditions']>[] = [
  {},
  { ready: true },
  { ready: true },
  { ready: true, terminating: false },
  { ready: true, serving: true, terminating: false },
  { ready: true, serving: true, terminating: false },
  { ready: false, serving: true, terminating: true },
  { ready: false, serving: true, terminating: true },
  { ready: false, serving: false, terminating: true },
  { ready: false, serving: true },
];

function endpoint(
  { metadata, spec }: PodManifest,
  address: string,
  conditions: EndpointManifest['conditions'] = {},
): EndpointManifest {
  return {
    addresses: [address],
    conditions,
    nodeName: spec.nodeName ?? '',
    targetRef: { kind: 'Pod', namespace: metadata.namespace ?? 'red', name: metadata.name },
  };
}
