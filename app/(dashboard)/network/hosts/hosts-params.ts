import {
  createLoader,
  createSerializer,
  parseAsInteger,
  parseAsString,
  type inferParserType,
} from 'nuqs/server';

const hostsParams = {
  cluster: parseAsString,
  scan: parseAsString,
  /** Who sends. */
  from: parseAsString.withDefault('internet'),
  /** The cell that is open: node, then key of the port. */
  cell: parseAsString,
  page: parseAsInteger.withDefault(1),
};

export type HostsParams = inferParserType<typeof hostsParams>;

export const loadHostsParams = createLoader(hostsParams);

const serialize = createSerializer(hostsParams);

/** Returns the address of the page of hosts with these questions. */
export function hostsHref(params: Partial<HostsParams>): string {
  return serialize('/network/hosts', params);
}

/** Names a cell as the address does. */
export function cellKey(node: string, port: string): string {
  return `${node}~${port}`;
}
