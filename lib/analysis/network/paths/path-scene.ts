import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { gapsOf, itemsOf, type Collected } from '#lib/model/collected.ts';
import { isUnexpected } from '#lib/model/gap.ts';
import type { Slices } from '#lib/model/inventory.ts';
import type { EndpointSlice, Route, Service } from '#lib/model/network.ts';
import type { Pod } from '#lib/model/pod.ts';

/** What paths through services are told from, beside the slices of reachability. */
export const PATH_SLICES = [
  'ingresses',
  'ingressClasses',
  'gateways',
  'gatewayClasses',
  'httpRoutes',
  'grpcRoutes',
  'tlsRoutes',
  'tcpRoutes',
] as const;

export type PathSlices = Pick<Slices, 'services' | 'endpointSlices' | 'pods' | (typeof PATH_SLICES)[number]>;

/** The classes that Ingresses or Gateways may name, which say whose controller serves them. */
export interface ServingClasses {
  readonly items: readonly SpecObject[];
  /** `all`, or `some` where others could not be read, or `none` where nobody asked for them. */
  readonly read: 'all' | 'some' | 'none';
}

/** A cluster with its services: who reaches whom by address, and what stands behind which name. */
export interface PathScene {
  readonly reach: Reachability;
  readonly services: readonly Service[];
  /** By `namespace/name` of their service. */
  readonly endpointSlices: ReadonlyMap<string, readonly EndpointSlice[]>;
  /** Where they were not given, back ends are those whose labels a service selects. */
  readonly hasEndpointSlices: boolean;
  /** EndpointSlices were asked for and not read whole. */
  readonly areEndpointsUnseen: boolean;
  readonly pods: readonly Pod[];
  /** Where a pod stands among those of the reachability, by `namespace/name`. */
  readonly podAt: ReadonlyMap<string, number>;
  readonly ingresses: readonly Route[];
  readonly gateways: readonly Route[];
  readonly classes: { readonly Ingress: ServingClasses; readonly Gateway: ServingClasses };
  readonly routes: readonly Route[];
}

/** Returns the services of what was read, beside the reachability made of it. */
export function pathScene(reach: Reachability, slices: PathSlices): PathScene {
  const { state } = slices.endpointSlices;
  return {
    reach,
    services: itemsOf(slices.services),
    endpointSlices: Map.groupBy(
      itemsOf(slices.endpointSlices),
      ({ metadata: { namespace, labels } }) => `${namespace}/${labels?.['kubernetes.io/service-name'] ?? ''}`,
    ),
    podAt: new Map(reach.space.pods.map(({ namespace, name }, at) => [`${namespace}/${name}`, at] as const)),
    hasEndpointSlices: state !== 'not-given' && state !== 'absent',
    areEndpointsUnseen: state === 'failed' || state === 'partial',
    pods: itemsOf(slices.pods),
    ingresses: itemsOf(slices.ingresses),
    gateways: itemsOf(slices.gateways),
    classes: {
      Ingress: classesOf(slices.ingressClasses),
      Gateway: classesOf(slices.gatewayClasses),
    },
    routes: (['httpRoutes', 'grpcRoutes', 'tlsRoutes', 'tcpRoutes'] as const).flatMap((name) =>
      itemsOf<Route>(slices[name]),
    ),
  };
}

/** Files seldom hold them, so that none of them says nothing. */
function classesOf(slice: Collected<SpecObject>): ServingClasses {
  const items = itemsOf(slice);
  if (slice.state === 'complete') return { items, read: 'all' };
  const isUnread = slice.state === 'failed' || gapsOf(slice).some(isUnexpected);
  return { items, read: isUnread ? 'some' : 'none' };
}
