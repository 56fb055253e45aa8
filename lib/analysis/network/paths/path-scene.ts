import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { Slices } from '#lib/model/inventory.ts';
import type { EndpointSlice, Route, Service } from '#lib/model/network.ts';
import type { Pod } from '#lib/model/pod.ts';

/** What paths through services are told from, beside the slices of reachability. */
export const PATH_SLICES = [
  'ingresses',
  'gateways',
  'httpRoutes',
  'grpcRoutes',
  'tlsRoutes',
  'tcpRoutes',
] as const;

export type PathSlices = Pick<Slices, 'services' | 'endpointSlices' | 'pods' | (typeof PATH_SLICES)[number]>;

/** A cluster with its services: who reaches whom by address, and what stands behind which name. */
export interface PathScene {
  readonly reach: Reachability;
  readonly services: readonly Service[];
  readonly endpointSlices: readonly EndpointSlice[];
  /** Where they were not given, back ends are those whose labels a service selects. */
  readonly hasEndpointSlices: boolean;
  /** EndpointSlices were asked for and not read whole. */
  readonly areEndpointsUnseen: boolean;
  readonly pods: readonly Pod[];
  readonly ingresses: readonly Route[];
  readonly gateways: readonly Route[];
  readonly routes: readonly Route[];
}

/** Returns the services of what was read, beside the reachability made of it. */
export function pathScene(reach: Reachability, slices: PathSlices): PathScene {
  const { state } = slices.endpointSlices;
  return {
    reach,
    services: itemsOf(slices.services),
    endpointSlices: itemsOf(slices.endpointSlices),
    hasEndpointSlices: state !== 'not-given' && state !== 'absent',
    areEndpointsUnseen: state === 'failed' || state === 'partial',
    pods: itemsOf(slices.pods),
    ingresses: itemsOf(slices.ingresses),
    gateways: itemsOf(slices.gateways),
    routes: (['httpRoutes', 'grpcRoutes', 'tlsRoutes', 'tcpRoutes'] as const).flatMap((name) =>
      itemsOf<Route>(slices[name]),
    ),
  };
}
