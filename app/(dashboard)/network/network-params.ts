import {
  createLoader,
  createSerializer,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { NETWORK_FINDING_KINDS } from '#lib/model/network-finding.ts';

/** Whose policies are asked: those of both ends, or of one alone. */
export const NETWORK_SIDES = ['both', 'egress', 'ingress'] as const;
const NETWORK_VIEWS = ['matrix', 'pairs'] as const;

export const NETWORK_TABS = ['isolation', 'policies', 'unselected'] as const;
export type NetworkTab = (typeof NETWORK_TABS)[number];

export const ANY_PORT = 'any';

const networkParams = {
  cluster: parseAsString,
  scan: parseAsString,
  tab: parseAsStringLiteral(NETWORK_TABS).withDefault('isolation'),
  q: parseAsString.withDefault(''),
  page: parseAsInteger.withDefault(1),
  /** The kind of what needs attention that is shown whole, and which page of it. */
  about: parseAsStringLiteral(NETWORK_FINDING_KINDS),
  told: parseAsInteger.withDefault(1),
  /** `any`, or a port such as `443/TCP`. */
  port: parseAsString.withDefault(ANY_PORT),
  side: parseAsStringLiteral(NETWORK_SIDES).withDefault('both'),
  view: parseAsStringLiteral(NETWORK_VIEWS).withDefault('matrix'),
  /** Page of the pairs of namespaces. */
  pairs: parseAsInteger.withDefault(1),
  /** The two namespaces whose workloads are shown. */
  from: parseAsString,
  to: parseAsString,
  /** Page of their workloads. */
  workloads: parseAsInteger.withDefault(1),
  /** The connection that is explained: two of `namespace/pod` or an address, and a port. */
  source: parseAsString,
  target: parseAsString,
  at: parseAsString,
  /** How far the explained connection's sender could go on is worked out. */
  far: parseAsBoolean.withDefault(false),
};

export type NetworkParams = inferParserType<typeof networkParams>;

export const loadNetworkParams = createLoader(networkParams);

const serialize = createSerializer(networkParams);

/** Returns the address of the network page with these questions. */
export function networkHref(params: Partial<NetworkParams>): string {
  return serialize('/network', params);
}
