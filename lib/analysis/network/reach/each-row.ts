import type { DirectionRow } from './direction-row.ts';
import { ALL_PORTS, NO_PORTS, type PortSets } from './port-sets.ts';
import type { ReachMatrix } from './reach-matrix.ts';

/**
 * What one class may do with everybody, in both directions; overwritten when the next classes are visited. `may` is
 * the same list where nothing is in doubt.
 */
export interface WholeRow {
  readonly from: number;
  readonly must: Uint16Array;
  readonly may: Uint16Array;
}

type Rows = readonly (DirectionRow | null)[];

/** So many rows are filled at a time that what is read of the peers' rows lies side by side. */
const BLOCK = 64;

/** Visits all pairs, row by row in ascending order: the ports from one class, host or range to every other. */
export function eachRow(matrix: ReachMatrix, visit: (row: WholeRow) => void): void {
  const { size } = matrix.family;
  const indexes = Array.from({ length: size }, (_, at) => at);
  const out: Rows = indexes.map((at) => matrix.row('egress', at));
  const into: Rows = indexes.map((at) => matrix.row('ingress', at));
  const block = new RowBlock({ out, into, ports: matrix.ports, size });
  for (let first = 0; first < size; first += BLOCK) block.visit(first, visit);
}

interface BlockSources {
  readonly out: Rows;
  readonly into: Rows;
  readonly ports: PortSets;
  readonly size: number;
}

class RowBlock {
  readonly #sources: BlockSources;
  /** The rows of a block one after another; one list is quicker to write down its columns than many. */
  readonly #cells: Uint16Array;
  readonly #must: readonly Uint16Array[];
  readonly #may: Uint16Array;
  /** The peers that are in doubt about what comes from one. */
  readonly #doubtOf = new Map<number, number[]>();

  constructor(sources: BlockSources) {
    const { size } = sources;
    const cells = new Uint16Array(BLOCK * size);
    this.#sources = sources;
    this.#cells = cells;
    this.#must = Array.from({ length: BLOCK }, (_, at) => cells.subarray(at * size, (at + 1) * size));
    this.#may = new Uint16Array(size);
    for (const [to, row] of sources.into.entries()) {
      for (const from of row?.unsure ?? []) {
        const list = this.#doubtOf.get(from);
        if (list === undefined) this.#doubtOf.set(from, [to]);
        else list.push(to);
      }
    }
  }

  visit(first: number, visit: (row: WholeRow) => void): void {
    const { out, size } = this.#sources;
    const count = Math.min(BLOCK, size - first);
    for (let at = 0; at < count; at += 1) {
      const row = out[first + at] ?? null;
      if (row === null) this.#must[at]?.fill(ALL_PORTS);
      else this.#must[at]?.set(row.must);
    }
    this.#meetTargets(first, count);
    for (const [at, must] of this.#must.slice(0, count).entries()) {
      visit({ from: first + at, must, may: this.#withDoubts(first + at, must) });
    }
  }

  #meetTargets(first: number, count: number): void {
    const cells = this.#cells;
    const { into, ports, size } = this.#sources;
    for (let to = 0; to < into.length; to += 1) {
      const must = into[to]?.must;
      if (must === undefined) continue;
      for (let at = 0; at < count; at += 1) {
        const cell = at * size + to;
        const given = cells[cell] ?? 0;
        const taken = must[first + at] ?? 0;
        if (given !== taken && given !== NO_PORTS) cells[cell] = ports.intersect(given, taken);
      }
    }
  }

  /** Where one of the two sides is in doubt, so is the pair. */
  #withDoubts(from: number, must: Uint16Array): Uint16Array {
    const { out, into, ports } = this.#sources;
    const row = out[from] ?? null;
    const peers = [...(row?.unsure ?? []), ...(this.#doubtOf.get(from) ?? [])];
    if (peers.length === 0) return must;
    const may = this.#may;
    may.set(must);
    for (const to of peers) {
      may[to] = ports.intersect(row?.mayAt(to) ?? ALL_PORTS, into[to]?.mayAt(from) ?? ALL_PORTS);
    }
    return may;
  }
}
