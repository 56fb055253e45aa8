import type { PolicyManifest, PolicyPeer, PolicyPort, PolicyRule } from '../direct-network/manifests.ts';
import type { Random } from '../random.ts';
import {
  anyBlock,
  maybe,
  namespaceSelector,
  NAMESPACES,
  POD_LABELS,
  PORT_NAMES,
  PORTS,
  selector,
  several,
} from './pools.ts';

/** Returns a NetworkPolicy the API server takes. */
export function randomNetworkPolicy(random: Random, name: string): PolicyManifest {
  const types = random.pick([['Ingress'], ['Egress'], ['Ingress', 'Egress']] as const);
  return {
    metadata: { name, namespace: random.pick(NAMESPACES) },
    spec: {
      ...maybe(random.chance(0.9), 'podSelector', selector(random, POD_LABELS, 0.35)),
      ...maybe(random.chance(0.6), 'policyTypes', types),
      ...maybe(random.chance(0.75), 'ingress', rules(random, 'from')),
      ...maybe(random.chance(0.5), 'egress', rules(random, 'to')),
    },
  };
}

function rules(random: Random, side: 'from' | 'to'): PolicyRule[] {
  return several(random, random.chance(0.1) ? [0, 0] : [1, 3], () => randomPolicyRule(random, side));
}

/** Returns a rule of a NetworkPolicy. */
export function randomPolicyRule(random: Random, side: 'from' | 'to'): PolicyRule {
  if (random.chance(0.04)) return {};
  const peers = random.chance(0.15) ? [] : several(random, [1, 2], () => peer(random));
  const ports = random.chance(0.05) ? [] : several(random, [1, 2], () => port(random));
  return {
    ...maybe(peers.length > 0 || random.chance(0.5), side, peers),
    ...maybe(random.chance(0.6), 'ports', ports),
  };
}

function peer(random: Random): PolicyPeer {
  const kind = random.pick(['pods', 'namespaces', 'both', 'both', 'block', 'block'] as const);
  if (kind === 'block') return { ipBlock: anyBlock(random) };
  return {
    ...maybe(kind !== 'namespaces', 'podSelector', selector(random, POD_LABELS)),
    ...maybe(kind !== 'pods', 'namespaceSelector', namespaceSelector(random, 0.35)),
  };
}

function port(random: Random): PolicyPort {
  const wanted = maybe(random.chance(0.8), 'protocol', random.pick(['TCP', 'TCP', 'UDP', 'SCTP'] as const));
  const kind = random.pick(['all', 'number', 'number', 'range', 'name', 'name'] as const);
  if (kind === 'all') return wanted;
  if (kind === 'name') return { ...wanted, port: random.pick(PORT_NAMES) };
  if (kind === 'number') return { ...wanted, port: random.pick(PORTS) };
  const low = random.pick(PORTS);
  return { ...wanted, port: low, endPort: Math.max(low, random.pick(PORTS)) };
}
