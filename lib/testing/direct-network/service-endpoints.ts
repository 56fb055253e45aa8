import type {
  EndpointManifest,
  NetworkManifests,
  PodManifest,
  ServiceManifest,
  ServicePortManifest,
} from './manifests.ts';
import { partyCalled } from './parties.ts';
import type { World } from './world.ts';

export interface DirectEndpoint {
  readonly address: string;
  readonly port: number;
  readonly node: string | null;
  readonly state: 'ready' | 'leaving' | 'out';
}

/** SV-2: returns every endpoint that a service's port has, whatever its state; files have no slices of them. */
export function endpointsOf(
  objects: NetworkManifests,
  service: ServiceManifest,
  port: ServicePortManifest,
): DirectEndpoint[] {
  if (objects.endpointSlices === undefined)
    return selectedBy(objects, service, isHeadless(service) ? { port: port.port } : port).map(
      ({ pod, ...one }) => ({
        ...one,
        node: pod.spec.nodeName ?? null,
        state: 'ready',
      }),
    );
  const { name, namespace } = service.metadata;
  const found: DirectEndpoint[] = [];
  for (const { metadata, endpoints, ports } of objects.endpointSlices) {
    const isOfService = metadata.labels?.['kubernetes.io/service-name'] === name;
    if (!isOfService || metadata.namespace !== namespace) continue;
    const open = ports.filter(
      (one) =>
        isHeadless(service) ||
        ((one.name ?? '') === (port.name ?? '') && (one.protocol ?? 'TCP') === (port.protocol ?? 'TCP')),
    );
    for (const { port: number } of open)
      for (const endpoint of endpoints)
        for (const address of endpoint.addresses)
          found.push({
            address,
            port: number,
            node: endpoint.nodeName ?? null,
            state: stateOf(endpoint),
          });
  }
  return found;
}

/** SV-8: its name stands for all addresses behind it, whatever their ports. */
function isHeadless({ spec }: ServiceManifest): boolean {
  return spec.clusterIP === 'None';
}

/** NP-15: returns the pods that a service selects, each with the first port of the name its target has. */
export function selectedBy(
  objects: NetworkManifests,
  { metadata: { namespace }, spec: { selector } }: ServiceManifest,
  port: ServicePortManifest,
): { readonly pod: PodManifest; readonly address: string; readonly port: number }[] {
  if (selector === undefined) return [];
  return (objects.pods ?? []).flatMap((pod) => {
    const { labels = {}, name } = pod.metadata;
    const isSelected =
      pod.metadata.namespace === namespace &&
      Object.entries(selector).every(([key, value]) => labels[key] === value);
    const number = numberOn(pod, port);
    const address = [...(pod.status.podIPs ?? [])].find(({ ip }) => !ip.includes(':'))?.ip;
    const isThere = partyCalled(objects, `${namespace ?? ''}/${name}`) !== null;
    return isSelected && isThere && number !== null && address !== undefined
      ? [{ pod, address, port: number }]
      : [];
  });
}

function numberOn({ spec }: PodManifest, port: ServicePortManifest): number | null {
  const { targetPort = port.port, protocol = 'TCP' } = port;
  if (typeof targetPort === 'number') return targetPort;
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  const found = [...spec.containers, ...sidecars]
    .flatMap(({ ports = [] }) => ports)
    .find((one) => one.name === targetPort && (one.protocol ?? 'TCP') === protocol);
  return found?.containerPort ?? null;
}

/** A missing `ready` is true, a missing `serving` is what `ready` is. */
function stateOf({ conditions = {} }: EndpointManifest): DirectEndpoint['state'] {
  const { ready = true, terminating = false } = conditions;
  if (ready) return 'ready';
  return (conditions.serving ?? ready) && terminating ? 'leaving' : 'out';
}

/** SV-2: all that are ready; only if none is, those that serve while they end. */
export function usableOf(world: World, endpoints: readonly DirectEndpoint[]): DirectEndpoint[] {
  const ready = endpoints.filter(({ state }) => state === 'ready');
  const usable = ready.length > 0 ? ready : endpoints.filter(({ state }) => state === 'leaving');
  if (usable.length < endpoints.length || ready.length === 0 || usable.length > 1) world.note('SV-2');
  return usable;
}
