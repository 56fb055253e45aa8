import { byCodeUnit } from '#lib/model/order.ts';
import { addressText, type AddressRange, type Family } from './address-ranges.ts';
import type { Reachability } from './build-reach.ts';
import type { Reach, ReachMatrix } from './reach-matrix.ts';
import { ownNodeReach, type NodeSides } from './own-node-reach.ts';
import { ALL_PORTS, NO_PORTS, type PortSetId } from './port-sets.ts';
import { LIST_LANES, portsText } from './ports-text.ts';

/** Which workloads, or ranges of addresses, may talk. */
export interface WorkloadLine {
  readonly from: string;
  readonly to: string;
  readonly ports: string;
  /** False where it cannot be told: the traffic may be allowed. */
  readonly isCertain: boolean;
}

interface Party extends NodeSides {
  readonly name: string;
  readonly classes: readonly number[];
}

type Note = (from: string, to: string, reach: Reach) => void;

/**
 * Returns a line for each ordered pair that may talk, sorted; none of a workload with itself or of two ranges.
 * `ranges` names the families whose address ranges are told.
 */
export function workloadLines(
  reach: Reachability,
  { ranges }: { readonly ranges: readonly Family[] },
): WorkloadLine[] {
  const found = new Map<string, Reach>();
  const { ports } = reach;
  const isSettled = reach.mayNotEnforce === null && reach.blind.everywhere.length === 0;
  const note: Note = (from, to, { must, may }) => {
    if (may === NO_PORTS && isSettled) return;
    const key = `${from}\0${to}`;
    const known = found.get(key) ?? { must: NO_PORTS, may: NO_PORTS };
    found.set(key, { must: ports.union(known.must, must), may: ports.union(known.may, may) });
  };
  // A pod that was not read may have any address of nobody.
  const noteOutside: Note =
    reach.blind.outside.length === 0
      ? note
      : (from, to) => note(from, to, { must: NO_PORTS, may: ALL_PORTS });
  for (const family of ['IPv4', 'IPv6'] as const) {
    const matrix = reach.families[family];
    const parties = partiesOf(reach, family, 'IPv4');
    notePairs(matrix, parties, note);
    noteNeighbours(reach, { family, parties, note });
    if (ranges.includes(family)) noteRanges(matrix, partiesOf(reach, family, family), noteOutside);
  }
  return [...found]
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .flatMap(([key, pair]) => linesOf(key.split('\0'), asFarAsSeen(reach, pair), ports));
}

/** Where policies may not be enforced, or may be missing, everything may be allowed; and with some missing, nothing surely. */
function asFarAsSeen({ mayNotEnforce, blind }: Reachability, { must, may }: Reach): Reach {
  if (blind.everywhere.length > 0) return { must: NO_PORTS, may: ALL_PORTS };
  return { must, may: mayNotEnforce === null ? may : ALL_PORTS };
}

function linesOf(
  [from = '', to = '']: readonly string[],
  { must, may }: Reach,
  ports: Reachability['ports'],
): WorkloadLine[] {
  const told = ports.of(LIST_LANES.map((lane) => ({ lane, from: 1, to: 65_535 })));
  const sure = ports.intersect(must, told);
  const perhaps = ports.minus(ports.intersect(may, told), sure);
  return [
    { from, to, ports: portsText(ports, sure), isCertain: true },
    { from, to, ports: portsText(ports, perhaps), isCertain: false },
  ].filter((line) => line.ports !== '');
}

function notePairs(matrix: ReachMatrix, parties: readonly Party[], note: Note): void {
  for (const from of parties) {
    for (const to of parties) {
      if (from.name !== to.name) note(from.name, to.name, between(matrix, from.classes, to.classes));
    }
  }
}

function noteNeighbours(
  reach: Reachability,
  {
    family,
    parties,
    note,
  }: { readonly family: Family; readonly parties: readonly Party[]; readonly note: Note },
): void {
  const withHosts = parties.filter(({ hosts }) => hosts.size > 0);
  for (const one of withHosts) {
    for (const other of parties) {
      if (other === one) continue;
      note(one.name, other.name, ownNodeReach(reach, family, { from: one, to: other }));
      if (other.hosts.size === 0)
        note(other.name, one.name, ownNodeReach(reach, family, { from: other, to: one }));
    }
  }
}

function noteRanges(matrix: ReachMatrix, parties: readonly Party[], note: Note): void {
  for (const { name, classes } of parties) {
    for (const run of runsOf(matrix, (atom) => between(matrix, classes, [atom])))
      note(name, run.name, run.reach);
    for (const run of runsOf(matrix, (atom) => between(matrix, [atom], classes)))
      note(run.name, name, run.reach);
  }
}

/** Neighbouring ranges that differ in nothing here are told as one. */
function runsOf(
  { family }: ReachMatrix,
  reachOf: (atom: number) => Reach,
): { readonly name: string; readonly reach: Reach }[] {
  const runs: { range: AddressRange; reach: Reach }[] = [];
  for (const [at, range] of family.space.atoms[family.family].entries()) {
    const reach = reachOf(family.atomsFrom + at);
    const last = runs.at(-1);
    if (last !== undefined && last.reach.must === reach.must && last.reach.may === reach.may) {
      last.range = { ...last.range, last: range.last };
    } else {
      runs.push({ range, reach });
    }
  }
  return runs.map(({ range, reach }) => ({ name: rangeName(range), reach }));
}

function rangeName({ family, first, last }: AddressRange): string {
  return `${addressText(family, first)}-${addressText(family, last)}[External]`;
}

function between(matrix: ReachMatrix, from: readonly number[], to: readonly number[]): Reach {
  const { ports } = matrix;
  let must: PortSetId = NO_PORTS;
  let may: PortSetId = NO_PORTS;
  for (const source of from) {
    for (const target of to) {
      const reach = matrix.between(source, target);
      must = ports.union(must, reach.must);
      may = ports.union(may, reach.may);
      if (must === ALL_PORTS) return { must, may: ALL_PORTS };
    }
  }
  return { must, may };
}

/** Workloads with a pod that has an address of the family; what has none yet counts where `unknownIn` is that family. */
function partiesOf({ space }: Reachability, family: Family, unknownIn: Family): Party[] {
  const found = new Map<string, { classes: Set<number>; hosts: ByNode; guests: ByNode }>();
  for (const [at, pod] of space.pods.entries()) {
    const isHere = pod.isAddressKnown ? pod.addresses[family] !== undefined : family === unknownIn;
    if (!isHere) continue;
    const name = `${pod.namespace}/${pod.owner.name}[${pod.owner.kind}]`;
    const party = found.get(name) ?? { classes: new Set(), hosts: new Map(), guests: new Map() };
    found.set(name, party);
    const class_ = space.classOfPod[at] ?? 0;
    party.classes.add(class_);
    const side = pod.isOnHost ? party.hosts : party.guests;
    side.set(pod.node, (side.get(pod.node) ?? new Set()).add(class_));
  }
  return [...found].map(([name, { classes, ...sides }]) => ({ name, classes: [...classes], ...sides }));
}

type ByNode = Map<string | null, Set<number>>;
