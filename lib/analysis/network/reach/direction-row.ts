import type { PortSetId } from './port-sets.ts';

/**
 * What the policies of one direction let one class do with everybody: the ports that are allowed for certain, and
 * where more may be allowed, those.
 */
export class DirectionRow {
  readonly must: Uint16Array;
  /** The peers that may have other ports than the certain ones, ascending. */
  readonly unsure: Uint32Array;
  readonly #mayBe: Uint16Array;

  /** Doubts mostly are about a few peers: only these are kept. */
  constructor(must: Uint16Array, may: Uint16Array) {
    const unsure: number[] = [];
    if (may !== must) {
      for (let peer = 0; peer < must.length; peer += 1) if (must[peer] !== may[peer]) unsure.push(peer);
    }
    this.must = must;
    this.unsure = Uint32Array.from(unsure);
    this.#mayBe = Uint16Array.from(unsure, (peer) => may[peer] ?? 0);
  }

  mustAt(peer: number): PortSetId {
    return this.must[peer] ?? 0;
  }

  mayAt(peer: number): PortSetId {
    const { unsure } = this;
    let low = 0;
    let high = unsure.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((unsure[middle] ?? 0) < peer) low = middle + 1;
      else high = middle;
    }
    return unsure[low] === peer ? (this.#mayBe[low] ?? 0) : this.mustAt(peer);
  }

  /** Returns the same row for other peers: each new one stands where an old one stood. */
  spread(oldOf: Uint32Array): DirectionRow {
    const must = new Uint16Array(oldOf.length);
    const may = new Uint16Array(oldOf.length);
    for (const [peer, old] of oldOf.entries()) {
      must[peer] = this.mustAt(old);
      may[peer] = this.mayAt(old);
    }
    return new DirectionRow(must, may);
  }
}
