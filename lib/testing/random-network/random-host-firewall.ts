import type {
  CalicoEntity,
  CalicoRule,
  CalicoSpec,
  FailsafePort,
  FelixSpec,
  HostEndpointManifest,
  Labels,
  Manifest,
  NetworkManifests,
  PodManifest,
} from '../direct-network/manifests.ts';
import { Random } from '../random.ts';
import { maybe, several } from './pools.ts';

const NODES = ['n1', 'n2', 'n3'] as const;
const OPEN = 'projectcalico-default-allow';
const NODE_PORT = 30_080;
const ASKED = [22, 2379, 6443, 10250, 10256, NODE_PORT] as const;
const NETS = [
  '0.0.0.0/0',
  '10.0.0.0/24',
  '10.0.0.2/32',
  '192.168.1.0/24',
  '198.51.100.0/24',
  '203.0.113.0/25',
];
const HOST_SELECTORS = [
  "host == 'yes'",
  "host == 'yes'",
  "host != 'no'",
  'has(zone)',
  "zone == 'a'",
  "zone in {'a', 'b'} && has(host)",
  '!has(app)',
  'has(host)',
  'all()',
];
const PEER_SELECTORS = ["host == 'yes'", "zone == 'a'", "app == 'web'", 'has(app)', '!has(app)', 'all()'];

/** Returns the objects of a made-up cluster whose hosts stand behind Calico's host endpoints. */
export function randomHostFirewall(seed: number): NetworkManifests {
  const random = new Random(seed);
  const pods = several(random, [4, 6], (at) => pod(random, at));
  return {
    ...nodePort(random, pods[0]?.status.podIP ?? ''),
    nodes: NODES.map((name, at) => ({
      metadata: { name, labels: { 'kubernetes.io/os': 'linux' } },
      spec: {},
      status: { addresses: [{ type: 'InternalIP', address: `10.0.0.${at + 1}` }] },
    })),
    namespaces: [{ metadata: { name: 'shop', labels: { env: 'prod' } }, spec: {} }],
    pods: [...pods, hostPod(random)],
    networkPolicies: random.chance(0.2)
      ? [
          {
            metadata: { name: 'closed', namespace: 'shop' },
            spec: { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Egress'] },
          },
        ]
      : [],
    calicoTiers: [
      {
        metadata: { name: 'early' },
        spec: { order: 5, ...maybe(random.chance(0.5), 'defaultAction', 'Pass') },
      },
    ],
    calicoProfiles: [profile(random)],
    calicoHostEndpoints: [
      ...NODES.flatMap((node) => endpoints(random, node)),
      // Where there is none, there is no firewall to ask.
      { metadata: { name: 'elsewhere' }, spec: { node: 'gone', interfaceName: '*' } },
    ],
    calicoGlobalNetworkPolicies: several(random, [2, 6], (at) => policy(random, `p${at}`)),
    calicoFelixConfigurations: felix(random),
    calicoIPPools: [
      {
        metadata: { name: 'pods' },
        spec: {
          cidr: '192.168.0.0/16',
          ipipMode: random.chance(0.2) ? 'Always' : 'Never',
          ...maybe(random.chance(0.2), 'natOutgoing', true),
        },
      },
    ],
  };
}

/** A Service on a port of every node, and the pod behind it. */
function nodePort(random: Random, address: string): Pick<NetworkManifests, 'services' | 'endpointSlices'> {
  const targetPort = random.pick([8080, 10256, 6443]);
  const ports = [{ port: 80, targetPort, nodePort: NODE_PORT, protocol: 'TCP' as const }];
  const labels = { 'kubernetes.io/service-name': 'web' };
  return {
    services: [
      { metadata: { name: 'web', namespace: 'shop' }, spec: { type: 'NodePort', ports }, status: {} },
    ],
    endpointSlices: [
      {
        metadata: { name: 'web-1', namespace: 'shop', labels },
        addressType: 'IPv4',
        endpoints: [{ addresses: [address] }],
        ports: [{ port: targetPort, protocol: 'TCP' }],
      },
    ],
  };
}

function pod(random: Random, at: number): PodManifest {
  const number = random.integer(1, NODES.length);
  const ip = `192.168.${number}.${at + 10}`;
  return {
    metadata: { name: `p${at}`, namespace: 'shop', labels: { app: random.pick(['web', 'db']) } },
    spec: { nodeName: `n${number}`, containers: [{ name: 'main', image: 'registry.example/app:1' }] },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] },
  };
}

function hostPod(random: Random): PodManifest {
  const number = random.integer(1, NODES.length);
  const { metadata, spec } = pod(random, 20);
  const ip = `10.0.0.${number}`;
  return {
    metadata: { ...metadata, name: 'agent' },
    spec: { ...spec, nodeName: `n${number}`, hostNetwork: true },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] },
  };
}

function profile(
  random: Random,
): Manifest<Pick<CalicoSpec, 'ingress' | 'egress'> & { labelsToApply: Labels }> {
  return {
    metadata: { name: 'own' },
    spec: {
      labelsToApply: { zone: random.pick(['a', 'b']) },
      ingress: several(random, [0, 2], () => rule(random, 'ingress')),
      egress: [{ action: 'Allow' }],
    },
  };
}

