/** A fixed number of yes-or-no answers, one for each endpoint of a space. */
export class BitSet {
  readonly size: number;
  readonly words: Uint32Array;

  constructor(size: number, words = new Uint32Array((size + 31) >>> 5)) {
    this.size = size;
    this.words = words;
  }

  static full(size: number): BitSet {
    const set = new BitSet(size);
    set.words.fill(0xffffffff);
    set.#trim();
    return set;
  }

  add(index: number): void {
    const at = index >>> 5;
    this.words[at] = (this.words[at] ?? 0) | (1 << (index & 31));
  }

  has(index: number): boolean {
    return ((this.words[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
  }

  get isEmpty(): boolean {
    return this.words.every((word) => word === 0);
  }

  equals(other: BitSet): boolean {
    return this.words.every((word, at) => word === other.words[at]);
  }

  and(other: BitSet): BitSet {
    return this.#with(other, (a, b) => a & b);
  }

  or(other: BitSet): BitSet {
    return this.#with(other, (a, b) => a | b);
  }

  minus(other: BitSet): BitSet {
    return this.#with(other, (a, b) => a & ~b);
  }

  /** Calls `visit` with every index that is in the set, in ascending order. */
  each(visit: (index: number) => void): void {
    const { words } = this;
    for (let at = 0; at < words.length; at += 1) {
      let word = words[at] ?? 0;
      while (word !== 0) {
        const low = word & -word;
        visit((at << 5) + (31 - Math.clz32(low)));
        word ^= low;
      }
    }
  }

  #with(other: BitSet, join: (a: number, b: number) => number): BitSet {
    const out = new Uint32Array(this.words.length);
    for (let at = 0; at < out.length; at += 1) out[at] = join(this.words[at] ?? 0, other.words[at] ?? 0);
    return new BitSet(this.size, out);
  }

  /** The last word may hold bits beyond the size. */
  #trim(): void {
    const rest = this.size & 31;
    if (rest !== 0) this.words[this.words.length - 1] = (1 << rest) - 1;
  }
}
