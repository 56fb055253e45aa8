import type { Text } from './text.ts';

/**
 * What a port's state comes to, worst first: lets anyone in, answers where it should not, could not be reached,
 * answers as it should, nothing listens, was not asked.
 */
export const PORT_STANDINGS = [
  'open-door',
  'should-not',
  'unreached',
  'fine',
  'refused',
  'not-asked',
] as const;
export type PortStanding = (typeof PORT_STANDINGS)[number];

/** What one look at a port saw, in the fewest words; `status` is the HTTP status where that says most. */
export const PORT_SEEN = [
  'mtls',
  'anonymous',
  'status',
  'tls',
  'http',
  'open',
  'refused',
  'unreached',
] as const;
export type PortSeen = (typeof PORT_SEEN)[number];

export interface PortSight {
  readonly seen: PortSeen;
  readonly status: number | null;
  readonly standing: PortStanding;
}

/** Who may have a reason to reach a port of a node. */
export const PORT_PEERS = [
  'control-plane',
  'nodes',
  'pods',
  'administrators',
  'load-balancers',
  'api-servers',
  'etcd-members',
  'metrics-server',
  'monitoring',
  'own-node',
  'nobody',
] as const;
export type PortPeer = (typeof PORT_PEERS)[number];

/** What is known of a port by its number: who listens there by default, and who should reach it. */
export interface PortFacts {
  readonly port: number;
  /** Who listens there, in a word that fits above a column. */
  readonly label: Text;
  /** Address it listens on unless told otherwise. */
  readonly bind: 'every-address' | 'loopback';
  readonly peers: readonly PortPeer[];
}

/** Returns the place of a standing in the order from worst to quietest. */
export function standingRank(standing: PortStanding): number {
  return PORT_STANDINGS.indexOf(standing);
}
