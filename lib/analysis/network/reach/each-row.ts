import type { DirectionRow } from './direction-row.ts';
import { ALL_PORTS, NO_PORTS, type PortSetId, type PortSets } from './port-sets.ts';
import type { ReachMatrix } from './reach-matrix.ts';

/** What one class may do with everybody, in both directions; overwritten when the next classes are visited. */
export interface WholeRow {
  readonly from: number;
  readonly must: Uint16Array;
  readonly may: Uint16Array;
}

type Rows = readonly (DirectionRow | null)[];

/** So many rows are filled at a time that what is read of the peers' rows lies side by side. */
const BLOCK = 32;

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
  readonly #must: readonly Uint16Array[];
  readonly #may: readonly Uint16Array[];
  /** The peers that are in doubt about what comes from one. */
  readonly #doubtOf = new Map<number, number[]>();

  constructor(sources: BlockSources) {
    this.#sources = sources;
    const buffers = () => Array.from({ length: BLOCK }, () => new Uint16Array(sources.size));
    this.#must = buffers();
    this.#may = buffers();
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
    for (const [at, must] of this.#must.entries()) this.#may[at]?.set(must);
    this.#meetDoubts(first, count);
    for (let at = 0; at < count; at += 1) {
      const [must, may] = [this.#must[at], this.#may[at]];
      if (must !== undefined && may !== undefined) visit({ from: first + at, must, may });
    }
  }

  #meetTargets(first: number, count: number): void {
    const { into, ports } = this.#sources;
    for (let to = 0; to < into.length; to += 1) {
      const must = into[to]?.must;
      if (must === undefined) continue;
      for (let at = 0; at < count; at += 1) {
        const cells = this.#must[at];
        if (cells === undefined) continue;
        const given = cells[to] ?? 0;
        const taken = must[first + at] ?? 0;
        if (given !== taken && given !== NO_PORTS) cells[to] = ports.intersect(given, taken);
      }
    }
  }

  /** Where one of the two sides is in doubt, so is the pair. */
  #meetDoubts(first: number, count: number): void {
    for (let at = 0; at < count; at += 1) {
      for (const to of this.#sources.out[first + at]?.unsure ?? []) this.#set(first, at, to);
      for (const to of this.#doubtOf.get(first + at) ?? []) this.#set(first, at, to);
    }
  }

  #set(first: number, at: number, to: number): void {
    const { out, into, ports } = this.#sources;
    const cells = this.#may[at];
    if (cells === undefined) return;
    const given: PortSetId = out[first + at]?.mayAt(to) ?? ALL_PORTS;
    cells[to] = ports.intersect(given, into[to]?.mayAt(first + at) ?? ALL_PORTS);
  }
}
