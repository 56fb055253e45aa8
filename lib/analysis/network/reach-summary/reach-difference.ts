import type { Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { PolicyRef, ReachDirection } from '#lib/analysis/network/reach/policy-ir.ts';
import { NO_PORTS, type PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import { LIST_LANES, portsText } from '#lib/analysis/network/reach/ports-text.ts';
import { byCodeUnit } from '#lib/model/order.ts';

/** A workload as both sides of a comparison name it. */
export interface WorkloadName {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** What two workloads surely may no longer do, and what they may do now. */
export interface EdgeChange {
  readonly from: WorkloadName;
  readonly to: WorkloadName;
  readonly removed: string;
  readonly added: string;
}

/** The policies that may make a difference; `everything` where something else changed that any of them may look at. */
export type ChangedPolicies = 'everything' | readonly Pick<PolicyRef, 'namespace' | 'name'>[];

interface Party {
  readonly name: WorkloadName;
  /** Classes by family. */
  readonly classes: Readonly<Record<Family, Set<number>>>;
}

type Parties = ReadonlyMap<string, Party>;

/**
 * Returns what changes between workloads, by what policies surely allow; a workload with itself is left out. Only
 * pairs are looked at of which one end is selected by a policy that changed.
 */
export function reachDifference(
  before: Reachability,
  after: Reachability,
  changed: ChangedPolicies,
): EdgeChange[] {
  const old = partiesOf(before);
  const now = partiesOf(after);
  const names = [...new Set([...old.keys(), ...now.keys()])].toSorted(byCodeUnit);
  const touched = (direction: ReachDirection): ReadonlySet<string> =>
    changed === 'everything'
      ? new Set(names)
      : new Set([
          ...selectedBy(before, old, { direction, changed }),
          ...selectedBy(after, now, { direction, changed }),
        ]);
  const senders = touched('egress');
  const receivers = touched('ingress');
  const compare = new Compare(before, after);
  return names.flatMap((from) => {
    const targets = senders.has(from) ? names : receivers;
    return [...targets].toSorted(byCodeUnit).flatMap((to) => {
      if (from === to) return [];
      const change = compare.pair([old.get(from), old.get(to)], [now.get(from), now.get(to)]);
      const name = (key: string): WorkloadName | undefined => (old.get(key) ?? now.get(key))?.name;
      const ends = [name(from), name(to)] as const;
      if (change === null || ends[0] === undefined || ends[1] === undefined) return [];
      return [{ from: ends[0], to: ends[1], ...change }];
    });
  });
}

type Ends = readonly [from: Party | undefined, to: Party | undefined];

/** Compares sets of ports of two tables in the first one's numbers. */
class Compare {
  readonly #before: Reachability;
  readonly #after: Reachability;
  readonly #told: PortSetId;
  readonly #ids = new Map<PortSetId, PortSetId>();

  constructor(before: Reachability, after: Reachability) {
    this.#before = before;
    this.#after = after;
    this.#told = before.ports.of(LIST_LANES.map((lane) => ({ lane, from: 1, to: 65_535 })));
  }

  pair(old: Ends, now: Ends): Pick<EdgeChange, 'removed' | 'added'> | null {
    const { ports } = this.#before;
    const first = ports.intersect(surePorts(this.#before, old), this.#told);
    const second = ports.intersect(this.#translated(surePorts(this.#after, now)), this.#told);
    if (first === second) return null;
    return {
      removed: portsText(ports, ports.minus(first, second)),
      added: portsText(ports, ports.minus(second, first)),
    };
  }

  #translated(id: PortSetId): PortSetId {
    const known = this.#ids.get(id) ?? this.#before.ports.of(this.#after.ports.rangesOf(id));
    this.#ids.set(id, known);
    return known;
  }
}

function surePorts({ families, ports }: Reachability, [from, to]: Ends): PortSetId {
  if (from === undefined || to === undefined) return NO_PORTS;
  let found: PortSetId = NO_PORTS;
  for (const family of ['IPv4', 'IPv6'] as const) {
    for (const source of from.classes[family]) {
      for (const target of to.classes[family]) {
        found = ports.union(found, families[family].between(source, target).must);
      }
    }
  }
  return found;
}

function selectedBy(
  reach: Reachability,
  parties: Parties,
  { direction, changed }: { direction: ReachDirection; changed: Exclude<ChangedPolicies, 'everything'> },
): string[] {
  const keys = new Set(changed.map(keyOf));
  const subjects = (['IPv4', 'IPv6'] as const).map((family) => ({
    family,
    sets: reach.families[family].tiers[direction].flatMap(({ policies }) =>
      policies.filter(({ ref }) => keys.has(keyOf(ref))).map(({ subject }) => subject),
    ),
  }));
  return [...parties].flatMap(([key, { classes }]) =>
    subjects.some(({ family, sets }) => sets.some((set) => [...classes[family]].some((at) => set.has(at))))
      ? [key]
      : [],
  );
}

/** A policy of one kind in place of another of the same name only means that more pairs are looked at. */
function keyOf({ namespace, name }: Pick<PolicyRef, 'namespace' | 'name'>): string {
  return `${namespace ?? ''}/${name}`;
}

function partiesOf({ space }: Reachability): Parties {
  const parties = new Map<string, Party>();
  for (const [at, pod] of space.pods.entries()) {
    const name = { namespace: pod.namespace, kind: pod.owner.kind, name: pod.owner.name };
    const key = `${name.namespace}/${name.name}/${name.kind}`;
    const party = parties.get(key) ?? { name, classes: { IPv4: new Set(), IPv6: new Set() } };
    parties.set(key, party);
    const class_ = space.classOfPod[at] ?? 0;
    if (!pod.isAddressKnown || pod.addresses.IPv4 !== undefined) party.classes.IPv4.add(class_);
    if (pod.isAddressKnown && pod.addresses.IPv6 !== undefined) party.classes.IPv6.add(class_);
  }
  return parties;
}
