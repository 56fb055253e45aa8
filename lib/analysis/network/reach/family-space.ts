import type { AddressRange, Family } from './address-ranges.ts';
import { BitSet } from './bit-set.ts';
import type { EndpointSpace } from './endpoint-space.ts';
import { addLabelKeys, meetsLabels, type LabelExpr } from './label-expr.ts';
import { LabelIndex } from './label-index.ts';
import type { EndpointSet, JoinedSet, NamespaceTerm } from './policy-ir.ts';

/** Whether a set holds what is in it for certain, or also what may be in it. */
export type Certainty = 'must' | 'may';

const NAME_LABEL = 'kubernetes.io/metadata.name';

interface FamilyOptions {
  readonly space: EndpointSpace;
  readonly family: Family;
  readonly addressesMatchPods: boolean;
  readonly addressesMatchHosts: boolean;
}

/**
 * The endpoints of one address family in one order: classes of pods, classes of hosts, ranges of addresses that
 * are neither. Turns sets as policies describe them into sets of these.
 */
export class FamilySpace {
  readonly family: Family;
  readonly space: EndpointSpace;
  readonly size: number;
  readonly hostsFrom: number;
  /** Stands for the node that a pod runs on itself. */
  readonly ownHost: number;
  readonly atomsFrom: number;
  /** Something in it has an address that is not known, so that sets of addresses are not exact. */
  readonly hasUnknown: boolean;
  readonly #addressesMatchPods: boolean;
  readonly #addressesMatchHosts: boolean;
  readonly #podIndex: LabelIndex;
  readonly #hostIndex: LabelIndex;
  readonly #byNamespace = new Map<string, BitSet>();
  readonly #known = new Map<string, BitSet>();

