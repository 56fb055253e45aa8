import { parseAddress } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Service, ServicePort } from '#lib/model/network.ts';
import type { PathScene } from './path-scene.ts';

/** By which of its names or addresses a service is asked. */
export type ServiceWay = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'externalIPs';

/** A service as the target of a connection. */
export interface ServiceTarget {
  readonly service: Service;
  readonly way: ServiceWay;
  /** Null where it offers no such port. */
  readonly port: ServicePort | null;
  /** The address that is dialled; null for a service that has none. */
  readonly dialled: string | null;
  /** The node whose address is dialled. */
  readonly node: string | null;
  /** The load balancer itself answers, not the node (SV-5). */
  readonly isProxied: boolean;
}

interface Asked {
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
}

/** How a question names a service: `svc:namespace/name`. */
const PREFIX = 'svc:';

/** Returns the service that a target names, by name or by an address of it; null where it names none. */
export function serviceTarget(scene: PathScene, asked: Asked): ServiceTarget | 'no-service' | null {
  if (asked.to.startsWith(PREFIX)) return byName(scene, asked);
  const address = parseAddress(asked.to);
  if (address === null) return null;
  const isThis = (text: string | undefined): boolean => {
    const parsed = text === undefined ? null : parseAddress(text);
    return parsed?.family === address.family && parsed.value === address.value;
  };
  for (const service of scene.services) {
    const way = wayOf(service, isThis);
    if (way !== null) {
      const ingress = service.status.loadBalancer?.ingress?.find(({ ip }) => isThis(ip));
      const isProxied = way === 'LoadBalancer' && ingress?.ipMode === 'Proxy';
      return { service, way, port: portOf(service, asked), dialled: asked.to, node: null, isProxied };
    }
  }
  const node = scene.reach.nodeAt.get(`${address.family} ${address.value}`);
  return node === undefined ? null : byNodePort(scene, asked, node);
}

function byName({ services }: PathScene, asked: Asked): ServiceTarget | 'no-service' {
  const [namespace, name] = asked.to.slice(PREFIX.length).split('/');
  const service = services.find(
    ({ metadata }) => metadata.name === name && (metadata.namespace ?? 'default') === namespace,
  );
  if (service === undefined) return 'no-service';
  const { clusterIP } = service.spec;
  const dialled = clusterIP === undefined || clusterIP === 'None' || clusterIP === '' ? null : clusterIP;
  return { service, way: 'ClusterIP', port: portOf(service, asked), dialled, node: null, isProxied: false };
}

function wayOf({ spec, status }: Service, isThis: (text: string | undefined) => boolean): ServiceWay | null {
  if ([spec.clusterIP, ...(spec.clusterIPs ?? [])].some(isThis)) return 'ClusterIP';
  if ((status.loadBalancer?.ingress ?? []).some(({ ip }) => isThis(ip))) return 'LoadBalancer';
  return (spec.externalIPs ?? []).some(isThis) ? 'externalIPs' : null;
}

function portOf({ spec }: Service, asked: Asked): ServicePort | null {
  const isTold = ({ protocol }: ServicePort): boolean => protocol === asked.protocol.toUpperCase();
  const found = spec.ports?.filter(isTold).find(({ port }) => port === asked.port);
  if (found !== undefined) return found;
  // SV-8: a headless service leads to its pods on whatever port is dialled.
  if (spec.clusterIP !== 'None') return null;
  const protocol = (['TCP', 'UDP', 'SCTP'] as const).find((one) => one === asked.protocol.toUpperCase());
  return protocol === undefined ? null : { port: asked.port, protocol };
}

/** SV-5: a port number that is set opens it, whatever `allocateLoadBalancerNodePorts` says. */
function byNodePort({ services }: PathScene, asked: Asked, node: string): ServiceTarget | null {
  for (const service of services) {
    if (service.spec.type !== 'NodePort' && service.spec.type !== 'LoadBalancer') continue;
    const port = service.spec.ports?.find(
      ({ nodePort = 0, protocol }) =>
        nodePort !== 0 && nodePort === asked.port && protocol === asked.protocol.toUpperCase(),
    );
    if (port !== undefined) {
      return { service, way: 'NodePort', port, dialled: asked.to, node, isProxied: false };
    }
  }
  return null;
}
