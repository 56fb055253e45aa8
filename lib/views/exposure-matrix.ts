import {
  PORT_STANDINGS,
  standingRank,
  type PortFacts,
  type PortSight,
  type PortStanding,
} from '#lib/model/port-sight.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import type { Locale, Text } from '#lib/model/text.ts';
import { splitHost } from './split-host.ts';

/** What the matrix needs of a host. */
export interface MatrixHost {
  readonly key: string;
  readonly name: string;
  readonly role: 'control-plane' | 'worker' | 'endpoint' | 'unknown';
  readonly addresses: readonly string[];
  readonly cells: readonly {
    readonly port: number;
    readonly sight: PortSight;
    readonly probes: readonly ProbeResult[];
    readonly findings: readonly { readonly severity: Severity; readonly title: Text }[];
  }[];
}

export interface MatrixQuestion {
  readonly hosts: readonly MatrixHost[];
  readonly ports: readonly { readonly port: number; readonly facts: PortFacts | null }[];
  /** Null for all. */
  readonly port: number | null;
  readonly standing: PortStanding | null;
  readonly sort: 'name' | 'worst';
  /** From 1; one beyond the end shows the last. */
  readonly page: number;
  readonly pageSize: number;
}

export interface MatrixColumn {
  readonly port: number;
  /** Null where the number alone tells nothing. */
  readonly label: string | null;
}

export interface MatrixCell {
  readonly id: string;
  readonly port: number;
  readonly sight: PortSight;
  readonly severity: Severity | null;
  /** What was found there, if anything was. */
  readonly title: string | null;
  /** The look that the sight was taken from; null where nobody asked. */
  readonly probe: ProbeResult | null;
}

export interface MatrixRow {
  readonly key: string;
  readonly name: string;
  /** The name without the domain. */
  readonly label: string;
  /** Null for a name without one. */
  readonly domain: string | null;
  readonly role: MatrixHost['role'];
  readonly addresses: readonly string[];
  /** One for each column. */
  readonly cells: readonly MatrixCell[];
}

export interface ExposureMatrix {
  readonly columns: readonly MatrixColumn[];
  /** Those on the page asked for. */
  readonly rows: readonly MatrixRow[];
  /** Rows on all pages. */
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** Cells by standing before any filter. */
  readonly counts: Readonly<Record<PortStanding, number>>;
  /** What should not be as it is, worst first, before any filter. */
  readonly doors: readonly Door[];
}

/** A cell that should not be as it is, with those of the same port on other hosts that show the same. */
export interface Door {
  readonly cell: MatrixCell;
  readonly host: string;
  readonly label: string | null;
  /** How many hosts show it; `host` is the first of them. */
  readonly hosts: number;
}

const NOT_ASKED: PortSight = { seen: 'unreached', status: null, standing: 'not-asked' };

/** Returns a cell's id, as the address of the page has it. */
export function cellId(hostKey: string, port: number): string {
  return `${hostKey}:${port}`;
}

/** Returns the matrix of hosts and ports that the filters leave: rows and columns without a match go. */
export function exposureMatrix(question: MatrixQuestion, locale: Locale): ExposureMatrix {
  const { ports, page, pageSize } = question;
  const columns = ports.map(({ port, facts }) => ({ port, label: facts?.label[locale] ?? null }));
  const all = question.hosts.map((host) => rowOf(host, ports, locale));
  const cells = all.flatMap((row) => row.cells);
  const matches = (cell: MatrixCell): boolean =>
    (question.port === null || cell.port === question.port) &&
    (question.standing === null || cell.sight.standing === question.standing);
  const rows = all.filter((row) => row.cells.some(matches));
  const used = new Set(rows.flatMap((row) => row.cells.filter(matches)).map(({ port }) => port));
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const shown = Math.min(Math.max(1, page), pages);
  const sorted = question.sort === 'worst' ? rows.toSorted(byWorst) : rows;
  return {
    columns: columns.filter(({ port }) => used.has(port)),
    rows: sorted
      .slice((shown - 1) * pageSize, shown * pageSize)
      .map((row) => ({ ...row, cells: row.cells.filter(({ port }) => used.has(port)) })),
    total: rows.length,
    page: shown,
    pages,
    counts: countStandings(cells),
    doors: doorsOf(all, columns),
  };
}

function rowOf(host: MatrixHost, ports: MatrixQuestion['ports'], locale: Locale): MatrixRow {
  const seen = new Map(host.cells.map((cell) => [cell.port, cell]));
  const { key, name, role, addresses } = host;
  const cells = ports.map(({ port }): MatrixCell => {
    const cell = seen.get(port);
    const worst = cell?.findings[0];
    return {
      id: cellId(key, port),
      port,
      sight: cell?.sight ?? NOT_ASKED,
      severity: worst?.severity ?? null,
      title: worst?.title[locale] ?? null,
      probe: cell?.probes[0] ?? null,
    };
  });
  return { key, name, ...splitHost(name), role, addresses, cells };
}

function countStandings(cells: readonly MatrixCell[]): Record<PortStanding, number> {
  const counts = Object.fromEntries(PORT_STANDINGS.map((standing) => [standing, 0])) as Record<
    PortStanding,
    number
  >;
  for (const { sight } of cells) counts[sight.standing] += 1;
  return counts;
}

const WRONG: readonly PortStanding[] = ['open-door', 'should-not'];

function doorsOf(rows: readonly MatrixRow[], columns: readonly MatrixColumn[]): readonly Door[] {
  const labels = new Map(columns.map(({ port, label }) => [port, label]));
  const wrong = rows.flatMap(({ name, cells }) =>
    cells.filter(({ sight }) => WRONG.includes(sight.standing)).map((cell) => ({ cell, host: name })),
  );
  const groups = Map.groupBy(
    wrong,
    ({ cell: { sight, port, title } }) => `${sight.standing} ${port} ${title ?? ''}`,
  );
  return [...groups.values()]
    .flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : [{ ...first, label: labels.get(first.cell.port) ?? null, hosts: others.length + 1 }],
    )
    .toSorted(
      ({ cell: a }, { cell: b }) =>
        standingRank(a.sight.standing) - standingRank(b.sight.standing) ||
        rankOf(a.severity) - rankOf(b.severity),
    );
}

function rankOf(severity: Severity | null): number {
  return severity === null ? Number.POSITIVE_INFINITY : severityRank(severity);
}

function byWorst(a: MatrixRow, b: MatrixRow): number {
  return weightOf(b) - weightOf(a);
}

/** A row with one open door stands before any number of lesser things. */
function weightOf({ cells }: MatrixRow): number {
  const count = (standing: PortStanding): number =>
    cells.filter(({ sight }) => sight.standing === standing).length;
  return count('open-door') * 10_000 + count('should-not') * 100 + count('unreached');
}
