import type { Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { DirectionRow } from '#lib/analysis/network/reach/direction-row.ts';
import type { ReachDirection } from '#lib/analysis/network/reach/policy-ir.ts';
import { ALL_PORTS, NO_PORTS, type PortSetId, type PortSets } from '#lib/analysis/network/reach/port-sets.ts';
import { LIST_LANES } from '#lib/analysis/network/reach/ports-text.ts';
import type { AskedPort } from '#lib/model/asked-port.ts';

/** Which policies are asked: those of both ends, or of one alone. */
export const REACH_SIDES = ['both', 'egress', 'ingress'] as const;
export type ReachSide = (typeof REACH_SIDES)[number];

export interface ReachQuery {
  /** Null asks for any port at all. */
  readonly port: AskedPort | null;
  readonly side: ReachSide;
}

/** Two with no address of the same family have nothing to say to each other. */
export const PAIR_VERDICTS = { denied: 0, open: 1, unknown: 2, apart: 3 } as const;
type PairVerdict = (typeof PAIR_VERDICTS)[keyof typeof PAIR_VERDICTS];

/** One end of a pair: its class, and the families it has addresses of. */
export interface PairEnd {
  readonly class: number;
  readonly families: readonly Family[];
}

type Combined = (out: PortSetId, into: PortSetId) => boolean;

/** What policies surely and perhaps let each class do with everybody; of what no policy selects, everything. */
interface Sides {
  readonly egress: readonly Row[];
  readonly ingress: readonly Row[];
}

interface Row {
  readonly must: Uint16Array;
  /** Null where nothing is in doubt. */
  readonly unsure: DirectionRow | null;
}

const TABLE_MOST = 4096;

/** Judges many pairs of classes about one port, quickly: sets of ports are looked at once each. */
export class PairJudge {
  readonly #reach: Reachability;
  readonly #sides: Readonly<Record<Family, Sides>>;
  readonly #isOpen: Combined;

  constructor(reach: Reachability, { port, side }: ReachQuery) {
    this.#reach = reach;
    this.#sides = { IPv4: sidesOf(reach, 'IPv4', side), IPv6: sidesOf(reach, 'IPv6', side) };
    // Every set of ports there will be must be known before they are looked at.
    this.#isOpen = port === null ? anyPort(reach.ports) : onePort(reach.ports, port);
  }

  /** Returns what holds between two classes. */
  verdict(from: PairEnd, to: PairEnd): PairVerdict {
    const [family] = from.families;
    // Almost every pair has one family in common.
    if (family !== undefined && from.families.length === 1 && to.families.length === 1) {
      if (to.families[0] !== family) return PAIR_VERDICTS.apart;
      return asFarAsSeen(this.#reach, this.#inFamily(family, from.class, to.class));
    }
    let found: PairVerdict = PAIR_VERDICTS.apart;
    for (const common of from.families) {
      if (!to.families.includes(common)) continue;
      const one = asFarAsSeen(this.#reach, this.#inFamily(common, from.class, to.class));
      if (found === PAIR_VERDICTS.apart) found = one;
      else if (found !== one) found = PAIR_VERDICTS.unknown;
    }
    return found;
  }

  /** Returns what holds on one node between a pod and what shares the node's network, or between two of those. */
  onOneNode(from: PairEnd, to: PairEnd): PairVerdict {
    const { podClasses } = this.#reach.space;
    const [isHost, isToHost] = [from.class >= podClasses.length, to.class >= podClasses.length];
    if (isHost && isToHost) return PAIR_VERDICTS.open;
    return isHost ? this.#fromOwnNode(from, to) : this.#toOwnNode(from, to);
  }

  /** CI-10: let in whatever the pod's policies say; what the node's own say of it may hold, too. */
  #fromOwnNode(from: PairEnd, to: PairEnd): PairVerdict {
    const family = from.families.find((one) => to.families.includes(one));
    if (family === undefined) return PAIR_VERDICTS.apart;
    const { dataplane, families } = this.#reach;
    const own = families[family].family.ownOf(from.class);
    if (dataplane.fromOwnNode === 'by-policy')
      return asFarAsSeen(this.#reach, this.#inFamily(family, own, to.class));
    const out = this.#sides[family].egress[own];
    const sure = out?.must[to.class] ?? NO_PORTS;
    return this.#isOpen(sure, ALL_PORTS) ? PAIR_VERDICTS.open : PAIR_VERDICTS.unknown;
  }

  #toOwnNode(from: PairEnd, to: PairEnd): PairVerdict {
    const family = from.families.find((one) => to.families.includes(one));
    if (family === undefined) return PAIR_VERDICTS.apart;
    const { dataplane, families } = this.#reach;
    // Only some plugins tell a pod's own node from others.
    const target = dataplane.name === 'cilium' ? families[family].family.ownOf(to.class) : to.class;
    const found = this.#inFamily(family, from.class, target);
    const isOpen = dataplane.podToOwnNode === 'unknown' && found === PAIR_VERDICTS.denied;
    return asFarAsSeen(this.#reach, isOpen ? PAIR_VERDICTS.unknown : found);
  }

  #inFamily(family: Family, from: number, to: number): PairVerdict {
    const out = this.#sides[family].egress[from];
    const into = this.#sides[family].ingress[to];
    if (out === undefined || into === undefined) throw new RangeError('a class is not there');
    if (this.#isOpen(out.must[to] ?? NO_PORTS, into.must[from] ?? NO_PORTS)) return PAIR_VERDICTS.open;
    if (out.unsure === null && into.unsure === null) return PAIR_VERDICTS.denied;
    return this.#isOpen(mayAt(out, to), mayAt(into, from)) ? PAIR_VERDICTS.unknown : PAIR_VERDICTS.denied;
  }
}

/** What may not be enforced may be allowed; where something was not read, nothing that policies say is sure. */
export function asFarAsSeen({ unseen, mayNotEnforce }: Reachability, verdict: PairVerdict): PairVerdict {
  if (unseen.length > 0) return PAIR_VERDICTS.unknown;
  return mayNotEnforce !== null && verdict === PAIR_VERDICTS.denied ? PAIR_VERDICTS.unknown : verdict;
}

function mayAt({ must, unsure }: Row, peer: number): PortSetId {
  return unsure === null ? (must[peer] ?? NO_PORTS) : unsure.mayAt(peer);
}

/** Of a side that is not asked, nothing is held against anybody. */
function sidesOf(reach: Reachability, family: Family, side: ReachSide): Sides {
  const matrix = reach.families[family];
  const open: Row = { must: new Uint16Array(matrix.family.size).fill(ALL_PORTS), unsure: null };
  const of = (direction: ReachDirection): Row[] =>
    Array.from({ length: matrix.family.atomsFrom }, (_, at) => {
      if (side !== 'both' && side !== direction) return open;
      const row = isIn(reach, family, at) ? matrix.row(direction, at) : null;
      if (row === null) return open;
      return { must: row.must, unsure: row.unsure.length === 0 ? null : row };
    });
  return { egress: of('egress'), ingress: of('ingress') };
}

/** Only pods with an address of a family have anything to say in it; without any address yet they count for IPv4. */
function isIn({ space }: Reachability, family: Family, at: number): boolean {
  const pod = space.podClasses[at];
  if (pod === undefined) return true;
  return pod.isAddressKnown ? pod.atoms[family] !== null : family === 'IPv4';
}

function onePort(ports: PortSets, { protocol, port }: AskedPort): Combined {
  const has = Uint8Array.from({ length: ports.count }, (_, id) => Number(ports.has(id, protocol, port)));
  return (out, into) => ((has[out] ?? 0) & (has[into] ?? 0)) === 1;
}

/** What ports two sets share is kept in a table, because millions of pairs ask for a few dozen. */
function anyPort(ports: PortSets): Combined {
  const told = ports.of(LIST_LANES.map((lane) => ({ lane, from: 1, to: 65_535 })));
  const share: Combined = (out, into) =>
    ports.intersect(ports.intersect(out, told), ports.intersect(into, told)) !== NO_PORTS;
  const { count } = ports;
  if (count > TABLE_MOST) return share;
  const known = new Uint8Array(count * count);
  return (out, into) => {
    const at = out * count + into;
    if (known[at] === 0) known[at] = share(out, into) ? 1 : 2;
    return known[at] === 1;
  };
}
