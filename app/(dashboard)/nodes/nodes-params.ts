import {
  createLoader,
  createSerializer,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { NODE_ROLES, NODE_SORTS } from '#lib/views/node-list.ts';

/** Everything the page of nodes can be asked, as its address has it. */
const nodesParams = {
  cluster: parseAsString,
  scan: parseAsString,
  role: parseAsStringLiteral(NODE_ROLES),
  q: parseAsString.withDefault(''),
  sort: parseAsStringLiteral(NODE_SORTS).withDefault('name'),
  page: parseAsInteger.withDefault(1),
};

export type NodesParams = inferParserType<typeof nodesParams>;

export const loadNodesParams = createLoader(nodesParams);

const serialize = createSerializer(nodesParams);

/** Returns the address of the page of nodes with these questions. */
export function nodesHref(params: Partial<NodesParams>): string {
  return serialize('/nodes', params);
}

/** Returns the address of a node's page in one scan. */
export function nodeHref(name: string, scanId: string): string {
  return `/nodes/${encodeURIComponent(name)}?scan=${scanId}`;
}
