import type { LayerPeer, LayerRule, MultiPolicyManifest } from '../direct-network/layer-manifests.ts';
import type { PolicyPort } from '../direct-network/manifests.ts';
import type { Random } from '../random.ts';
import { maybe, namespaceSelector, POD_LABELS, PORT_NAMES, PORTS, selector, several } from './pools.ts';
import { NETWORKS } from './random-attachments.ts';

/** Returns a MultiNetworkPolicy as its API server takes it, which checks less than that of NetworkPolicy. */
export function randomMultiPolicy(random: Random, name: string): MultiPolicyManifest {
  const namespace = random.pick(['red', 'red', 'green']);
  const version = random.pick(['v1beta1', 'v1beta2']);
  const types = random.pick([['Ingress'], ['Egress'], ['Ingress', 'Egress']] as const);
  const annotations = { 'k8s.v1.cni.cncf.io/policy-for': policyFor(random, namespace) };
  return {
    apiVersion: `k8s.cni.cncf.io/${version}`,
    metadata: { name, namespace, ...maybe(random.chance(0.93), 'annotations', annotations) },
    spec: {
      ...maybe(random.chance(0.95), 'podSelector', selector(random, POD_LABELS, 0.35)),
      ...maybe(random.chance(0.6), 'policyTypes', types),
      ...maybe(random.chance(0.75), 'ingress', rules(random, 'from')),
      ...maybe(random.chance(0.5), 'egress', rules(random, 'to')),
    },
  };
}

/** Short names are of the policy's namespace; some lead nowhere. */
function policyFor(random: Random, namespace: string): string {
  const names = random.some(NETWORKS, [1, 3]).map((network) => {
    const [place, name = ''] = network.split('/');
    return place === namespace && random.chance(0.7) ? name : network;
  });
  return names.join(random.pick([',', ', ']));
}

function rules(random: Random, side: 'from' | 'to'): LayerRule[] {
  return several(random, random.chance(0.1) ? [0, 0] : [1, 3], () => {
    const peers = random.chance(0.15) ? [] : several(random, [1, 2], () => peer(random));
    const ports = several(random, [1, 2], () => port(random));
    return {
      ...maybe(peers.length > 0 || random.chance(0.5), side, peers),
      ...maybe(random.chance(0.5), 'ports', ports),
    };
  });
}

const BLOCKS = [
  { cidr: '0.0.0.0/0' },
  { cidr: '192.168.0.0/16', except: ['192.168.10.0/29'] },
  { cidr: '192.168.10.0/24' },
  { cidr: '192.168.10.0/29' },
  { cidr: '192.168.20.0/24', except: ['192.168.20.4/30'] },
];

function peer(random: Random): LayerPeer {
  const kind = random.pick(['pods', 'namespaces', 'both', 'both', 'block', 'block', 'odd'] as const);
  if (kind === 'block') return { ipBlock: random.pick(BLOCKS) };
  const podSelector = selector(random, POD_LABELS);
  if (kind === 'odd') return random.chance(0.5) ? {} : { podSelector, ipBlock: random.pick(BLOCKS) };
  return {
    ...maybe(kind !== 'namespaces', 'podSelector', podSelector),
    ...maybe(kind !== 'pods', 'namespaceSelector', namespaceSelector(random, 0.35)),
  };
}

function port(random: Random): PolicyPort {
  const wanted = maybe(random.chance(0.8), 'protocol', random.pick(['TCP', 'TCP', 'UDP', 'SCTP'] as const));
  const kind = random.pick(['all', 'number', 'number', 'number', 'range', 'range', 'name'] as const);
  if (kind === 'all') return wanted;
  if (kind === 'name') return { ...wanted, port: random.pick(PORT_NAMES) };
  const low = random.pick(PORTS);
  if (kind === 'number') return { ...wanted, port: low };
  return { ...wanted, port: low, endPort: Math.max(low, random.pick(PORTS)) };
}
