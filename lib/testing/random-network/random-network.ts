import type { NetworkManifests } from '../direct-network/manifests.ts';
import type { NetworkAsk, Protocol } from '../direct-network/parties.ts';
import { Random } from '../random.ts';
import { OUTSIDE, PORTS, several } from './pools.ts';
import { randomAdminPolicy } from './random-admin-policies.ts';
import { randomCalico } from './random-calico-policies.ts';
import { randomCilium } from './random-cilium-policies.ts';
import { randomCluster } from './random-cluster.ts';
import { randomNetworkPolicy } from './random-network-policies.ts';

/**
 * Plugins; `cilium-set` is Cilium with settings of its own: closed by default, addresses match pods, and
 * policies are asked about what a pod's own node sends; the others
 * are Cilium without its firewall of hosts, and without a sight of that setting.
 */
export type RandomPlane =
  | 'kubernetes'
  | 'calico'
  | 'cilium'
  | 'cilium-set'
  | 'cilium-hosts-off'
  | 'cilium-hosts-unsure'
  | 'none';

/** Returns the plugin that the cluster of a seed runs. */
export function randomPlane(seed: number): RandomPlane {
  if (seed % 50 === 0) return 'none';
  if (seed % 12 === 5) return 'cilium-set';
  if (seed % 24 === 11) return 'cilium-hosts-unsure';
  if (seed % 24 === 23) return 'cilium-hosts-off';
  return (['kubernetes', 'calico', 'cilium'] as const)[seed % 3] ?? 'kubernetes';
}

/** Returns the objects of one made-up cluster with policies of every kind its plugin knows. */
export function randomNetwork(seed: number): NetworkManifests {
  const random = new Random(seed);
  const plane = randomPlane(seed);
  const isPlain = plane === 'kubernetes' || plane === 'none';
  const most = isPlain ? 6 : 2;
  const policies = several(random, [isPlain ? 2 : 0, most], (at) => randomNetworkPolicy(random, `np${at}`));
  return {
    ...randomCluster(random),
    networkPolicies: policies,
    ...adminPolicies(random, plane),
    ...(plane === 'calico' ? randomCalico(random) : {}),
    ...(plane.startsWith('cilium') ? randomCilium(random) : {}),
  };
}

function adminPolicies(random: Random, plane: RandomPlane): NetworkManifests {
  const most = plane === 'kubernetes' ? 4 : 1;
  const newer = several(random, [0, most], (at) =>
    randomAdminPolicy(random, 'ClusterNetworkPolicy', `cnp${at}`),
  );
  const older = several(random, [0, most], (at) =>
    randomAdminPolicy(random, 'AdminNetworkPolicy', `anp${at}`),
  );
  const baseline = several(random, [0, 1], () =>
    randomAdminPolicy(random, 'BaselineAdminNetworkPolicy', 'default'),
  );
  const which = random.pick([
    'newer',
    'newer',
    'newer',
    'older',
    'older',
    'none',
    random.chance(0.2) ? 'both' : 'newer',
  ]);
  return {
    ...(which === 'newer' || which === 'both' ? { clusterNetworkPolicies: newer } : {}),
    ...(which === 'older' || which === 'both'
      ? { adminNetworkPolicies: older, baselineAdminNetworkPolicies: baseline }
      : {}),
  };
}

const PACKETS: readonly (readonly [Protocol, readonly number[]])[] = [
  ['TCP', PORTS],
  ['TCP', PORTS],
  ['TCP', PORTS],
  ['TCP', PORTS],
  ['UDP', PORTS],
  ['UDP', PORTS],
  ['SCTP', PORTS],
  ['ICMP', [0, 8 * 256, 3 * 256 + 1, 3 * 256 + 4]],
  ['ICMPv6', [128 * 256, 129 * 256]],
  ['OTHER', [47, 136, 50]],
];

/** A port the pod listens on, or one of the same number and another protocol. */
function declaredBy({ pods = [] }: NetworkManifests, name: string): readonly [Protocol, readonly number[]] {
  const pod = pods.find(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}` === name);
  const containers = [...(pod?.spec.initContainers ?? []), ...(pod?.spec.containers ?? [])];
  const ports = containers.flatMap((one) => one.ports ?? []);
  const [first] = ports;
  return [
    first?.protocol ?? 'TCP',
    ports.length === 0 ? PORTS : ports.map(({ containerPort }) => containerPort),
  ];
}

/** Returns questions about a cluster: pods, their addresses, nodes and what is outside, never two from outside. */
export function randomAsks(objects: NetworkManifests, seed: number, count: number): NetworkAsk[] {
  const random = new Random(seed);
  const pods = (objects.pods ?? []).map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`);
  const addresses = (objects.pods ?? []).flatMap(({ status }) => (status.podIPs ?? []).map(({ ip }) => ip));
  const nodes = (objects.nodes ?? []).flatMap(({ status }) =>
    status.addresses.slice(0, 1).map((one) => one.address),
  );
  const hasHostPolicies = (objects.ciliumClusterwideNetworkPolicies ?? []).some(
    ({ spec }) => spec.nodeSelector !== undefined,
  );
  const others = [...OUTSIDE, ...OUTSIDE, ...nodes, ...nodes, ...addresses];
  return Array.from({ length: count }, () => {
    const pod = hasHostPolicies && random.chance(0.25) ? random.pick(nodes) : random.pick(pods);
    const other = random.chance(0.6) ? random.pick(pods) : random.pick(others);
    const [protocol, ports] = random.chance(0.15) ? declaredBy(objects, pod) : random.pick(PACKETS);
    const port = random.pick(ports);
    return random.chance(0.45)
      ? { from: pod, to: other, port, protocol }
      : { from: other, to: pod, port, protocol };
  });
}
