import type { Service } from '#lib/model/network.ts';
import type { PathScene } from './path-scene.ts';

/** Returns the services whose load balancer has one of the addresses that an Ingress or a Gateway says it is reached at. */
export function publishedServices({ services }: PathScene, addresses: readonly unknown[]): Service[] {
  if (addresses.length === 0) return [];
  return services.filter(({ status }) =>
    (status.loadBalancer?.ingress ?? []).some(
      ({ ip, hostname }) => addresses.includes(ip ?? null) || addresses.includes(hostname ?? null),
    ),
  );
}
