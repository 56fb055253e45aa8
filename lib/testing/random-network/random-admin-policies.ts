import type {
  AdminPeer,
  AdminPort,
  AdminProtocol,
  AdminRule,
  AdminSpec,
  Manifest,
  PodsPeer,
} from '../direct-network/manifests.ts';
import type { Random } from '../random.ts';
import {
  anyBlock,
  maybe,
  namespaceSelector,
  NODE_LABELS,
  POD_LABELS,
  PORT_NAMES,
  PORTS,
  selector,
  several,
} from './pools.ts';

export type AdminKind = 'ClusterNetworkPolicy' | 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy';

/** Returns a policy of the network policy API. */
export function randomAdminPolicy(random: Random, kind: AdminKind, name: string): Manifest<AdminSpec> {
  const isNewer = kind === 'ClusterNetworkPolicy';
  const isBaseline = kind === 'BaselineAdminNetworkPolicy';
  const priority = random.pick([0, 5, 5, 10, 20, 50, 400, 1000]);
  const tier = random.pick(['Admin', 'Admin', 'Baseline'] as const);
  return {
    metadata: { name: isBaseline ? 'default' : name },
    spec: {
      ...maybe(isNewer, 'tier', tier),
      ...maybe(!isBaseline, 'priority', priority),
      subject: random.chance(0.5)
        ? { namespaces: namespaceSelector(random, 0.35) }
        : { pods: pods(random, isNewer) },
      ...maybe(random.chance(0.75), 'ingress', rules(random, kind, 'from')),
      ...maybe(random.chance(0.55), 'egress', rules(random, kind, 'to')),
    },
  };
}

function pods(random: Random, isNewer: boolean): PodsPeer {
  const podSelector = selector(random, POD_LABELS, 0.3);
  if (isNewer && random.chance(0.5)) return { podSelector };
  return { podSelector, namespaceSelector: namespaceSelector(random, 0.35) };
}

function rules(random: Random, kind: AdminKind, side: 'from' | 'to'): AdminRule[] {
  const isNewer = kind === 'ClusterNetworkPolicy';
  const allow = isNewer ? 'Accept' : 'Allow';
  const actions = kind === 'BaselineAdminNetworkPolicy' ? [allow, 'Deny'] : [allow, allow, 'Deny', 'Pass'];
  return several(random, [1, 3], (): AdminRule => {
    const action = random.pick(actions);
    const peers = several(random, [1, 2], () => peer(random, { isNewer, isEgress: side === 'to', action }));
    // Where the older API refuses named ports beside addresses, so does the newer's experimental one.
    const byAddress = peers.some(
      ({ namespaces, pods: list }) => namespaces === undefined && list === undefined,
    );
    return {
      action,
      [side]: peers,
      ...maybe(
        isNewer && random.chance(0.55),
        'protocols',
        several(random, [1, 2], () => protocol(random)),
      ),
      ...maybe(
        !isNewer && random.chance(0.55),
        'ports',
        several(random, [1, 2], () => port(random, !byAddress)),
      ),
    };
  });
}

interface PeerPlace {
  readonly isNewer: boolean;
  readonly isEgress: boolean;
  readonly action: string;
}

function peer(random: Random, { isNewer, isEgress, action }: PeerPlace): AdminPeer {
  if (isNewer && random.chance(0.06)) return { future: 'unknown' };
  const kind = random.pick(
    isEgress
      ? (['namespaces', 'pods', 'networks', 'networks', 'nodes', 'names'] as const)
      : (['namespaces', 'pods'] as const),
  );
  if (kind === 'networks') return { networks: several(random, [1, 2], () => anyBlock(random).cidr) };
  if (kind === 'nodes') return { nodes: selector(random, NODE_LABELS, 0.4) };
  if (kind === 'names' && isNewer && action === 'Accept') return { domainNames: ['*.example.com'] };
  return kind === 'pods' ? { pods: pods(random, isNewer) } : { namespaces: namespaceSelector(random, 0.35) };
}

function protocol(random: Random): AdminProtocol {
  if (random.chance(0.25)) return { destinationNamedPort: random.pick(PORT_NAMES) };
  const low = random.pick(PORTS);
  const range = { start: low, end: Math.max(low + 1, random.pick(PORTS)) };
  const part = random.pick([{ destinationPort: { number: low } }, { destinationPort: { range } }, {}]);
  return { [random.pick(['tcp', 'tcp', 'udp', 'sctp'])]: part };
}

function port(random: Random, mayName: boolean): AdminPort {
  const low = random.pick(PORTS);
  const wanted = maybe(random.chance(0.6), 'protocol', random.pick(['TCP', 'UDP', 'SCTP']));
  const kind = random.pick(['number', 'range', 'name'] as const);
  if (kind === 'name' && mayName) return { namedPort: random.pick(PORT_NAMES) };
  if (kind === 'range')
    return { portRange: { ...wanted, start: low, end: Math.max(low, random.pick(PORTS)) } };
  return { portNumber: { protocol: 'TCP', ...wanted, port: low } };
}
