import type { AddressRange } from '#lib/analysis/network/reach/address-ranges.ts';
import { isInternal } from '#lib/analysis/exposure/outside-exposure.ts';
import type { Service, ServicePort } from '#lib/model/network.ts';
import { sourceRanges } from './answer-service.ts';
import { hostPorts, isBeyondHost } from './host-port.ts';
import type { PathScene } from './path-scene.ts';
import { serviceBackEnds, type BackEnd } from './service-back-ends.ts';

export const ENTRANCE_WAYS = ['LoadBalancer', 'NodePort', 'externalIPs', 'hostPort'] as const;
export type EntranceWay = (typeof ENTRANCE_WAYS)[number];

/** A door in the cluster's outer wall, and the pods behind it. */
export interface Entrance {
  readonly way: EntranceWay;
  /** The service, or the pod that holds a port of its node. */
  readonly name: string;
  readonly kind: 'Service' | 'Pod';
  /** Where it is dialled: addresses, or `node` for every node of the cluster. */
  readonly addresses: readonly string[];
  /** As it is dialled, such as `443/TCP`; 0 where the API server has yet to choose. */
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** Whom the load balancer lets in; null where it lets in all. */
  readonly limit: readonly AddressRange[] | null;
  /** The load balancer has no address on the internet. */
  readonly isInternal: boolean;
  /** A node may put its own address in place of the client's. */
  readonly masks: boolean;
  readonly backEnds: readonly BackEnd[];
}

/** Returns every way in from outside, in the order of services and their ports, then the ports of nodes. */
export function entrancesOf(scene: PathScene): Entrance[] {
  return [...scene.services.flatMap((service) => ofService(scene, service)), ...ofNodes(scene)];
}

function ofService(scene: PathScene, service: Service): Entrance[] {
  const { spec, metadata, status } = service;
  const name = `${metadata.namespace ?? 'default'}/${metadata.name}`;
  if (spec.type === 'ExternalName') return [];
  return (spec.ports ?? []).flatMap((port) => {
    const { cluster, local } = serviceBackEnds(scene, service, port);
    const keepsClient = spec.externalTrafficPolicy === 'Local';
    const common = {
      name,
      kind: 'Service',
      protocol: port.protocol,
      limit: null,
      isInternal: false,
      masks: !keepsClient,
      backEnds: keepsClient ? local : cluster,
    } as const;
    const of = (way: EntranceWay, addresses: readonly string[], number: number): Entrance => ({
      ...common,
      way,
      addresses,
      port: number,
    });
    const balancer = {
      ...of(
        'LoadBalancer',
        (status.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip ?? hostname ?? ''),
        port.port,
      ),
      limit: sourceRanges(service),
      isInternal: isInternal(service),
    };
    return [
      ...(spec.type === 'LoadBalancer' ? [balancer] : []),
      ...(opensNodePort(service, port) ? [of('NodePort', ['node'], port.nodePort ?? 0)] : []),
      ...((spec.externalIPs ?? []).length > 0 ? [of('externalIPs', spec.externalIPs ?? [], port.port)] : []),
    ];
  });
}

/** SV-5: a number that is set opens it. In files of type NodePort one will be chosen. */
function opensNodePort({ spec: { type } }: Service, { nodePort }: ServicePort): boolean {
  if (type === 'NodePort') return nodePort !== 0;
  return type === 'LoadBalancer' && nodePort !== undefined && nodePort !== 0;
}

function ofNodes(scene: PathScene): Entrance[] {
  return hostPorts(scene)
    .filter(isBeyondHost)
    .map(({ backEnd, hostPort, port }) => ({
      way: 'hostPort',
      name: backEnd.name,
      kind: 'Pod',
      addresses: [backEnd.node ?? 'node'],
      port: hostPort,
      protocol: port.protocol,
      limit: null,
      isInternal: false,
      masks: false,
      backEnds: [backEnd],
    }));
}
