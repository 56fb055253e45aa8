import type { LabelSelector } from '#lib/model/label-selector.ts';
import type {
  CiliumPorts,
  CiliumRule,
  CiliumSpec,
  Direction,
  Manifest,
  NetworkManifests,
  SliceManifest,
} from '../direct-network/manifests.ts';
import type { Random } from '../random.ts';
import {
  anyBlock,
  maybe,
  NAMESPACES,
  NODE_LABELS,
  POD_LABELS,
  PORT_NAMES,
  PORTS,
  selector,
  several,
} from './pools.ts';

const ENTITIES = [
  'world',
  'all',
  'cluster',
  'host',
  'remote-node',
  'remote-node',
  'kube-apiserver',
  'unmanaged',
  'health',
];
/** Labels of nodes, some of which a host's endpoint does not have (CI-13). */
const HOST_LABELS = {
  ...NODE_LABELS,
  'kubernetes.io/os': ['linux'],
  'node-role.kubernetes.io/control-plane': [''],
} as const;

/** Returns policies and CIDR groups. */
export function randomCilium(random: Random): NetworkManifests {
  return {
    ciliumNetworkPolicies: [
      ...several(random, [1, 4], (at) => policy(random, `c${at}`, random.pick(NAMESPACES))),
      // A policy of a namespace selects no nodes, whatever it says.
      ...(random.chance(0.1) ? [hostPolicy(random, 'n0', random.pick(NAMESPACES))] : []),
    ],
    ciliumClusterwideNetworkPolicies: [
      ...several(random, [0, 2], (at) => policy(random, `c${at}`, null)),
      ...several(random, [0, 2], (at) => hostPolicy(random, `h${at}`)),
    ],
    endpointSlices: random.chance(0.8) ? [apiServer(random)] : [],
    ciliumCIDRGroups: ['partners', 'offices'].map((name) => ({
      metadata: { name, labels: { kind: name } },
      spec: { externalCIDRs: several(random, [1, 2], () => anyBlock(random).cidr) },
    })),
  };
}

function policy(random: Random, name: string, namespace: string | null): Manifest<CiliumSpec> {
  const enabled = {
    ...maybe(random.chance(0.5), 'ingress', false),
    ...maybe(random.chance(0.5), 'egress', false),
  };
  const rules = (direction: Direction, isDeny: boolean) => section(random, { namespace, direction, isDeny });
  return {
    metadata: { name, ...(namespace === null ? {} : { namespace }) },
    spec: {
      endpointSelector: endpoints(random, namespace, true),
      ...maybe(random.chance(0.2), 'enableDefaultDeny', enabled),
      ...maybe(random.chance(0.65), 'ingress', rules('ingress', false)),
      ...maybe(random.chance(0.4), 'egress', rules('egress', false)),
      ...maybe(random.chance(0.2), 'ingressDeny', rules('ingress', true)),
      ...maybe(random.chance(0.15), 'egressDeny', rules('egress', true)),
    },
  };
}

/** Returns a policy for nodes; now and then one that says pods, too. */
function hostPolicy(random: Random, name: string, namespace: string | null = null): Manifest<CiliumSpec> {
  const { metadata, spec } = policy(random, name, namespace);
  const { endpointSelector, ...rest } = spec;
  const nodeSelector = selector(random, HOST_LABELS, 0.35);
  const sourced = { matchLabels: { 'k8s:role': 'edge' } };
  return {
    metadata,
    spec: {
      ...rest,
      ...maybe(random.chance(0.05), 'endpointSelector', endpointSelector ?? {}),
      nodeSelector: random.chance(0.1) ? sourced : nodeSelector,
    },
  };
}

/** Returns where the API server is: on nodes, outside the cluster, or both. */
function apiServer(random: Random): SliceManifest {
  const places = [
    ['192.168.0.1'],
    ['192.168.0.1', '192.168.0.3'],
    ['203.0.113.5'],
    ['192.168.0.2', 'fd00:20::2'],
  ];
  return {
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      labels: { 'kubernetes.io/service-name': 'kubernetes' },
    },
    addressType: 'IPv4',
    endpoints: [{ addresses: random.pick(places) }],
    ports: [{ port: 6443 }],
  };
}

