import { parseAddress } from '#lib/analysis/network/reach/address-ranges.ts';
import type { ContainerPort, Pod } from '#lib/model/pod.ts';
import type { PathScene } from './path-scene.ts';
import type { BackEnd } from './service-back-ends.ts';

/** A port of a node that leads to a pod. */
export interface HostPort {
  readonly pod: Pod;
  readonly port: ContainerPort;
  readonly hostPort: number;
  readonly backEnd: BackEnd;
}

/** Returns the ports that pods hold open on their nodes; those of the host's own network are the host's (SV-6). */
export function hostPorts({ pods }: Pick<PathScene, 'pods'>): HostPort[] {
  return pods
    .filter(({ spec, status }) => spec.hostNetwork !== true && !isOver(status.phase))
    .flatMap((pod) =>
      [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].flatMap(({ ports = [] }) =>
        ports.flatMap((port) => {
          const { hostPort = 0 } = port;
          return hostPort === 0 ? [] : [{ pod, port, hostPort, backEnd: backEndOf(pod, port) }];
        }),
      ),
    );
}

function isOver(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function backEndOf({ metadata, spec, status }: Pod, { containerPort }: ContainerPort): BackEnd {
  const name = `${metadata.namespace ?? 'default'}/${metadata.name}`;
  const address = status.podIP === undefined ? null : parseAddress(status.podIP);
  return {
    to: address === null ? name : (status.podIP ?? name),
    name,
    family: address?.family ?? null,
    port: containerPort,
    node: spec.nodeName ?? null,
  };
}

/** Returns the pods behind a port of a node's address; `hostIP` limits where it listens. */
export function hostPortBackEnds(
  scene: PathScene,
  ask: { readonly to: string; readonly port: number; readonly protocol: string },
): BackEnd[] {
  const address = parseAddress(ask.to);
  if (address === null) return [];
  const node = scene.reach.nodeAt.get(`${address.family} ${address.value}`);
  if (node === undefined) return [];
  return hostPorts(scene)
    .filter(({ backEnd, hostPort, port }) => {
      const isHere = backEnd.node === node && hostPort === ask.port;
      return isHere && port.protocol === ask.protocol.toUpperCase() && listensOn(port, ask.to);
    })
    .map(({ backEnd }) => backEnd);
}

function listensOn({ hostIP = '' }: ContainerPort, to: string): boolean {
  return hostIP === '' || hostIP === '0.0.0.0' || hostIP === '::' || hostIP === to;
}

/** Returns whether a port can be reached from beyond its node: on a loopback address it cannot. */
export function isBeyondHost({ port: { hostIP = '' } }: HostPort): boolean {
  return !hostIP.startsWith('127.') && hostIP !== '::1';
}
