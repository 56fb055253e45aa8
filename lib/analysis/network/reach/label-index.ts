import { BitSet } from './bit-set.ts';
import { meetsText, type LabelExpr } from './label-expr.ts';

type Labels = Readonly<Record<string, string>>;

interface IndexPlace {
  readonly size: number;
  /** Where the labelled things begin in the space. */
  readonly from: number;
}

/** The things that carry one label, and those with each of its values. */
interface Labelled {
  readonly having: BitSet;
  readonly at: ReadonlyMap<string, readonly number[]>;
  /** Made when they are asked for: of a label with many values most never are. */
  readonly sets: Map<string, BitSet>;
}

/** Which things of a list carry a label, and with which value: conditions become sets without asking each thing. */
export class LabelIndex {
  readonly #labelled: readonly (Labels | null)[];
  readonly #place: IndexPlace;
  readonly #byKey = new Map<string, Labelled>();
  #all: BitSet | null = null;

  /** What has null for labels meets no condition. */
  constructor(labelled: readonly (Labels | null)[], place: IndexPlace) {
    this.#labelled = labelled;
    this.#place = place;
  }

  /** Returns the things whose labels meet a condition. */
  find(expr: LabelExpr): BitSet {
    switch (expr.op) {
      case 'true':
        return this.#everything;
      case 'false':
        return this.#none();
      case 'has':
        return this.#of(expr.key).having;
      case 'in':
        return this.#in(expr.key, expr.values);
      case 'text':
        return this.#text(expr);
      case 'not':
        return this.#everything.minus(this.find(expr.of));
      case 'and':
        return expr.of.reduce((all, one) => all.and(this.find(one)), this.#everything);
      case 'or':
        return expr.of.reduce((all, one) => all.or(this.find(one)), this.#none());
    }
  }

  get #everything(): BitSet {
    this.#all ??= this.#setOf([...this.#labelled.keys()].filter((at) => this.#labelled[at] !== null));
    return this.#all;
  }

  #none(): BitSet {
    return new BitSet(this.#place.size);
  }

  #setOf(list: readonly number[]): BitSet {
    const out = this.#none();
    for (const at of list) out.add(this.#place.from + at);
    return out;
  }

  #of(key: string): Labelled {
    let found = this.#byKey.get(key);
    if (found === undefined) {
      const at = new Map<string, number[]>();
      for (const [index, labels] of this.#labelled.entries()) {
        if (labels === null || !Object.hasOwn(labels, key)) continue;
        const value = labels[key] ?? '';
        const list = at.get(value);
        if (list === undefined) at.set(value, [index]);
        else list.push(index);
      }
      found = { at, having: this.#setOf([...at.values()].flat()), sets: new Map() };
      this.#byKey.set(key, found);
    }
    return found;
  }

  #withValue(key: string, value: string): BitSet | null {
    const { at, sets } = this.#of(key);
    const list = at.get(value);
    if (list === undefined) return null;
    let set = sets.get(value);
    if (set === undefined) {
      set = this.#setOf(list);
      sets.set(value, set);
    }
    return set;
  }

  #in(key: string, values: readonly string[]): BitSet {
    const [first, ...rest] = values.flatMap((value) => this.#withValue(key, value) ?? []);
    return rest.reduce((all, one) => all.or(one), first ?? this.#none());
  }

  #text(expr: Extract<LabelExpr, { op: 'text' }>): BitSet {
    const met = [...this.#of(expr.key).at].filter(([value]) => meetsText(expr, value));
    return this.#setOf(met.flatMap(([, list]) => list));
  }
}
