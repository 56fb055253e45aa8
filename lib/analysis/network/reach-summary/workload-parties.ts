import { FAMILIES, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { BitSet } from '#lib/analysis/network/reach/bit-set.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { changedSubjects } from '#lib/analysis/network/reach/changed-policies.ts';
import type { EndpointSpace } from '#lib/analysis/network/reach/endpoint-space.ts';
import type { EndpointSet, PolicyRef, ReachDirection } from '#lib/analysis/network/reach/policy-ir.ts';

/** A workload as both sides of a comparison name it. */
export interface WorkloadName {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** A workload and the classes its pods are of, by family. */
export interface Party {
  readonly name: WorkloadName;
  readonly classes: Readonly<Record<Family, ReadonlySet<number>>>;
}

/** By `partyKey`. */
export type Parties = ReadonlyMap<string, Party>;

/** The policies that may make a difference; `everything` where something else changed that any of them may look at. */
export type ChangedPolicies = 'everything' | readonly Pick<PolicyRef, 'namespace' | 'name'>[];

/** Two reachabilities of the same cluster, and what was changed between them. */
export interface Compared {
  readonly before: Reachability;
  readonly after: Reachability;
  readonly changed: ChangedPolicies;
}

/** Returns what names a workload in a list of parties. */
export function partyKey({ namespace, name, kind }: WorkloadName): string {
  return `${namespace}/${name}/${kind}`;
}

/** A simulation asks several times for those of the same space. */
const known = new WeakMap<EndpointSpace, Parties>();

/** Returns the workloads of a cluster; a pod whose address is not known yet counts as one of IPv4. */
export function partiesOf({ space }: Reachability): Parties {
  const parties = known.get(space) ?? madeParties(space);
  known.set(space, parties);
  return parties;
}

function madeParties(space: EndpointSpace): Parties {
  const parties = new Map<string, { name: WorkloadName; classes: Record<Family, Set<number>> }>();
  for (const [at, pod] of space.pods.entries()) {
    const name = { namespace: pod.namespace, kind: pod.owner.kind, name: pod.owner.name };
    const key = partyKey(name);
    const party = parties.get(key) ?? { name, classes: { IPv4: new Set(), IPv6: new Set() } };
    parties.set(key, party);
    const class_ = space.classOfPod[at] ?? 0;
    if (!pod.isAddressKnown || pod.addresses.IPv4 !== undefined) party.classes.IPv4.add(class_);
    if (pod.isAddressKnown && pod.addresses.IPv6 !== undefined) party.classes.IPv6.add(class_);
  }
  return parties;
}

/** Returns the keys of the workloads that a changed policy selects in one direction, before or after. */
export function touchedParties(compared: Compared, direction: ReachDirection): Set<string> {
  const { before, after, changed } = compared;
  const [old, now] = [partiesOf(before), partiesOf(after)];
  const subjects = changed === 'everything' ? subjectsOf(compared, direction) : null;
  if (subjects !== null) {
    const sets = (reach: Reachability, family: Family) =>
      subjects.map((subject) => reach.families[family].family.boundsOf(subject).may);
    return new Set([...selectedBy(before, old, sets), ...selectedBy(after, now, sets)]);
  }
  if (changed === 'everything') return new Set([...old.keys(), ...now.keys()]);
  const keys = new Set(changed.map(policyKey));
  const sets = ({ families }: Reachability, family: Family) =>
    families[family].tiers[direction].flatMap(({ policies }) =>
      policies.filter(({ ref }) => keys.has(policyKey(ref))).map(({ subject }) => subject),
    );
  return new Set([...selectedBy(before, old, sets), ...selectedBy(after, now, sets)]);
}

/** Where everybody is there who was there, only those may differ whom a policy selects that reads otherwise now. */
function subjectsOf({ before, after }: Compared, direction: ReachDirection): readonly EndpointSet[] | null {
  return before.space.pods === after.space.pods ? changedSubjects(before.plan, after.plan, direction) : null;
}

function selectedBy(
  reach: Reachability,
  parties: Parties,
  setsOf: (reach: Reachability, family: Family) => readonly BitSet[],
): string[] {
  const subjects = FAMILIES.map((family) => ({ family, sets: setsOf(reach, family) }));
  return [...parties].flatMap(([key, { classes }]) =>
    subjects.some(({ family, sets }) => sets.some((set) => [...classes[family]].some((at) => set.has(at))))
      ? [key]
      : [],
  );
}

/** A policy of one kind in place of another of the same name only means that more pairs are looked at. */
function policyKey({ namespace, name }: Pick<PolicyRef, 'namespace' | 'name'>): string {
  return `${namespace ?? ''}/${name}`;
}
