/** Protocols as policies tell them apart; `OTHER` is every one without ports, by its number. */
export const LANES = ['TCP', 'UDP', 'SCTP', 'ICMP', 'ICMPv6', 'OTHER'] as const;
export type Lane = (typeof LANES)[number];

/**
 * The numbers a lane has: ports, `type * 256 + code` of ICMP, or protocol numbers. Both ends are included and
 * port 0 counts: a rule without ports covers it.
 */
export const LANE_MOST: Readonly<Record<Lane, number>> = {
  TCP: 65_535,
  UDP: 65_535,
  SCTP: 65_535,
  ICMP: 65_535,
  ICMPv6: 65_535,
  OTHER: 255,
};

/** Intervals of each lane, sorted, apart from each other, both ends included: `[from, to, from, to, …]`. */
type Lanes = readonly (readonly number[])[];

/** The name of one set of ports within a table; two sets are equal exactly when their ids are. */
export type PortSetId = number;

export const NO_PORTS: PortSetId = 0;
export const ALL_PORTS: PortSetId = 1;

export interface PortRange {
  readonly lane: Lane;
  readonly from: number;
  readonly to: number;
}

type Join = 'union' | 'intersect' | 'minus';

/** How many different sets there may be. */
export const MOST_SETS = 65_536;
/** So many sets cover nearly every cluster; what becomes of two of them is kept in a table. */
const FEW = 256;

/** Sets of ports, each kept once, so that rows of a matrix hold small numbers and equal sets compare as such. */
export class PortSets {
  readonly #sets: Lanes[] = [];
  readonly #ids = new Map<string, PortSetId>();
  readonly #joined: Readonly<Record<Join, Map<number, PortSetId>>> = {
    union: new Map(),
    intersect: new Map(),
    minus: new Map(),
  };

  /** Of two of the first sets: one more than the set they make; 0 is not known yet. */
  readonly #table: Readonly<Record<Join, Uint16Array>> = {
    union: new Uint16Array(FEW * FEW),
    intersect: new Uint16Array(FEW * FEW),
    minus: new Uint16Array(FEW * FEW),
  };

  constructor() {
    this.#intern(LANES.map(() => []));
    this.#intern(LANES.map((lane) => [0, LANE_MOST[lane]]));
  }

  /** Returns the set of these ranges. */
  of(ranges: readonly PortRange[]): PortSetId {
    const lanes: number[][] = LANES.map(() => []);
    const sorted = ranges.toSorted((a, b) => a.from - b.from || a.to - b.to);
    for (const { lane, from, to } of sorted) addInterval(lanes[LANES.indexOf(lane)] ?? [], from, to);
    return this.#intern(lanes);
  }

  union(a: PortSetId, b: PortSetId): PortSetId {
    if (a === b || b === NO_PORTS || a === ALL_PORTS) return a;
    if (a === NO_PORTS || b === ALL_PORTS) return b;
    return this.#join('union', a, b);
  }

  intersect(a: PortSetId, b: PortSetId): PortSetId {
    if (a === b || b === ALL_PORTS || a === NO_PORTS) return a;
    if (a === ALL_PORTS || b === NO_PORTS) return b;
    return this.#join('intersect', a, b);
  }

  minus(a: PortSetId, b: PortSetId): PortSetId {
    if (b === NO_PORTS || a === NO_PORTS) return a;
    if (a === b || b === ALL_PORTS) return NO_PORTS;
    return this.#join('minus', a, b);
  }

  has(id: PortSetId, lane: Lane, number: number): boolean {
    const list = this.#sets[id]?.[LANES.indexOf(lane)] ?? [];
    for (let at = 0; at < list.length; at += 2) {
      if ((list[at] ?? 0) <= number && number <= (list[at + 1] ?? -1)) return true;
    }
    return false;
  }

  /** Returns the ranges of a set, lane by lane. */
  rangesOf(id: PortSetId): PortRange[] {
    return LANES.flatMap((lane, index) => {
      const list = this.#sets[id]?.[index] ?? [];
      const out: PortRange[] = [];
      for (let at = 0; at < list.length; at += 2) {
        out.push({ lane, from: list[at] ?? 0, to: list[at + 1] ?? 0 });
      }
      return out;
    });
  }

  /** How many different sets there are. */
  get count(): number {
    return this.#sets.length;
  }

  #join(how: Join, a: PortSetId, b: PortSetId): PortSetId {
    if (a >= FEW || b >= FEW) return this.#joinedSets(how, a, b);
    const known = this.#table[how][a * FEW + b] ?? 0;
    if (known !== 0) return known - 1;
    const made = this.#joinedSets(how, a, b);
    if (made < MOST_SETS - 1) this.#table[how][a * FEW + b] = made + 1;
    return made;
  }

  #joinedSets(how: Join, a: PortSetId, b: PortSetId): PortSetId {
    const key = a * MOST_SETS + b;
    const known = this.#joined[how].get(key);
    if (known !== undefined) return known;
    const left = this.#sets[a] ?? [];
    const right = this.#sets[b] ?? [];
    const made = this.#intern(LANES.map((_, lane) => joinLists(how, left[lane] ?? [], right[lane] ?? [])));
    this.#joined[how].set(key, made);
    return made;
  }

  #intern(lanes: Lanes): PortSetId {
    const key = lanes.map((list) => list.join(',')).join(';');
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    if (this.#sets.length === MOST_SETS)
      throw new RangeError('more different sets of ports than can be told');
    const id = this.#sets.push(lanes) - 1;
    this.#ids.set(key, id);
    return id;
  }
}

/** Intervals come sorted by their beginning; those that touch become one. */
function addInterval(list: number[], from: number, to: number): void {
  const last = list.length - 1;
  if (last > 0 && from <= (list[last] ?? 0) + 1) list[last] = Math.max(list[last] ?? 0, to);
  else list.push(from, to);
}

function joinLists(how: Join, a: readonly number[], b: readonly number[]): number[] {
  const edges = [...new Set([...startsOf(a), ...startsOf(b)])].toSorted((x, y) => x - y);
  const out: number[] = [];
  for (let at = 0; at < edges.length; at += 1) {
    const from = edges[at] ?? 0;
    const isIn = holds(how, covers(a, from), covers(b, from));
    const to = (edges[at + 1] ?? Number.POSITIVE_INFINITY) - 1;
    if (isIn) addInterval(out, from, to);
  }
  return out;
}

/** Where the answer may change: at each beginning, and after each end. */
function startsOf(list: readonly number[]): number[] {
  return list.map((value, at) => (at % 2 === 0 ? value : value + 1));
}

function covers(list: readonly number[], value: number): boolean {
  for (let at = 0; at < list.length; at += 2) {
    if ((list[at] ?? 0) <= value && value <= (list[at + 1] ?? -1)) return true;
  }
  return false;
}

function holds(how: Join, inA: boolean, inB: boolean): boolean {
  if (how === 'union') return inA || inB;
  return how === 'intersect' ? inA && inB : inA && !inB;
}
