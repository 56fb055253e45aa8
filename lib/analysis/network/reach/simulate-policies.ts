import { FAMILIES, type Family } from './address-ranges.ts';
import type { BitSet } from './bit-set.ts';
import { spaceOf, type Reachability } from './build-reach.ts';
import { changedSubjects } from './changed-policies.ts';
import { EarlierRows } from './earlier-rows.ts';
import type { EndpointSpace } from './endpoint-space.ts';
import { FamilySpace } from './family-space.ts';
import type { NetworkObjects } from './network-objects.ts';
import type { ReachDirection } from './policy-ir.ts';
import { planPolicies } from './policy-plan.ts';
import { ReachMatrix } from './reach-matrix.ts';
import { atomAt, isWithin, joinedRelevance, relevanceOf } from './visit-plan.ts';

/** Kinds that may differ in a simulation: all but those that say who is there. */
export type SimulatedObjects = Omit<NetworkObjects, 'pods' | 'nodes' | 'namespaces' | 'serviceAccounts'>;

/** Reachability under other policies, and whose rows may differ from those before. */
export interface SimulatedReach {
  readonly reach: Reachability;
  readonly touched: Readonly<Record<Family, Readonly<Record<ReachDirection, BitSet>>>>;
}

/**
 * Returns reachability as it would be with other policies over the same pods and nodes; the kinds that are given
 * replace those before. Only rows of those whom a changed policy selects are made anew.
 */
export function simulatePolicies(before: Reachability, changed: SimulatedObjects): SimulatedReach {
  const sources = { ...before.sources, objects: { ...before.sources.objects, ...changed } };
  const plan = planPolicies(sources.objects, before.dataplane);
  const relevance = relevanceOf(plan, sources.ranges);
  // A policy that looks at something new tells apart what was one class before.
  const isFiner = !isWithin(relevance, before.space.relevance);
  const space = isFiner
    ? spaceOf(sources, before.space.pods, joinedRelevance(relevance, before.space.relevance))
    : before.space;
  const subjects = {
    ingress: changedSubjects(before.plan, plan, 'ingress'),
    egress: changedSubjects(before.plan, plan, 'egress'),
  };
  const made = FAMILIES.map((family) => {
    const old = before.families[family];
    const { addressesMatchPods, addressesMatchHosts } = before.dataplane;
    const own = isFiner
      ? new FamilySpace({ space, family, addressesMatchPods, addressesMatchHosts })
      : old.family;
    const oldOf = isFiner ? placesBefore(own, old.family) : null;
    const earlier = new EarlierRows({ before: old, family: own, oldOf, subjects });
    return { earlier, matrix: new ReachMatrix({ plan, family: own, ports: before.ports, earlier }) };
  });
  const [four, six] = made;
  if (four === undefined || six === undefined) throw new Error('a family is missing');
  return {
    reach: { ...before, sources, plan, space, families: { IPv4: four.matrix, IPv6: six.matrix } },
    touched: { IPv4: four.earlier.touched, IPv6: six.earlier.touched },
  };
}

/** Each new class is part of one old one, and each range lies in one. */
function placesBefore(now: FamilySpace, before: FamilySpace): Uint32Array {
  const { space, family } = now;
  const old = before.space;
  const places = new Uint32Array(now.size);
  for (const [at, { pods }] of space.podClasses.entries()) places[at] = oldClass(old, pods);
  for (const [at, { nodes, pods, isOwn }] of space.hostClasses.entries()) {
    if (isOwn) break;
    const [node] = nodes;
    const ofNode = node === undefined ? undefined : old.classOfNode.get(node);
    const place = ofNode ?? oldClass(old, pods);
    places[now.hostsFrom + at] = place;
    places[now.ownOf(now.hostsFrom + at)] = before.ownOf(place);
  }
  const starts = old.relevance.starts[family];
  for (const [at, { first }] of space.atoms[family].entries()) {
    places[now.atomsFrom + at] = before.atomsFrom + atomAt(starts, first);
  }
  return places;
}

function oldClass(old: EndpointSpace, [pod = 0]: readonly number[]): number {
  return old.classOfPod[pod] ?? 0;
}
