import type {
  HostCell,
  HostFirewall,
  HostLint,
  HostNode,
  HostPort,
  HostSource,
} from '#lib/model/host-firewall.ts';
import { rowPage, type RowPage } from './row-page.ts';

/** A node with what one source reaches on it, port by port. */
export interface HostRow extends HostNode {
  readonly cells: readonly HostCell[];
}

/** A cell that somebody wants explained. */
export interface OpenCell {
  readonly node: HostNode;
  readonly port: HostPort;
  readonly source: HostSource;
  readonly cell: HostCell;
}

/** What the page of hosts shows. */
export interface HostView {
  readonly kind: HostFirewall['kind'];
  readonly notes: HostFirewall['notes'];
  readonly lints: readonly HostLint[];
  readonly sources: readonly HostSource[];
  readonly source: HostSource | null;
  readonly ports: readonly HostPort[];
  readonly page: RowPage<HostRow>;
  readonly open: OpenCell | null;
  readonly nodes: number;
  /** Cells of the source that are let in by failsafe ports alone. */
  readonly failsafe: number;
}

const NODES_A_PAGE = 50;

interface HostQuestion {
  readonly from: string;
  readonly page: number;
  /** Node and port of the cell to explain. */
  readonly cell: { readonly node: string; readonly port: string } | null;
}

/** Returns the rows for one source, and the cell that is open. */
export function hostView(firewall: HostFirewall, { from, page, cell }: HostQuestion): HostView {
  const { kind, notes, lints, sources, ports, nodes, groups } = firewall;
  const at = Math.max(
    0,
    sources.findIndex(({ key }) => key === from),
  );
  const source = sources[at] ?? null;
  const cellsOf = ({ group }: HostNode): readonly HostCell[] => groups[group]?.[at] ?? [];
  const rows = nodes.map((node): HostRow => ({ ...node, cells: cellsOf(node) }));
  const row = rows.find(({ name }) => name === cell?.node);
  const column = ports.findIndex(({ key }) => key === cell?.port);
  const [port, found] = [ports[column], row?.cells[column]];
  const isOpen = row !== undefined && port !== undefined && found !== undefined && source !== null;
  return {
    kind,
    notes,
    lints,
    sources,
    source,
    ports,
    page: rowPage(rows, page, NODES_A_PAGE),
    open: isOpen ? { node: row, port, source, cell: found } : null,
    nodes: nodes.length,
    failsafe: rows.flatMap(({ cells }) => cells).filter(({ verdict }) => verdict === 'failsafe').length,
  };
}
