import { BitSet } from './bit-set.ts';
import { meetsText, type LabelExpr } from './label-expr.ts';

interface IndexPlace {
  readonly size: number;
  /** Where the labelled things begin in the space. */
  readonly from: number;
}

/** Which things of a list carry a label, and with which value: conditions become sets without asking each thing. */
export class LabelIndex {
  readonly #size: number;
  readonly #all: BitSet;
  readonly #byKey = new Map<string, Map<string, BitSet>>();
  readonly #having = new Map<string, BitSet>();

  /** What has null for labels meets no condition. */
  constructor(labelled: readonly (Readonly<Record<string, string>> | null)[], { size, from }: IndexPlace) {
    this.#size = size;
    this.#all = new BitSet(size);
    for (const [at, labels] of labelled.entries()) {
      if (labels === null) continue;
      this.#all.add(from + at);
      for (const key in labels) this.#note(key, labels[key] ?? '', from + at);
    }
  }

  /** Returns the things whose labels meet a condition. */
  find(expr: LabelExpr): BitSet {
    switch (expr.op) {
      case 'true':
        return this.#all;
      case 'false':
        return new BitSet(this.#size);
      case 'has':
        return this.#having.get(expr.key) ?? new BitSet(this.#size);
      case 'in':
        return this.#in(expr.key, expr.values);
      case 'text':
        return this.#union(expr.key, (value) => meetsText(expr, value));
      case 'not':
        return this.#all.minus(this.find(expr.of));
      case 'and':
        return expr.of.reduce((all, one) => all.and(this.find(one)), this.#all);
      case 'or':
        return expr.of.reduce((all, one) => all.or(this.find(one)), new BitSet(this.#size));
    }
  }

  #note(key: string, value: string, at: number): void {
    let values = this.#byKey.get(key);
    if (values === undefined) {
      values = new Map();
      this.#byKey.set(key, values);
      this.#having.set(key, new BitSet(this.#size));
    }
    let set = values.get(value);
    if (set === undefined) {
      set = new BitSet(this.#size);
      values.set(value, set);
    }
    set.add(at);
    this.#having.get(key)?.add(at);
  }

  #in(key: string, values: readonly string[]): BitSet {
    const known = this.#byKey.get(key);
    const sets = values.flatMap((value) => known?.get(value) ?? []);
    const [first, ...rest] = sets;
    return rest.reduce((all, one) => all.or(one), first ?? new BitSet(this.#size));
  }

  #union(key: string, isWanted: (value: string) => boolean): BitSet {
    let out = new BitSet(this.#size);
    for (const [value, set] of this.#byKey.get(key) ?? []) if (isWanted(value)) out = out.or(set);
    return out;
  }
}
