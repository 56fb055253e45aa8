import type { AddressRange, Family } from './address-ranges.ts';
import { BitSet } from './bit-set.ts';
import type { EndpointSpace, HostClass } from './endpoint-space.ts';
import { isUninhabited } from './uninhabited.ts';
import { atomAt } from './visit-plan.ts';

/** What is in a set for certain, and what may be in it; one object where these are the same. */
export interface Bounds {
  readonly must: BitSet;
  readonly may: BitSet;
}

export interface AddressIndexOptions {
  readonly space: EndpointSpace;
  readonly family: Family;
  /** How many endpoints there are, and where hosts and ranges begin among them. */
  readonly size: number;
  readonly hostsFrom: number;
  readonly atomsFrom: number;
  readonly addressesMatchPods: boolean;
  readonly addressesMatchHosts: boolean;
}

/** Atoms from one to another, both included. */
type Span = readonly [first: number, last: number];

/** Which endpoints have the addresses of a range: ranges become sets without asking each endpoint. */
export class AddressIndex {
  readonly #options: AddressIndexOptions;
  readonly #starts: readonly bigint[];
  readonly #ranges: readonly AddressRange[];
  /** Classes of pods whose address is known, by its atom. */
  readonly #podsIn: ReadonlyMap<number, readonly number[]>;
  readonly #hosts: readonly HostClass[];
  /** Endpoints whose address nobody knows yet. */
  readonly #unknown: readonly number[];
  /** The atoms that such an address may be in. */
  readonly #inhabited: readonly number[];

  constructor(options: AddressIndexOptions) {
    const { space, family, hostsFrom, addressesMatchPods, addressesMatchHosts } = options;
    this.#options = options;
    this.#ranges = space.atoms[family];
    this.#starts = this.#ranges.map(({ first }) => first);
    const podsIn = new Map<number, number[]>();
    const unknown: number[] = [];
    for (const [at, { atoms, isAddressKnown }] of addressesMatchPods ? space.podClasses.entries() : []) {
      const atom = atoms[family];
      if (!isAddressKnown) unknown.push(at);
      else if (atom !== null) noteAt(podsIn, atom, at);
    }
    this.#hosts = addressesMatchHosts ? space.hostClasses : [];
    for (const [at, { isAddressKnown }] of this.#hosts.entries()) {
      if (!isAddressKnown) unknown.push(hostsFrom + at);
    }
    this.#podsIn = podsIn;
    this.#unknown = unknown;
    this.#inhabited =
      unknown.length === 0 ? [] : this.#ranges.flatMap((range, atom) => (isUninhabited(range) ? [] : [atom]));
  }

  /** Returns the endpoints whose address is in one of the ranges. */
  find(ranges: readonly AddressRange[]): Bounds {
    const { family, size, atomsFrom } = this.#options;
    const must = new BitSet(size);
    const isIn = new Uint8Array(this.#ranges.length);
    for (const range of ranges) {
      if (range.family !== family) continue;
      const [first, last] = this.#spanOf(range);
      for (let atom = first; atom <= last; atom += 1) {
        if (isIn[atom] === 1) continue;
        isIn[atom] = 1;
        must.add(atomsFrom + atom);
        for (const pod of this.#podsIn.get(atom) ?? []) must.add(pod);
      }
    }
    return this.#withRest(must, isIn);
  }

  /** Hosts, and what has an address that nobody knows: that is in a range for certain only where it holds them all. */
  #withRest(must: BitSet, isIn: Uint8Array): Bounds {
    const perhaps: number[] = [];
    const { family, hostsFrom } = this.#options;
    for (const [at, host] of this.#hosts.entries()) {
      if (!host.isAddressKnown) continue;
      // Of several addresses nobody knows which one a packet has.
      const inside = host.atoms[family].filter((atom) => isIn[atom] === 1).length;
      if (inside > 0 && inside === host.atoms[family].length) must.add(hostsFrom + at);
      else if (inside > 0) perhaps.push(hostsFrom + at);
    }
    const possible = this.#inhabited.filter((atom) => isIn[atom] === 1).length;
    if (possible > 0 && possible === this.#inhabited.length) for (const at of this.#unknown) must.add(at);
    else if (possible > 0) perhaps.push(...this.#unknown);
    if (perhaps.length === 0) return { must, may: must };
    const may = new BitSet(must.size, must.words.slice());
    for (const at of perhaps) may.add(at);
    return { must, may };
  }

  /** The atoms that lie wholly in a range; none where the last is before the first. */
  #spanOf({ first, last }: AddressRange): Span {
    const from = atomAt(this.#starts, first);
    const to = atomAt(this.#starts, last);
    const begins = this.#ranges[from]?.first === first;
    const ends = this.#ranges[to]?.last === last;
    return [begins ? from : from + 1, ends ? to : to - 1];
  }
}

function noteAt(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