  constructor({ space, family, addressesMatchPods, addressesMatchHosts }: FamilyOptions) {
    const { podClasses, hostClasses, atoms } = space;
    this.space = space;
    this.family = family;
    this.#addressesMatchPods = addressesMatchPods;
    this.#addressesMatchHosts = addressesMatchHosts;
    this.hostsFrom = podClasses.length;
    this.atomsFrom = podClasses.length + hostClasses.length;
    this.ownHost = this.atomsFrom - 1;
    this.size = this.atomsFrom + atoms[family].length;
    this.#podIndex = new LabelIndex(
      podClasses.map(({ labels }) => labels),
      { size: this.size, from: 0 },
    );
    this.#hostIndex = new LabelIndex(
      hostClasses.map(({ labels }) => labels),
      { size: this.size, from: this.hostsFrom },
    );
    for (const [at, { namespace }] of podClasses.entries()) this.#namespaceSet(namespace).add(at);
    this.hasUnknown =
      [...podClasses, ...hostClasses].some(({ isAddressKnown }) => !isAddressKnown) ||
      hostClasses.some((host) => host.atoms[family].length > 1 || host.isOwn) ||
      [...this.#byNamespace.keys()].some((name) => !space.namespaces.has(name));
  }

  /** Returns the endpoints of a set, those that are in it for certain or those that may be. */
  bitsOf(set: EndpointSet, certainty: Certainty): BitSet {
    const words = JSON.stringify(set, bigintText);
    const isExact = !this.hasUnknown && !words.includes('"op":"doubt"');
    const key = isExact ? words : certainty + words;
    let found = this.#known.get(key);
    if (found === undefined) {
      found = this.#make(set, certainty);
      this.#known.set(key, found);
    }
    return found;
  }

  #make(set: EndpointSet, certainty: Certainty): BitSet {
    if ('of' in set) return this.#joined(set, certainty);
    if ('ranges' in set || 'labels' in set) return this.#described(set, certainty);
    switch (set.op) {
      case 'own-host':
        return this.#only(this.ownHost);
      case 'external':
        return this.#external();
      case 'all':
      case 'none':
      case 'doubt':
        return this.#everybodyIf(set.op === 'all' || (set.op === 'doubt' && certainty === 'may'));
    }
  }

  #described(
    set: Extract<EndpointSet, { op: 'pods' | 'hosts' | 'addresses' }>,
    certainty: Certainty,
  ): BitSet {
    if (set.op === 'addresses') return this.#addresses(set.ranges, certainty);
    if (set.op === 'hosts') return this.#hosts(set.labels, certainty);
    return this.#namespaces(set.namespace, certainty).and(this.#podIndex.find(set.labels));
  }

  #everybodyIf(isIn: boolean): BitSet {
    return isIn ? BitSet.full(this.size) : new BitSet(this.size);
  }

  /** A pod's own node is one of them: certainly where every node is meant. */
  #hosts(labels: LabelExpr, certainty: Certainty): BitSet {
    const others = this.#hostIndex.find(labels).minus(this.#only(this.ownHost));
    return labels.op === 'true' || certainty === 'may' ? others.or(this.#only(this.ownHost)) : others;
  }

  #only(at: number): BitSet {
    const out = new BitSet(this.size);
    out.add(at);
    return out;
  }

  #joined(set: JoinedSet, certainty: Certainty): BitSet {
    if (set.op === 'not') {
      return BitSet.full(this.size).minus(this.bitsOf(set.of, certainty === 'must' ? 'may' : 'must'));
    }
    const parts = set.of.map((one) => this.bitsOf(one, certainty));
    return set.op === 'and'
      ? parts.reduce((all, one) => all.and(one), BitSet.full(this.size))
      : parts.reduce((all, one) => all.or(one), new BitSet(this.size));
  }

  #namespaceSet(name: string): BitSet {
    let set = this.#byNamespace.get(name);
    if (set === undefined) {
      set = new BitSet(this.size);
      this.#byNamespace.set(name, set);
    }
    return set;
  }

  #namespaces(term: NamespaceTerm, certainty: Certainty): BitSet {
    if ('name' in term) return this.#byNamespace.get(term.name) ?? new BitSet(this.size);
    if (term.labels.op === 'true') return BitSet.full(this.size);
    const out = new BitSet(this.size);
    for (const [name, set] of this.#byNamespace) {
      if (this.#meets(name, term.labels, certainty))
        for (const [at, word] of set.words.entries()) {
          out.words[at] = (out.words[at] ?? 0) | word;
        }
    }
    return out;
  }

  /** Of a namespace that was not read only the label with its name is certain (NP-11). */
  #meets(name: string, labels: LabelExpr, certainty: Certainty): boolean {
    const read = this.space.namespaces.get(name);
    if (read !== undefined) return meetsLabels(labels, read);
    const keys = new Set<string>();
    addLabelKeys(labels, keys);
    if ([...keys].every((key) => key === NAME_LABEL)) return meetsLabels(labels, { [NAME_LABEL]: name });
    return certainty === 'may';
  }

  #addresses(ranges: readonly AddressRange[], certainty: Certainty): BitSet {
    const { family, space } = this;
    const own = ranges.filter((range) => range.family === family);
    const atoms = space.atoms[family];
    const inRange = atoms.map(({ first, last }) =>
      own.some((range) => range.first <= first && last <= range.last),
    );
    const out = new BitSet(this.size);
    for (const [at, isIn] of inRange.entries()) if (isIn) out.add(this.atomsFrom + at);
    // An address that nobody knows yet is in a range only where the range holds them all.
    const isUnknownIn = inRange.every(Boolean) || (certainty === 'may' && inRange.some(Boolean));
    const found = { inRange, isUnknownIn, certainty };
    if (this.#addressesMatchPods) this.#addPods(out, found);
    if (this.#addressesMatchHosts) this.#addHosts(out, found);
    return out;
  }

  #addPods(out: BitSet, found: FoundRanges): void {
    for (const [at, { atoms, isAddressKnown }] of this.space.podClasses.entries()) {
      const atom = atoms[this.family];
      if (isAddressIn({ atoms: atom === null ? [] : [atom], isAddressKnown }, found)) out.add(at);
    }
  }

  #addHosts(out: BitSet, found: FoundRanges): void {
    for (const [at, { atoms, isAddressKnown }] of this.space.hostClasses.entries()) {
      if (isAddressIn({ atoms: atoms[this.family], isAddressKnown }, found)) out.add(this.hostsFrom + at);
    }
  }

  #external(): BitSet {
    const out = new BitSet(this.size);
    for (let at = this.atomsFrom; at < this.size; at += 1) out.add(at);
    return out;
  }
}

interface FoundRanges {
  readonly inRange: readonly boolean[];
  readonly isUnknownIn: boolean;
  readonly certainty: Certainty;
}

/** Of several addresses nobody knows which one a packet has. */
function isAddressIn(
  { atoms, isAddressKnown }: { readonly atoms: readonly number[]; readonly isAddressKnown: boolean },
  { inRange, isUnknownIn, certainty }: FoundRanges,
): boolean {
  if (!isAddressKnown) return isUnknownIn;
  const isIn = (atom: number): boolean => inRange[atom] === true;
  return certainty === 'must' ? atoms.length > 0 && atoms.every(isIn) : atoms.some(isIn);
}

function bigintText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString(36) : value;
}
