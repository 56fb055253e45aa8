import type { NetworkManifests, PodManifest, ServiceManifest, ServicePortManifest } from './manifests.ts';
import { partyCalled, type NetworkAsk } from './parties.ts';

/** How a packet comes to a service; `proxy` is a load balancer that answers itself. */
export interface ServiceDoor {
  readonly kind: 'service';
  readonly by: 'cluster' | 'headless' | 'node' | 'balancer' | 'proxy' | 'external';
  readonly service: ServiceManifest;
  readonly port: ServicePortManifest;
  /** What was dialled; the node of that address, where it is a node's. */
  readonly address: string;
  readonly node: string | null;
}

export interface PodDoor {
  readonly kind: 'host-port';
  readonly pod: PodManifest;
  readonly port: number;
}

/** What stands behind the name or address that is dialled. */
export type Door = ServiceDoor | PodDoor | 'nothing of a service' | 'another name' | 'no such port';

/** Returns where a packet comes in. */
export function doorOf(objects: NetworkManifests, ask: NetworkAsk): Door {
  if (ask.to.startsWith('svc:')) return doorNamed(objects, ask);
  const node = (objects.nodes ?? []).find(({ status }) =>
    status.addresses.some(({ address }) => address === ask.to),
  );
  if (node !== undefined) return doorOnNode(objects, ask, node.metadata.name);
  for (const service of objects.services ?? []) {
    const by = addressKind(service, ask.to);
    if (by === null) continue;
    const port = offered(service, ask);
    return port === undefined
      ? 'no such port'
      : { kind: 'service', by, service, port, address: ask.to, node: null };
  }
  return 'nothing of a service';
}

/** SV-8: without an address of its own a service is only its pods' addresses, or another name. */
function doorNamed({ services = [] }: NetworkManifests, ask: NetworkAsk): Door {
  const service = services.find(
    ({ metadata: { namespace, name } }) => `svc:${namespace ?? ''}/${name}` === ask.to,
  );
  if (service === undefined) throw new Error(`${ask.to} is not there.`);
  if (service.spec.type === 'ExternalName') return 'another name';
  const address = service.spec.clusterIP ?? '';
  if (address === 'None') {
    const [port] = service.spec.ports ?? [];
    return port === undefined
      ? 'no such port'
      : { kind: 'service', by: 'headless', service, port, address, node: null };
  }
  const port = offered(service, ask);
  return port === undefined
    ? 'no such port'
    : { kind: 'service', by: 'cluster', service, port, address, node: null };
}

/** SV-5, SV-6: ports of services on every node, and ports of pods on theirs. */
function doorOnNode(objects: NetworkManifests, ask: NetworkAsk, node: string): Door {
  const { services = [], pods = [] } = objects;
  for (const service of services) {
    const port = (service.spec.ports ?? []).find(
      ({ nodePort = 0, protocol = 'TCP' }) =>
        nodePort !== 0 && nodePort === ask.port && protocol === ask.protocol,
    );
    if (port !== undefined) return { kind: 'service', by: 'node', service, port, address: ask.to, node };
  }
  for (const pod of pods) {
    const isHere = pod.spec.nodeName === node && pod.spec.hostNetwork !== true;
    if (!isHere || !isThere(objects, pod)) continue;
    const port = pod.spec.containers
      .flatMap(({ ports = [] }) => ports)
      .find(({ hostPort, protocol = 'TCP' }) => hostPort === ask.port && protocol === ask.protocol);
    if (port !== undefined) return { kind: 'host-port', pod, port: port.containerPort };
  }
  return 'nothing of a service';
}

function isThere(objects: NetworkManifests, { metadata: { namespace, name } }: PodManifest): boolean {
  return partyCalled(objects, `${namespace ?? ''}/${name}`) !== null;
}

function addressKind({ spec, status }: ServiceManifest, address: string) {
  if (spec.type === 'ExternalName') return null;
  if (spec.clusterIP === address) return 'cluster';
  if (spec.externalIPs?.includes(address) === true) return 'external';
  const balancer = status.loadBalancer?.ingress?.find(({ ip }) => ip === address);
  if (spec.type !== 'LoadBalancer' || balancer === undefined) return null;
  return balancer.ipMode === 'Proxy' ? 'proxy' : 'balancer';
}

function offered({ spec }: ServiceManifest, ask: NetworkAsk): ServicePortManifest | undefined {
  return (spec.ports ?? []).find(
    ({ port, protocol = 'TCP' }) => port === ask.port && protocol === ask.protocol,
  );
}