function endpoints(random: Random, namespace: string | null, isSubject: boolean): LabelSelector {
  const plain = selector(random, POD_LABELS, 0.35);
  const key = random.pick(['k8s:io.kubernetes.pod.namespace', 'io.kubernetes.pod.namespace']);
  if (!isSubject && random.chance(0.35))
    return { ...plain, matchLabels: { ...plain.matchLabels, [key]: random.pick(NAMESPACES) } };
  if (!isSubject && random.chance(0.1)) return { ...plain, matchExpressions: [{ key, operator: 'Exists' }] };
  if (namespace === null && random.chance(0.3))
    return { matchLabels: { 'k8s:io.cilium.k8s.namespace.labels.env': random.pick(['prod', 'dev']) } };
  return plain;
}

interface Place {
  readonly namespace: string | null;
  readonly direction: Direction;
  readonly isDeny: boolean;
}

function section(random: Random, place: Place): CiliumRule[] {
  if (random.chance(0.08)) return random.pick([[], [{}], [{}]]);
  return several(random, place.isDeny ? [1, 1] : [1, 3], () => rule(random, place));
}

function rule(random: Random, place: Place): CiliumRule {
  const kind = random.pick(['endpoints', 'endpoints', 'entities', 'cidr', 'set', 'any', 'names'] as const);
  const ports = random.chance(kind === 'any' ? 1 : 0.45) ? layer4(random, place.isDeny) : {};
  return { ...peers(random, place, kind), ...ports };
}

type PeerKind = 'endpoints' | 'entities' | 'cidr' | 'set' | 'any' | 'names';

function peers(random: Random, { namespace, direction, isDeny }: Place, kind: PeerKind): CiliumRule {
  const side = direction === 'ingress' ? 'from' : 'to';
  switch (kind) {
    case 'endpoints': {
      const low = random.chance(0.05) ? 0 : 1;
      return {
        [`${side}Endpoints`]: several(random, [low, 2 * low], () => endpoints(random, namespace, false)),
      };
    }
    case 'entities':
      return { [`${side}Entities`]: random.some(ENTITIES, [1, 2]) };
    case 'cidr':
      return { [`${side}CIDR`]: several(random, [1, 2], () => anyBlock(random).cidr) };
    case 'set':
      return { [`${side}CIDRSet`]: several(random, [1, 2], () => cidrSet(random)) };
    case 'names':
      if (side === 'to' && !isDeny) return { toFQDNs: [{ matchName: 'example.com' }] };
      return { [`${side}Entities`]: ['all'] };
    case 'any':
      return {};
  }
}

function cidrSet(random: Random) {
  const kind = random.pick(['block', 'group', 'groups'] as const);
  if (kind === 'block') return anyBlock(random);
  if (kind === 'group') return { cidrGroupRef: random.pick(['partners', 'offices']) };
  return { cidrGroupSelector: { matchLabels: { kind: random.pick(['partners', 'offices']) } } };
}

function layer4(random: Random, isDeny: boolean): Pick<CiliumRule, 'toPorts' | 'icmps'> {
  if (random.chance(0.12)) {
    const field = random.pick([{ type: 8 }, { family: 'IPv4', type: 3 }, { family: 'IPv6', type: 128 }]);
    return { icmps: [{ fields: [field] }] };
  }
  const rules = maybe(!isDeny && random.chance(0.08), 'rules', { http: [{ method: 'GET' }] });
  return {
    toPorts: several(random, [1, 2], (): CiliumPorts => ({
      ports: several(random, [1, 2], () => port(random)),
      ...rules,
    })),
  };
}

function port(random: Random) {
  const wanted = maybe(random.chance(0.8), 'protocol', random.pick(['ANY', 'TCP', 'TCP', 'UDP', 'SCTP']));
  if (random.chance(0.25)) return { ...wanted, port: random.pick(PORT_NAMES) };
  const low = random.pick(PORTS);
  if (random.chance(0.7)) return { ...wanted, port: String(low) };
  return { ...wanted, port: String(low), endPort: Math.max(low, random.pick(PORTS)) };
}
