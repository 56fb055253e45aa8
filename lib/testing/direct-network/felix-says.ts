import { isInAny, type Address } from './addresses.ts';
import type { Direction, FailsafePort, FelixSpec, NetworkManifests } from './manifests.ts';
import type { Protocol } from './parties.ts';

const tcp = (port: number): FailsafePort => ({ protocol: 'tcp', port });
const udp = (port: number): FailsafePort => ({ protocol: 'udp', port });
const BOTH = [179, 2379, 2380, 5473, 6443, 6666, 6667].map(tcp);

/** Failsafe ports where no object says otherwise, of Calico from 3.15 on. */
const FAILSAFE: Readonly<Record<Direction, readonly FailsafePort[]>> = {
  ingress: [tcp(22), udp(68), ...BOTH],
  egress: [udp(53), udp(67), ...BOTH],
};

/** Returns what Felix does on a node: the settings of the node come before those of all. */
export function felixSays(objects: NetworkManifests, node: string): FelixSpec {
  const called = (name: string) =>
    (objects.calicoFelixConfigurations ?? []).find(({ metadata }) => metadata.name === name)?.spec;
  return { ...called('default'), ...called(`node.${node}`) };
}

export interface FailsafeQuestion {
  readonly felix: FelixSpec;
  readonly direction: Direction;
  /** Who is at the other end. */
  readonly peer: Address;
  readonly protocol: Protocol;
  readonly port: number;
}

/** HE-6: returns whether a port stays open whatever the policies of host endpoints say. */
export function isFailsafe({ felix, direction, peer, protocol, port }: FailsafeQuestion): boolean {
  const set = direction === 'ingress' ? felix.failsafeInboundHostPorts : felix.failsafeOutboundHostPorts;
  return (set ?? FAILSAFE[direction]).some(
    (one) =>
      one.port === port &&
      (one.protocol ?? 'tcp').toUpperCase() === protocol &&
      (one.net === undefined || isInAny([one.net], peer)),
  );
}
