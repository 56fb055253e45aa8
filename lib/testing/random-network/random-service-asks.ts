import type { NetworkManifests, ServiceManifest } from '../direct-network/manifests.ts';
import type { NetworkAsk } from '../direct-network/parties.ts';
import { Random } from '../random.ts';
import { OUTSIDE } from './pools.ts';

type Target = Pick<NetworkAsk, 'to' | 'port' | 'protocol'>;

/** Returns questions from pods, nodes and the outside to everything that leads to a service or to a pod's port. */
export function randomServiceAsks(objects: NetworkManifests, seed: number, count: number): NetworkAsk[] {
  const random = new Random(seed);
  const nodes = (objects.nodes ?? []).flatMap(({ status }) =>
    status.addresses.slice(0, 1).map(({ address }) => address),
  );
  const pods = (objects.pods ?? [])
    .filter(({ metadata, status }) => !metadata.name.startsWith('gone') && hasFour(status.podIPs))
    .map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`);
  const outside = OUTSIDE.filter((address) => !address.includes(':'));
  const inner = (objects.services ?? []).flatMap(innerTargets);
  const published = [
    ...(objects.services ?? []).flatMap((one) => publishedTargets(one, nodes)),
    ...hostPortTargets(objects, nodes),
  ];
  return Array.from({ length: count }, () => {
    const from = random.pick([pods, pods, pods, nodes, outside, outside]);
    const isFromOutside = from === outside;
    const isInner = random.chance(isFromOutside ? 0.1 : 0.6);
    const target = random.pick(isInner || published.length === 0 ? inner : published);
    const port = random.chance(0.03) ? 81 : target.port;
    return { from: random.pick(from.length === 0 ? nodes : from), ...target, port };
  });
}

function hasFour(ips: readonly { readonly ip: string }[] = []): boolean {
  return ips.some(({ ip }) => !ip.includes(':'));
}

function innerTargets({ metadata, spec }: ServiceManifest): Target[] {
  const name = `svc:${metadata.namespace ?? ''}/${metadata.name}`;
  const address = spec.clusterIP ?? 'None';
  const ports = (spec.ports ?? []).map(({ port, protocol = 'TCP' }) => ({ port, protocol }));
  if (spec.type === 'ExternalName') return [{ to: name, port: 80, protocol: 'TCP' }];
  return [name, ...(address === 'None' ? [] : [address])].flatMap((to) =>
    ports.map((port) => ({ to, ...port })),
  );
}

function publishedTargets({ spec, status }: ServiceManifest, nodes: readonly string[]): Target[] {
  const balancers = (status.loadBalancer?.ingress ?? []).map(({ ip }) => ip);
  const addresses = [...(spec.externalIPs ?? []), ...balancers, ...balancers];
  return (spec.ports ?? []).flatMap(({ port, protocol = 'TCP', nodePort = 0 }) => [
    ...addresses.map((to) => ({ to, port, protocol })),
    ...(nodePort === 0 ? [] : nodes.map((to) => ({ to, port: nodePort, protocol }))),
  ]);
}

function hostPortTargets({ pods = [] }: NetworkManifests, nodes: readonly string[]): Target[] {
  const ports = pods.flatMap(({ spec }) =>
    spec.containers.flatMap(({ ports: own = [] }) => own.flatMap(({ hostPort }) => hostPort ?? [])),
  );
  return ports.flatMap((port) => nodes.map((to) => ({ to, port, protocol: 'TCP' as const })));
}
