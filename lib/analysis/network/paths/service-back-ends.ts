import { parseAddress, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { PodEndpoint } from '#lib/analysis/network/reach/pod-endpoints.ts';
import type { EndpointSlice, Service, ServicePort } from '#lib/model/network.ts';
import type { PathScene } from './path-scene.ts';

/** One place that a service hands a connection to. */
export interface BackEnd {
  /** As a question names it: an address, or `namespace/pod` where its address is not known yet. */
  readonly to: string;
  /** `namespace/pod`, or the address of something that is no pod of the cluster. */
  readonly name: string;
  /** Null where nobody knows yet which it will have. */
  readonly family: Family | null;
  /** The port on the pod. */
  readonly port: number;
  readonly node: string | null;
}

/** Back ends of one port; those of a node stand apart, as they are chosen apart (SV-2). */
export interface BackEnds {
  readonly cluster: readonly BackEnd[];
  readonly local: readonly BackEnd[];
}

type Endpoint = EndpointSlice['endpoints'][number];

interface Candidate {
  readonly backEnd: BackEnd;
  readonly isReady: boolean;
  /** It is asked to stop and still answers. */
  readonly isLeaving: boolean;
}

/**
 * Returns what stands behind one port of a service: endpoints that are ready, and only where there is none, those
 * that serve while they terminate (SV-2); without EndpointSlices, and for a service that is only written, the pods
 * that its selector picks.
 */
export function serviceBackEnds(scene: PathScene, service: Service, port: ServicePort): BackEnds {
  // Endpoints of a service that is stored say nothing of one that was written in its place.
  const isWritten = service.metadata.uid === undefined;
  const own = slicesOf(scene, service).filter(({ metadata }) => !isWritten || metadata.uid === undefined);
  const candidates =
    own.length > 0 || (scene.hasEndpointSlices && !scene.areEndpointsUnseen && !isWritten)
      ? own.flatMap((slice) => fromSlice(scene, { slice, service, port }))
      : fromSelector(scene, service, port);
  // An endpoint that was written without a node is local to none; of a pod that is only written nobody knows yet.
  const placed = candidates.filter(({ backEnd: { node, family } }) => node !== null || family === null);
  const byNode = Map.groupBy(placed, ({ backEnd }) => backEnd.node);
  return { cluster: chosen(candidates), local: [...byNode.values()].flatMap(chosen) };
}

function keyOf({ to, port, family }: BackEnd): string {
  return `${to} ${port} ${family}`;
}

function chosen(candidates: readonly Candidate[]): BackEnd[] {
  const ready = candidates.filter(({ isReady }) => isReady);
  const usable = ready.length > 0 ? ready : candidates.filter(({ isLeaving }) => isLeaving);
  // Only now: two pods on the network of one node share an address, and one of them may be ready.
  return [...new Map(usable.map(({ backEnd }) => [keyOf(backEnd), backEnd])).values()];
}

function slicesOf({ endpointSlices }: PathScene, { metadata }: Service): readonly EndpointSlice[] {
  return endpointSlices.get(`${metadata.namespace}/${metadata.name}`) ?? [];
}

interface SliceOf {
  readonly slice: EndpointSlice;
  readonly service: Service;
  readonly port: ServicePort;
}

/** A slice has one number for each name of a port: pods that differ in it lie in different slices. */
function fromSlice(scene: PathScene, { slice, service, port }: SliceOf): Candidate[] {
  const found = slice.ports.find(
    ({ name = '', protocol = 'TCP' }) => name === (port.name ?? '') && protocol === port.protocol,
  );
  // SV-8: nothing is rewritten for a headless service, so the port is the one that is dialled.
  const number = isHeadless(service) ? port.port : found?.port;
  if (number === undefined) return [];
  return slice.endpoints.flatMap((endpoint) =>
    endpoint.addresses.slice(0, 1).flatMap((address) => {
      const parsed = parseAddress(address);
      if (parsed === null) return [];
      const { ready = true, serving = ready, terminating = false } = endpoint.conditions ?? {};
      const place = { to: address, family: parsed.family, port: number };
      return [
        {
          backEnd: { ...place, name: nameOf(endpoint, address), node: nodeOf(scene, endpoint) },
          isReady: ready,
          isLeaving: serving && terminating,
        },
      ];
    }),
  );
}

function nameOf({ targetRef }: Endpoint, address: string): string {
  return targetRef?.kind === 'Pod' ? `${targetRef.namespace}/${targetRef.name}` : address;
}

function nodeOf({ reach, podAt }: PathScene, { nodeName, targetRef }: Endpoint): string | null {
  if (nodeName !== undefined) return nodeName;
  const at = podAt.get(`${targetRef?.namespace}/${targetRef?.name}`);
  return at === undefined ? null : (reach.space.pods[at]?.node ?? null);
}

/** A service without a selector has no back ends until somebody writes its slices. */
function fromSelector({ reach }: PathScene, service: Service, port: ServicePort): Candidate[] {
  const selector = Object.entries(service.spec.selector ?? {});
  if (selector.length === 0) return [];
  const namespace = service.metadata.namespace ?? 'default';
  return reach.space.pods
    .filter((pod) => pod.namespace === namespace)
    .filter(({ labels }) => selector.every(([key, value]) => labels[key] === value))
    .flatMap((pod) => {
      const number = isHeadless(service) ? port.port : targetPortOf(pod, port);
      if (number === null) return [];
      const name = `${pod.namespace}/${pod.name}`;
      const backEnd = { to: name, name, family: null, port: number, node: pod.node };
      return [{ backEnd, isReady: true, isLeaving: false }];
    });
}

/** NP-15: containers in their order, then init containers that are started again; by name and protocol. */
function targetPortOf({ namedPorts }: PodEndpoint, { port, targetPort = port, protocol }: ServicePort) {
  if (typeof targetPort === 'number') return targetPort;
  return namedPorts.find(({ name, lane }) => name === targetPort && lane === protocol)?.port ?? null;
}

/** Returns whether a service has no address of its own. */
export function isHeadless({ spec }: Service): boolean {
  return spec.clusterIP === 'None';
}
