import { FAMILIES } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { NO_PORTS, type PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import { PortsComparison, type PortsChange } from '#lib/analysis/network/reach-summary/ports-change.ts';
import type { Party, WorkloadName } from '#lib/analysis/network/reach-summary/workload-parties.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { partyGroups, type PartyGroup } from './party-groups.ts';
import { SameRows } from './same-rows.ts';

/** What two workloads may do in one scan and not in the other. */
export interface ReachChange extends PortsChange {
  readonly from: WorkloadName;
  readonly to: WorkloadName;
  /** One of them is not in both scans: then it comes or goes with the workload. */
  readonly isWithWorkload: boolean;
}

/** How many pairs of workloads of two namespaces change, and the first of them. */
export interface NamespaceChange {
  readonly from: string;
  readonly to: string;
  /** Pairs that may do more or less than before, both of which are in both scans. */
  readonly added: number;
  readonly removed: number;
  /** Pairs that came or went with a workload. */
  readonly came: number;
  readonly went: number;
  readonly edges: readonly ReachChange[];
}

const MOST_PAIRS = 25_000_000;
const MOST_EDGES = 8;

/**
 * Returns what changed between two scans by namespaces, the pairs that change most first; null where so much changed
 * that it would take too long to tell. What is told are the ports that policies surely allow.
 */
export function reachChanges(before: Reachability, after: Reachability): NamespaceChange[] | null {
  const groups = partyGroups(before, after);
  const comparison = new PortsComparison(before, after);
  const rows = new SameRows({ before, after, comparison }, groups);
  const isSender = groups.map((group) => !rows.isSame(group, 'egress'));
  const isReceiver = groups.map((group) => !rows.isSame(group, 'ingress'));
  const senders = isSender.filter(Boolean).length;
  const receivers = isReceiver.filter(Boolean).length;
  if ((senders + receivers) * groups.length > MOST_PAIRS) return null;
  const changes = new Changes();
  for (const [at, from] of groups.entries()) {
    for (const [place, to] of groups.entries()) {
      if (isSender[at] !== true && isReceiver[place] !== true) continue;
      const change = comparison.change(
        surePorts(before, from.old, to.old),
        surePorts(after, from.now, to.now),
      );
      if (change !== null) changes.add(from, to, change);
    }
  }
  return changes.sorted();
}

function surePorts({ families, ports }: Reachability, from: Party | null, to: Party | null): PortSetId {
  if (from === null || to === null) return NO_PORTS;
  let found: PortSetId = NO_PORTS;
  for (const family of FAMILIES) {
    for (const source of from.classes[family]) {
      for (const target of to.classes[family]) {
        found = ports.union(found, families[family].between(source, target).must);
      }
    }
  }
  return found;
}

type Counts = { -readonly [K in 'added' | 'removed' | 'came' | 'went']: number };

interface Pair extends Counts {
  readonly from: string;
  readonly to: string;
  readonly edges: ReachChange[];
}

class Changes {
  readonly #pairs = new Map<string, Pair>();

  add(from: PartyGroup, to: PartyGroup, change: PortsChange): void {
    const [source, target] = [from.members[0], to.members[0]];
    if (source === undefined || target === undefined) return;
    const isWithWorkload = [from, to].some(({ old, now }) => old === null || now === null);
    // A workload with itself is left out.
    const shared = from === to ? from.members.length : 0;
    const count = from.members.length * to.members.length - shared;
    if (count === 0) return;
    const pair = this.#pairOf(source.namespace, target.namespace);
    if (change.added !== '') pair[isWithWorkload ? 'came' : 'added'] += count;
    if (change.removed !== '') pair[isWithWorkload ? 'went' : 'removed'] += count;
    this.#name(pair, { from, to, change, isWithWorkload });
  }

  /** Those that policies changed come first. */
  sorted(): NamespaceChange[] {
    return [...this.#pairs.values()]
      .map((pair) => ({
        ...pair,
        edges: pair.edges.toSorted((a, b) => Number(a.isWithWorkload) - Number(b.isWithWorkload)),
      }))
      .toSorted(
        (a, b) =>
          b.added + b.removed - a.added - a.removed ||
          b.came + b.went - a.came - a.went ||
          byCodeUnit(`${a.from} ${a.to}`, `${b.from} ${b.to}`),
      );
  }

  #pairOf(from: string, to: string): Pair {
    const key = `${from} ${to}`;
    const known = this.#pairs.get(key);
    if (known !== undefined) return known;
    const made: Pair = { from, to, added: 0, removed: 0, came: 0, went: 0, edges: [] };
    this.#pairs.set(key, made);
    return made;
  }

  #name(
    { edges }: Pair,
    {
      from,
      to,
      change,
      isWithWorkload,
    }: {
      readonly from: PartyGroup;
      readonly to: PartyGroup;
      readonly change: PortsChange;
      readonly isWithWorkload: boolean;
    },
  ): void {
    for (const source of from.members) {
      for (const target of to.members) {
        if (source === target) continue;
        const known = edges.filter((one) => one.isWithWorkload === isWithWorkload).length;
        if (known >= MOST_EDGES) return;
        edges.push({ from: source, to: target, ...change, isWithWorkload });
      }
    }
  }
}
