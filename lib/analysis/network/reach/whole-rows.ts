import type { DirectionRow } from './direction-row.ts';
import { ALL_PORTS, NO_PORTS, type PortSets } from './port-sets.ts';
import type { ReachMatrix } from './reach-matrix.ts';

/**
 * What one class may do with everybody, in both directions; overwritten when the next is asked for. `may` is the same
 * list where nothing is in doubt.
 */
export interface WholeRow {
  readonly from: number;
  readonly must: Uint16Array;
  readonly may: Uint16Array;
}

type Rows = readonly (DirectionRow | null)[];

/** So many rows are filled at a time that what is read of the peers' rows lies side by side. */
const BLOCK = 64;

/** A matrix, or what one side alone says of it. */
export type RowsSource = Pick<ReachMatrix, 'family' | 'ports' | 'row'>;

/** Gives all pairs, row by row in ascending order: the ports from one class, host or range to every other. */
export function* wholeRows(matrix: RowsSource): Generator<WholeRow> {
  const { size, atomsFrom: rangesFrom } = matrix.family;
  const indexes = Array.from({ length: size }, (_, at) => at);
  const out: Rows = indexes.map((at) => matrix.row('egress', at));
  const into: Rows = indexes.map((at) => matrix.row('ingress', at));
  const block = new RowBlock({ out, into, ports: matrix.ports, size, rangesFrom });
  for (let first = 0; first < size; first += BLOCK) yield* block.rows(first);
}

interface BlockSources {
  readonly out: Rows;
  readonly into: Rows;
  readonly ports: PortSets;
  readonly size: number;
  /** Where ranges of addresses begin. */
  readonly rangesFrom: number;
}

/** Classes side by side that share what policies let them send. */
interface Run {
  readonly must: Uint16Array;
  readonly begin: number;
  end: number;
}

class RowBlock {
  readonly #sources: BlockSources;
  /** The rows of a block one after another; one list is quicker to write down its columns than many. */
  readonly #cells: Uint16Array;
  readonly #must: readonly Uint16Array[];
  readonly #may: Uint16Array;
  /** What each may surely send, and take; of whom no policy selects, everything. */
  readonly #given: readonly Uint16Array[];
  readonly #taken: readonly Uint16Array[];
  /** The peers that are in doubt about what comes from one. */
  readonly #doubtOf = new Map<number, number[]>();

  constructor(sources: BlockSources) {
    const { size } = sources;
    const cells = new Uint16Array(BLOCK * size);
    this.#sources = sources;
    this.#cells = cells;
    this.#must = Array.from({ length: BLOCK }, (_, at) => cells.subarray(at * size, (at + 1) * size));
    this.#may = new Uint16Array(size);
    const open = new Uint16Array(size).fill(ALL_PORTS);
    this.#given = sources.out.map((row) => row?.must ?? open);
    this.#taken = sources.into.map((row) => row?.must ?? open);
    for (const [to, row] of sources.into.entries()) {
      for (const from of row?.unsure ?? []) {
        const list = this.#doubtOf.get(from);
        if (list === undefined) this.#doubtOf.set(from, [to]);
        else list.push(to);
      }
    }
  }

  *rows(first: number): Generator<WholeRow> {
    const given = this.#given.slice(first, first + BLOCK);
    for (const [at, must] of given.entries()) this.#begin(this.#must[at], must);
    this.#meetTargets(first, runsOf(given));
    for (const [at, must] of this.#must.slice(0, given.length).entries()) {
      yield { from: first + at, must, may: this.#withDoubts(first + at, must) };
    }
  }

  /** No policy is about what ranges of addresses take in; to everybody else nothing is open yet. */
  #begin(cells: Uint16Array | undefined, given: Uint16Array): void {
    const { rangesFrom } = this.#sources;
    cells?.fill(NO_PORTS, 0, rangesFrom);
    cells?.set(given.subarray(rangesFrom), rangesFrom);
  }

  #meetTargets(first: number, runs: readonly Run[]): void {
    const cells = this.#cells;
    const { ports, size, rangesFrom } = this.#sources;
    for (const [to, takes] of this.#taken.slice(0, rangesFrom).entries()) {
      for (const { must, begin, end } of runs) {
        const given = must[to] ?? NO_PORTS;
        if (given === NO_PORTS) continue;
        for (let at = begin; at < end; at += 1) {
          const taken = takes[first + at] ?? NO_PORTS;
          if (taken !== NO_PORTS) cells[at * size + to] = ports.intersect(given, taken);
        }
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

/** Neighbours mostly are of one namespace and share a row: what it denies is passed over for all of them at once. */
function runsOf(given: readonly Uint16Array[]): readonly Run[] {
  const runs: Run[] = [];
  for (const [at, must] of given.entries()) {
    const last = runs.at(-1);
    if (last !== undefined && last.must === must) last.end = at + 1;
    else runs.push({ must, begin: at, end: at + 1 });
  }
  return runs;
}
