import type { PodManifest } from './manifests.ts';
import type { Packet } from './parties.ts';
import type { World } from './world.ts';

/**
 * NP-14, NP-15: returns whether the packet's port has this name on the pod it goes to, whichever of several ports
 * of that name it is; sidecars count, init containers that end do not. Nothing but a pod has named ports.
 */
export function hasPortNamed(world: World, packet: Packet, name: string): boolean {
  if (packet.target.kind !== 'pod') return false;
  const ports = portsNamed(packet.target.pod, name);
  if (new Set(ports.map(({ protocol, number }) => `${protocol} ${number}`)).size > 1) world.note('NP-15');
  return ports.some(({ protocol, number }) => protocol === packet.protocol && number === packet.port);
}

function portsNamed({ spec }: PodManifest, name: string) {
  const found: { protocol: string; number: number }[] = [];
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  for (const container of [...spec.containers, ...sidecars]) {
    for (const port of container.ports ?? []) {
      if (port.name !== name) continue;
      found.push({ protocol: port.protocol ?? 'TCP', number: port.containerPort });
    }
  }
  return found;
}
