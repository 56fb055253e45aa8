import type { PortSetId } from './port-sets.ts';

interface Ports {
  readonly must: Uint16Array;
  readonly may: Uint16Array;
}

/** A row of before a change, and where each peer stood in it. */
interface Earlier {
  readonly row: DirectionRow;
  readonly oldOf: Uint32Array;
}

/** Doubts mostly are about a few peers: only these are kept. */
interface Cells {
  readonly must: Uint16Array;
  readonly unsure: Uint32Array;
  readonly mayBe: Uint16Array;
}

/**
 * What the policies of one direction let one class do with everybody: the ports that are allowed for certain, and
 * where more may be allowed, those.
 */
export class DirectionRow {
  /** A row of before a change is written out when all its peers are asked about; mostly it is a few. */
  #held: Cells | Earlier;

  constructor(source: Ports | Earlier) {
    this.#held = 'row' in source ? source : cellsOf(source);
  }

  get must(): Uint16Array {
    return this.#written().must;
  }

  /** The peers that may have other ports than the certain ones, ascending. */
  get unsure(): Uint32Array {
    return this.#written().unsure;
  }

  mustAt(peer: number): PortSetId {
    const held = this.#held;
    return 'row' in held ? held.row.mustAt(held.oldOf[peer] ?? 0) : (held.must[peer] ?? 0);
  }

  mayAt(peer: number): PortSetId {
    const held = this.#held;
    if ('row' in held) return held.row.mayAt(held.oldOf[peer] ?? 0);
    const { must, unsure, mayBe } = held;
    let low = 0;
    let high = unsure.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((unsure[middle] ?? 0) < peer) low = middle + 1;
      else high = middle;
    }
    return (unsure[low] === peer ? mayBe[low] : must[peer]) ?? 0;
  }

  #written(): Cells {
    if ('row' in this.#held) this.#held = cellsOf(spread(this.#held));
    return this.#held;
  }
}

function cellsOf({ must, may }: Ports): Cells {
  const unsure: number[] = [];
  if (may !== must) {
    for (let peer = 0; peer < must.length; peer += 1) if (must[peer] !== may[peer]) unsure.push(peer);
  }
  return {
    must,
    unsure: Uint32Array.from(unsure),
    mayBe: Uint16Array.from(unsure, (peer) => may[peer] ?? 0),
  };
}

function spread({ row, oldOf }: Earlier): Ports {
  const must = Uint16Array.from(oldOf, (old) => row.mustAt(old));
  return { must, may: row.unsure.length === 0 ? must : Uint16Array.from(oldOf, (old) => row.mayAt(old)) };
}