/** None; one for all interfaces; one or two of a card; one by address, beside one for all interfaces. */
function endpoints(random: Random, node: string): HostEndpointManifest[] {
  const card = (name: string, interfaceName: string) =>
    endpoint(random, { node, name: `${node}-${name}`, interfaceName });
  const all = () => card('all', '*');
  const address = `10.0.0.${node.slice(1)}`;
  switch (random.pick(['none', 'all', 'all', 'all', 'card', 'same', 'address', 'two'] as const)) {
    case 'none':
      return [];
    case 'all':
      return [all()];
    case 'card':
      return [card('card', 'eth0')];
    case 'same':
      return [card('b', 'eth0'), card('a', 'eth0')];
    case 'two':
      return random.chance(0.3) ? [card('b', 'eth0'), card('a', 'eth1')] : [all()];
    case 'address':
      return [all(), { ...card('by', ''), spec: { node, expectedIPs: [address], ...profiles(random) } }];
  }
}

function endpoint(
  random: Random,
  {
    node,
    name,
    interfaceName,
  }: { readonly node: string; readonly name: string; readonly interfaceName: string },
): HostEndpointManifest {
  const labels = {
    host: random.pick(['yes', 'yes', 'yes', 'no']),
    ...maybe(random.chance(0.4), 'zone', random.pick(['a', 'b'])),
  };
  const expectedIPs = [`10.0.0.${node.slice(1)}`];
  return {
    metadata: { name, labels },
    spec: {
      node,
      interfaceName,
      ...maybe(random.chance(0.5), 'expectedIPs', expectedIPs),
      ...profiles(random),
    },
  };
}

function profiles(random: Random): { readonly profiles?: readonly string[] } {
  return maybe(
    random.chance(0.6),
    'profiles',
    random.pick([[OPEN], [OPEN], ['own'], ['absent', 'own'], ['absent']]),
  );
}

function policy(random: Random, name: string): Manifest<CalicoSpec> {
  const kind = random.pick([
    'normal',
    'normal',
    'normal',
    'out',
    'out',
    'both',
    'early',
    'early',
    'raw',
  ] as const);
  const isEarly = kind === 'early' || kind === 'raw';
  const types = kind === 'out' ? ['Egress'] : kind === 'both' ? ['Ingress', 'Egress'] : ['Ingress'];
  return {
    metadata: { name },
    spec: {
      selector: random.pick(HOST_SELECTORS),
      ...maybe(random.chance(0.1), 'namespaceSelector', random.pick(['has(env)', '!has(env)'])),
      ...maybe(random.chance(0.85), 'order', random.integer(1, 100)),
      ...maybe(random.chance(0.3), 'tier', random.chance(0.1) ? 'gone' : 'early'),
      ...(kind === 'early' ? { preDNAT: true } : {}),
      ...(kind === 'raw' ? { doNotTrack: true } : {}),
      ...maybe(isEarly || random.chance(0.4), 'applyOnForward', true),
      types,
      ...(kind === 'out'
        ? {}
        : { ingress: several(random, [0, 3], () => rule(random, kind === 'raw' ? 'raw' : 'ingress')) }),
      ...(types.includes('Egress') ? { egress: several(random, [1, 3], () => rule(random, 'egress')) } : {}),
    },
  };
}

function rule(random: Random, kind: 'ingress' | 'egress' | 'raw'): CalicoRule {
  const action = kind === 'raw' ? 'Deny' : random.pick(['Allow', 'Allow', 'Allow', 'Deny', 'Pass', 'Log']);
  const ports = random.some<number | string>([...ASKED, '10250:10256'], [1, 2]);
  const hasPorts = random.chance(0.4);
  const peer = random.chance(0.6) ? entity(random) : {};
  const isOut = kind === 'egress';
  const own = !isOut && random.chance(0.2) ? entity(random) : {};
  const destination = { ...(isOut ? peer : own), ...maybe(hasPorts, 'ports', ports) };
  return {
    action,
    ...maybe(hasPorts || random.chance(0.1), 'protocol', random.chance(0.9) ? 'TCP' : 'UDP'),
    ...maybe(!isOut && Object.keys(peer).length > 0, 'source', peer),
    ...maybe(Object.keys(destination).length > 0, 'destination', destination),
  };
}

function entity(random: Random): CalicoEntity {
  switch (random.pick(['nets', 'nets', 'not-nets', 'selector', 'selector', 'not-selector'] as const)) {
    case 'nets':
      return { nets: random.some(NETS, [1, 2]) };
    case 'not-nets':
      return { notNets: [random.pick(NETS.slice(1))] };
    case 'selector':
      return { selector: random.pick(PEER_SELECTORS) };
    case 'not-selector':
      return { notSelector: random.pick(PEER_SELECTORS.slice(0, 4)) };
  }
}

function felix(random: Random): Manifest<FelixSpec>[] {
  const names = random.pick([[], ['default'], ['default'], ['default', `node.${random.pick(NODES)}`]]);
  return names.map((name) => ({ metadata: { name }, spec: felixSpec(random) }));
}

function felixSpec(random: Random): FelixSpec {
  const list = () => several(random, [0, 3], () => failsafe(random));
  const action = random.pick(['Accept', 'Accept', 'Accept', 'Return', 'Drop'] as const);
  return {
    ...maybe(random.chance(0.4), 'failsafeInboundHostPorts', list()),
    ...maybe(random.chance(0.4), 'failsafeOutboundHostPorts', list()),
    ...maybe(random.chance(0.8), 'defaultEndpointToHostAction', action),
    ...maybe(random.chance(0.15), 'bpfEnabled', true),
  };
}

function failsafe(random: Random): FailsafePort {
  return {
    port: random.pick(ASKED),
    ...maybe(random.chance(0.8), 'protocol', random.chance(0.85) ? 'tcp' : 'udp'),
    ...maybe(random.chance(0.4), 'net', random.pick(NETS)),
  };
}
