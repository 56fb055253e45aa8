import { FAMILIES, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { wholeRows, type RowsSource, type WholeRow } from '#lib/analysis/network/reach/whole-rows.ts';
import { OpenPorts } from './open-ports.ts';
import { asFarAsSeen, PAIR_VERDICTS, PairJudge, type ReachQuery } from './pair-judge.ts';
import type { PodGroup } from './pod-groups.ts';
import { correctOwnNodes, emptyTally, type PairTally } from './tally-pairs.ts';

interface TallySources {
  readonly reach: Reachability;
  readonly query: ReachQuery;
  readonly groups: readonly PodGroup[];
  readonly parties: number;
}

/** Counts pairs of pods of all parties with each other as `tallyPairs` does, row by row of the whole matrix. */
export function tallyEverybody({ reach, query, groups: given, parties }: TallySources): PairTally {
  const tally = emptyTally(parties, parties);
  const judge = new PairJudge(reach, query);
  const groups = given.toSorted((a, b) => a.party - b.party);
  const verdicts = new VerdictRows(reach, query, groups);
  const columns = columnsOf(groups, parties);
  const ofClass = Map.groupBy(groups.entries(), ([, group]) => group.class);
  for (const [at, rows] of verdicts.each()) {
    for (const [place, group] of ofClass.get(at) ?? []) countRow(tally, { place, group, rows, columns });
  }
  correctOwnNodes({ reach, judge, from: groups, to: groups, rows: parties, columns: parties }, tally);
  return tally;
}

/** The groups as targets, party after party and field by field: each is gone through for every row. */
interface Columns {
  /** Where each party begins; the last is where all end. */
  readonly begins: Uint32Array;
  readonly classes: Uint32Array;
  readonly pods: Uint32Array;
  /** One bit for each family. */
  readonly families: Uint8Array;
  /** The family that all have addresses of, and no other; null where they differ or have both. */
  readonly only: Family | null;
  /** Overwritten for each row. */
  readonly verdicts: Uint8Array;
}

function columnsOf(groups: readonly PodGroup[], parties: number): Columns {
  const begins = new Uint32Array(parties + 1);
  for (const { party } of groups) begins[party + 1] = (begins[party + 1] ?? 0) + 1;
  for (let party = 0; party < parties; party += 1) {
    begins[party + 1] = (begins[party + 1] ?? 0) + (begins[party] ?? 0);
  }
  return {
    begins,
    classes: Uint32Array.from(groups, (group) => group.class),
    pods: Uint32Array.from(groups, (group) => group.pods.length),
    families: Uint8Array.from(groups, bitsOf),
    only: FAMILIES.find((family) => groups.every((group) => bitsOf(group) === BITS[family])) ?? null,
    verdicts: new Uint8Array(groups.length),
  };
}

const BITS: Readonly<Record<Family, number>> = { IPv4: 1, IPv6: 2 };

function bitsOf({ families }: PodGroup): number {
  return families.reduce((bits, family) => bits | BITS[family], 0);
}

type VerdictRow = Readonly<Record<Family, Uint8Array>>;

interface CountedRow {
  /** The place of the group in the columns. */
  readonly place: number;
  readonly group: PodGroup;
  readonly rows: VerdictRow;
  readonly columns: Columns;
}

/** By verdict. Counting by them takes no branch, of which none could be foreseen. */
const IS_OPEN = Uint8Array.of(0, 1, 0, 0);
const IS_UNKNOWN = Uint8Array.of(0, 0, 1, 0);
const IS_THERE = Uint8Array.of(1, 1, 1, 0);

function countRow(tally: PairTally, { place, group, rows, columns }: CountedRow): void {
  const { begins, pods } = columns;
  const own = group.pods.length;
  const verdicts = verdictsOf(group, rows, columns);
  const first = group.party * tally.columns;
  for (let party = 0; party < tally.columns; party += 1) {
    let [open, unknown, total] = [0, 0, 0];
    const end = at(begins, party + 1);
    for (let to = at(begins, party); to < end; to += 1) {
      const verdict = at(verdicts, to);
      const targets = at(pods, to);
      open += targets * at(IS_OPEN, verdict);
      unknown += targets * at(IS_UNKNOWN, verdict);
      total += targets * at(IS_THERE, verdict);
    }
    add(tally.open, first + party, own * open);
    add(tally.unknown, first + party, own * unknown);
    add(tally.total, first + party, own * total);
  }
  // A pod is no pair with itself.
  const itself = at(verdicts, place);
  add(tally.open, first + group.party, -own * at(IS_OPEN, itself));
  add(tally.unknown, first + group.party, -own * at(IS_UNKNOWN, itself));
  add(tally.total, first + group.party, -own * at(IS_THERE, itself));
}

function at(list: Uint32Array | Uint8Array, index: number): number {
  return list[index] ?? 0;
}

function add(list: Uint32Array, index: number, count: number): void {
  list[index] = at(list, index) + count;
}

function verdictsOf(group: PodGroup, rows: VerdictRow, columns: Columns): Uint8Array {
  const { classes, verdicts, only } = columns;
  if (only === null) return verdictsOfBoth(group, rows, columns);
  const row = rows[only];
  for (let to = 0; to < classes.length; to += 1) verdicts[to] = row[classes[to] ?? 0] ?? 0;
  return verdicts;
}

/** What the two families say differently depends on which of them is used. */
function verdictsOfBoth(group: PodGroup, { IPv4, IPv6 }: VerdictRow, columns: Columns): Uint8Array {
  const { classes, families, verdicts } = columns;
  const bits = bitsOf(group);
  for (const [to, peer] of classes.entries()) {
    const common = bits & (families[to] ?? 0);
    const one = common === BITS.IPv6 ? IPv6[peer] : IPv4[peer];
    const other = common === BITS.IPv4 ? one : IPv6[peer];
    const found = one === other ? one : PAIR_VERDICTS.unknown;
    verdicts[to] = common === 0 ? PAIR_VERDICTS.apart : (found ?? PAIR_VERDICTS.denied);
  }
  return verdicts;
}

/** What holds from one class to every other, in each family that pods have addresses of. */
class VerdictRows {
  readonly #reach: Reachability;
  readonly #query: ReachQuery;
  readonly #open: OpenPorts;
  readonly #used: readonly Family[];
  /** What is told where it is neither, surely, perhaps or surely and perhaps open; all that is sure may also be. */
  readonly #verdicts: Uint8Array;

  constructor(reach: Reachability, query: ReachQuery, groups: readonly PodGroup[]) {
    this.#reach = reach;
    this.#query = query;
    this.#open = new OpenPorts(reach.ports, query.port);
    const { denied, open, unknown } = PAIR_VERDICTS;
    this.#verdicts = Uint8Array.from([denied, open, unknown, open], (verdict) => asFarAsSeen(reach, verdict));
    this.#used = FAMILIES.filter((family) => groups.some(({ families }) => families.includes(family)));
  }

  /** Gives each class with its row, which is overwritten for the next. */
  *each(): Generator<readonly [from: number, row: VerdictRow]> {
    const { families } = this.#reach;
    const count = families.IPv4.family.atomsFrom;
    const row = { IPv4: new Uint8Array(count), IPv6: new Uint8Array(count) };
    const all = this.#used.map((family) => ({ into: row[family], rows: wholeRows(this.#asked(family)) }));
    for (let from = 0; from < count; from += 1) {
      for (const { into, rows } of all) {
        const next = rows.next();
        if (next.done !== true) this.#judge(next.value, into);
      }
      yield [from, row];
    }
  }

  /** Of a side that is not asked, nothing is held against anybody. */
  #asked(family: Family): RowsSource {
    const { side } = this.#query;
    const matrix = this.#reach.families[family];
    return {
      family: matrix.family,
      ports: matrix.ports,
      row: (direction, at) => (side === 'both' || side === direction ? matrix.row(direction, at) : null),
    };
  }

  #judge({ must, may }: WholeRow, into: Uint8Array): void {
    const table = this.#open.table();
    const verdicts = this.#verdicts;
    for (let to = 0; to < into.length; to += 1) {
      const isSure = table[must[to] ?? 0] ?? 0;
      const isPossible = table[may[to] ?? 0] ?? 0;
      into[to] = verdicts[isSure + 2 * isPossible] ?? PAIR_VERDICTS.denied;
    }
  }
}
