import {
  createLoader,
  createSerializer,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';

export const NETWORK_TABS = ['isolation', 'policies', 'unselected'] as const;
export type NetworkTab = (typeof NETWORK_TABS)[number];

const networkParams = {
  cluster: parseAsString,
  scan: parseAsString,
  tab: parseAsStringLiteral(NETWORK_TABS).withDefault('isolation'),
  q: parseAsString.withDefault(''),
  page: parseAsInteger.withDefault(1),
};

export type NetworkParams = inferParserType<typeof networkParams>;

export const loadNetworkParams = createLoader(networkParams);

const serialize = createSerializer(networkParams);

/** Returns the address of the network page with these questions. */
export function networkHref(params: Partial<NetworkParams>): string {
  return serialize('/network', params);
}
