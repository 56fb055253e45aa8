import { parseCidr, type AddressRange } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Node } from '#lib/model/node.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { text, type Text } from '#lib/model/text.ts';

/** Who asks, as a table names them; `internet` is everybody outside the cluster, `anyone` everybody at all. */
export const WANTED_SENDERS = ['anyone', 'internet', 'nodes', 'pods'] as const;
export type WantedSender = (typeof WANTED_SENDERS)[number];

/** Whom a row is about: a kind of sender, or a network outside the cluster. */
export type WantedSource =
  | { readonly kind: WantedSender }
  | { readonly kind: 'network'; readonly cidr: string };

/** Which nodes a row is for: all, those of a role, some by their names, or those with labels. */
export type WantedNodes =
  | { readonly kind: 'all' | 'control-plane' | 'workers' }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'labels'; readonly labels: Readonly<Record<string, string>> };

export interface WantedPort {
  readonly lane: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number;
}

/** One row of a table of who is to reach which ports of which nodes. */
export interface WantedRow {
  readonly nodes: WantedNodes;
  readonly ports: readonly WantedPort[];
  readonly from: readonly WantedSource[];
  readonly access: 'allowed' | 'denied';
}

/** Some nodes that are to have the same, port by port: the senders that are let in. */
export interface WantedGroup {
  readonly nodes: readonly Node[];
  readonly ports: readonly (WantedPort & { readonly allowed: ReadonlySet<string> })[];
}

/** A whole table, cell by cell. */
export interface WantedTable {
  /** The most special first, so that the first one an address is in is its own. */
  readonly networks: readonly { readonly cidr: string; readonly range: AddressRange }[];
  /** Keys of all senders: `nodes`, `pods`, every network, `internet`. */
  readonly senders: readonly string[];
  readonly groups: readonly WantedGroup[];
  readonly problems: readonly Text[];
}

/** Returns the table cell by cell: the first row that speaks of a cell decides, and what no row speaks of is denied. */
export function wantedTable(rows: readonly WantedRow[], nodes: readonly Node[]): WantedTable {
  const networks = networksIn(rows);
  const senders = ['nodes', 'pods', ...networks.map(({ cidr }) => cidr), 'internet'];
  const named = nodes.filter((node) => rows.some((row) => isFor(row.nodes, node)));
  const allowedAt = (node: Node, port: WantedPort): string[] =>
    senders.filter((sender) => {
      const row = rows.find(
        (one) =>
          isFor(one.nodes, node) &&
          one.ports.some((each) => each.port === port.port && each.lane === port.lane) &&
          one.from.some((source) => covers(source, sender)),
      );
      return row?.access === 'allowed';
    });
  const ports = portsIn(rows);
  const groups = Map.groupBy(named, (node) => JSON.stringify(ports.map((port) => allowedAt(node, port))));
  return {
    networks,
    senders,
    groups: [...groups.values()].map((members) => {
      const [first] = members;
      return {
        nodes: members,
        ports: ports.map((port) => ({
          ...port,
          allowed: new Set(first === undefined ? [] : allowedAt(first, port)),
        })),
      };
    }),
    problems: rows.flatMap((row) =>
      nodes.some((node) => isFor(row.nodes, node)) ? [] : [noNode(row.nodes)],
    ),
  };
}

function portsIn(rows: readonly WantedRow[]): WantedPort[] {
  const all = rows.flatMap(({ ports }) => ports);
  const distinct = new Map(all.map((port) => [`${port.lane} ${port.port}`, port]));
  return [...distinct.values()].toSorted((a, b) => a.port - b.port);
}

function networksIn(rows: readonly WantedRow[]): WantedTable['networks'] {
  const cidrs = rows.flatMap(({ from }) => from.flatMap((one) => (one.kind === 'network' ? [one.cidr] : [])));
  return [...new Set(cidrs)]
    .flatMap((cidr) => {
      const range = parseCidr(cidr);
      return range === null ? [] : [{ cidr, range }];
    })
    .toSorted((a, b) => bySize(a.range, b.range) || byCodeUnit(a.cidr, b.cidr));
}

function bySize(a: AddressRange, b: AddressRange): number {
  const more = a.last - a.first - (b.last - b.first);
  return more === 0n ? 0 : more < 0n ? -1 : 1;
}

/** Returns whether what a row names holds a sender of the table. */
function covers(source: WantedSource, sender: string): boolean {
  if (source.kind === 'anyone') return true;
  if (source.kind === 'internet') return sender !== 'nodes' && sender !== 'pods';
  if (source.kind !== 'network') return source.kind === sender;
  const [outer, inner] = [parseCidr(source.cidr), parseCidr(sender)];
  if (outer === null || inner === null || outer.family !== inner.family) return false;
  return outer.first <= inner.first && inner.last <= outer.last;
}

function isFor(wanted: WantedNodes, { metadata }: Node): boolean {
  const labels = metadata.labels ?? {};
  const isControlPlane =
    labels['node-role.kubernetes.io/control-plane'] !== undefined ||
    labels['node-role.kubernetes.io/master'] !== undefined;
  switch (wanted.kind) {
    case 'all':
      return true;
    case 'control-plane':
      return isControlPlane;
    case 'workers':
      return !isControlPlane;
    case 'names':
      return wanted.names.includes(metadata.name);
    case 'labels':
      return Object.entries(wanted.labels).every(([key, value]) => labels[key] === value);
  }
}

function noNode(wanted: WantedNodes): Text {
  const shown =
    wanted.kind === 'names'
      ? wanted.names.join(', ')
      : JSON.stringify(wanted.kind === 'labels' ? wanted.labels : wanted.kind);
  return text(
    `No node is ${shown}; that row of the table does nothing.`,
    `没有节点符合 ${shown}；表中该行不起作用。`,
  );
}
