import { AddressIndex, type AddressIndexOptions, type Bounds } from './address-index.ts';
import type { Family } from './address-ranges.ts';
import { BitSet } from './bit-set.ts';
import type { EndpointSpace } from './endpoint-space.ts';
import { addLabelKeys, meetsLabels, type LabelExpr } from './label-expr.ts';
import { LabelIndex } from './label-index.ts';
import type { EndpointSet, JoinedSet, NamespaceTerm } from './policy-ir.ts';

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
  /** From here to `atomsFrom` hosts are meant as their own pods see them. */
  readonly ownHostsFrom: number;
  readonly atomsFrom: number;
  /** A number for the named ports that each endpoint declares; what is no pod declares none. */
  readonly portTables: Uint32Array;
  readonly #podIndex: LabelIndex;
  readonly #hostIndex: LabelIndex;
  /** Classes of pods by the labels of their namespace, of those that were read. */
  readonly #namespaceIndex: LabelIndex;
  readonly #places: Pick<AddressIndexOptions, 'space' | 'family' | 'size' | 'hostsFrom' | 'atomsFrom'>;
  readonly #addresses: AddressIndex;
  /** Classes of pods by the name of their namespace. */
  readonly #nameIndex: LabelIndex;
  #hostAddresses: AddressIndex | null = null;
  readonly #unreadNamespaces: readonly string[];

  constructor({ space, family, addressesMatchPods, addressesMatchHosts }: FamilyOptions) {
    const { podClasses, hostClasses, atoms } = space;
    this.space = space;
    this.family = family;
    this.hostsFrom = podClasses.length;
    this.atomsFrom = podClasses.length + hostClasses.length;
    this.ownHostsFrom = this.hostsFrom + hostClasses.length / 2;
    this.size = this.atomsFrom + atoms[family].length;
    const { size, hostsFrom, atomsFrom } = this;
    this.portTables = new Uint32Array(size);
    for (const [at, { portTable }] of podClasses.entries()) this.portTables[at] = portTable;
    const ofPods = { size, from: 0 };
    this.#podIndex = new LabelIndex(
      podClasses.map(({ labels }) => labels),
      ofPods,
    );
    this.#hostIndex = new LabelIndex(
      hostClasses.map(({ labels }) => labels),
      { size, from: hostsFrom },
    );
    this.#nameIndex = new LabelIndex(
      podClasses.map(({ namespace }) => ({ [NAME_LABEL]: namespace })),
      ofPods,
    );
    const names = new Set(podClasses.map(({ namespace }) => namespace));
    this.#unreadNamespaces = [...names].filter((name) => !space.namespaces.has(name));
    this.#namespaceIndex = new LabelIndex(
      podClasses.map(({ namespace }) => space.namespaces.get(namespace) ?? null),
      ofPods,
    );
    this.#places = { space, family, size, hostsFrom, atomsFrom };
    this.#addresses = new AddressIndex({ ...this.#places, addressesMatchPods, addressesMatchHosts });
  }

  /** Returns the class of a host as its own pods see it; Cilium's policies tell that one from the others (CI-9). */
  ownOf(host: number): number {
    return host + this.ownHostsFrom - this.hostsFrom;
  }

  /** Returns the endpoints of a set, those that are in it for certain and those that may be. */
  boundsOf(set: EndpointSet): Bounds {
    switch (set.op) {
      case 'own-host':
        return exactly(this.#between(this.ownHostsFrom, this.atomsFrom));
      case 'external':
        return exactly(this.#between(this.atomsFrom, this.size));
      case 'all':
      case 'none':
        return exactly(this.#everybodyIf(set.op === 'all'));
      case 'doubt':
        return { must: this.#everybodyIf(false), may: this.#everybodyIf(true) };
      case 'addresses':
        return this.#addresses.find(set.ranges);
      case 'hosts':
        return this.#hosts(set);
      case 'pods':
        return this.#pods(set.namespace, set.labels);
      case 'not':
      case 'and':
      case 'or':
        return this.#joined(set);
    }
  }

  #everybodyIf(isIn: boolean): BitSet {
    return isIn ? BitSet.full(this.size) : new BitSet(this.size);
  }

  #hosts({ labels, at }: Extract<EndpointSet, { op: 'hosts' }>): Bounds {
    const hosts = exactly(this.#hostIndex.find(labels));
    if (at === undefined) return hosts;
    this.#hostAddresses ??= new AddressIndex({
      ...this.#places,
      addressesMatchPods: false,
      addressesMatchHosts: true,
    });
    return bothJoined(hosts, this.#hostAddresses.find(at), (a, b) => a.and(b));
  }

  #between(from: number, to: number): BitSet {
    const out = new BitSet(this.size);
    for (let at = from; at < to; at += 1) out.add(at);
    return out;
  }

  #joined(set: JoinedSet): Bounds {
    if (set.op === 'not') {
      const { must, may } = this.boundsOf(set.of);
      const everybody = BitSet.full(this.size);
      return must === may
        ? exactly(everybody.minus(must))
        : { must: everybody.minus(may), may: everybody.minus(must) };
    }
    const [first, ...rest] = set.of.map((one) => this.boundsOf(one));
    if (first === undefined) return exactly(this.#everybodyIf(set.op === 'and'));
    const join = (a: BitSet, b: BitSet): BitSet => (set.op === 'and' ? a.and(b) : a.or(b));
    return rest.reduce((all, one) => bothJoined(all, one, join), first);
  }

  #namespaceSet(name: string): BitSet {
    return this.#nameIndex.find({ op: 'in', key: NAME_LABEL, values: [name] });
  }

  #pods(namespace: NamespaceTerm, labels: LabelExpr): Bounds {
    const spaces = this.#namespaces(namespace);
    if (labels.op === 'true' && !('labels' in namespace && namespace.labels.op === 'true')) return spaces;
    return bothJoined(spaces, exactly(this.#podIndex.find(labels)), (a, b) => a.and(b));
  }

  #namespaces(term: NamespaceTerm): Bounds {
    if ('name' in term) return exactly(this.#namespaceSet(term.name));
    if (term.labels.op === 'true') return exactly(BitSet.full(this.size));
    const must = this.#namespaceIndex.find(term.labels);
    const [named, perhaps] = this.#unread(term.labels);
    const all = named.reduce((sum, one) => sum.or(one), must);
    return perhaps.length === 0
      ? exactly(all)
      : { must: all, may: perhaps.reduce((sum, one) => sum.or(one), all) };
  }

  /** Of a namespace that was not read only the label with its name is certain (NP-11). */
  #unread(labels: LabelExpr): readonly [named: readonly BitSet[], perhaps: readonly BitSet[]] {
    if (this.#unreadNamespaces.length === 0) return [[], []];
    const keys = new Set<string>();
    addLabelKeys(labels, keys);
    const isByName = [...keys].every((key) => key === NAME_LABEL);
    const sets = (names: readonly string[]) => names.map((name) => this.#namespaceSet(name));
    if (!isByName) return [[], sets(this.#unreadNamespaces)];
    const met = this.#unreadNamespaces.filter((name) => meetsLabels(labels, { [NAME_LABEL]: name }));
    return [sets(met), []];
  }
}

function exactly(set: BitSet): Bounds {
  return { must: set, may: set };
}

function bothJoined(a: Bounds, b: Bounds, join: (a: BitSet, b: BitSet) => BitSet): Bounds {
  const must = join(a.must, b.must);
  return a.must === a.may && b.must === b.may ? exactly(must) : { must, may: join(a.may, b.may) };
}
