import { BitSet } from './bit-set.ts';
import { DirectionRow } from './direction-row.ts';
import type { FamilySpace } from './family-space.ts';
import type { EndpointSet, ReachDirection } from './policy-ir.ts';
import type { ReachMatrix } from './reach-matrix.ts';

interface EarlierSources {
  readonly before: ReachMatrix;
  readonly family: FamilySpace;
  /** Where each endpoint stood before; null where all stand where they stood. */
  readonly oldOf: Uint32Array | null;
  /** Whom what has changed selects; null is anybody. */
  readonly subjects: Readonly<Record<ReachDirection, readonly EndpointSet[] | null>>;
}

/** Rows of a matrix before its policies changed, for all whom no changed policy selects. */
export class EarlierRows {
  /** Whose rows may differ now. */
  readonly touched: Readonly<Record<ReachDirection, BitSet>>;
  readonly #sources: EarlierSources;
  readonly #spread = new Map<DirectionRow, DirectionRow>();

  constructor(sources: EarlierSources) {
    const { family, subjects } = sources;
    const touchedBy = (sets: readonly EndpointSet[] | null): BitSet =>
      sets === null
        ? BitSet.full(family.size)
        : sets.reduce((all, set) => all.or(family.boundsOf(set).may), new BitSet(family.size));
    this.#sources = sources;
    this.touched = { ingress: touchedBy(subjects.ingress), egress: touchedBy(subjects.egress) };
  }

  /** Returns the row of a class, null where no policy selects it; undefined where it has to be made anew. */
  find(direction: ReachDirection, at: number): DirectionRow | null | undefined {
    if (this.touched[direction].has(at)) return undefined;
    const { before, oldOf } = this.#sources;
    const row = before.row(direction, oldOf?.[at] ?? at);
    if (row === null || oldOf === null) return row;
    let spread = this.#spread.get(row);
    if (spread === undefined) {
      spread = new DirectionRow({ row, oldOf });
      this.#spread.set(row, spread);
    }
    return spread;
  }
}
