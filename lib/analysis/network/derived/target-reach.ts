import { parseAddress, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { Lane } from '#lib/analysis/network/reach/port-sets.ts';
import { atomAt } from '#lib/analysis/network/reach/visit-plan.ts';
import type { Verdict } from '#lib/model/network-answer.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { familiesOf } from './class-families.ts';

/** Something that pods may reach: an address of a pod, of a node, or of the outside. */
export interface ReachTarget {
  readonly address: string;
  readonly lane: Lane;
  readonly port: number;
}

/** Workloads by whether all of their pods reach at least one of several targets. */
export type TargetReach = Readonly<Record<Verdict, readonly string[]>>;

interface Place {
  readonly family: Family;
  readonly class_: number;
  readonly ask: ReachTarget;
}

/**
 * Returns which workloads reach at least one of the targets; a workload counts by its best pod where `of` is `any`,
 * by its worst where it is `all`. Pods on the network of their node are left out: no policy for pods sees them.
 */
export function reachOfTargets(
  reach: Reachability,
  targets: readonly ReachTarget[],
  of: 'any' | 'all',
): TargetReach {
  const places = targets.flatMap((ask) => placesOf(reach, ask));
  const verdicts = reach.space.podClasses.map((_, at) =>
    best(places.map((place) => verdictOf(reach, at, place))),
  );
  const byWorkload = new Map<string, Verdict>();
  for (const [at, { pods }] of reach.space.podClasses.entries()) {
    const verdict = verdicts[at] ?? 'unknown';
    for (const pod of pods) {
      // NP-25: what is a target itself reaches it.
      if (isTarget(reach, pod, targets)) continue;
      const name = workloadName(reach, pod);
      const known = byWorkload.get(name);
      byWorkload.set(name, known === undefined ? verdict : (of === 'any' ? best : worst)([known, verdict]));
    }
  }
  const named = (wanted: Verdict): string[] =>
    [...byWorkload]
      .filter(([, one]) => one === wanted)
      .map(([name]) => name)
      .toSorted(byCodeUnit);
  return { allowed: named('allowed'), denied: named('denied'), unknown: named('unknown') };
}

function isTarget({ space }: Reachability, pod: number, targets: readonly ReachTarget[]): boolean {
  const own = space.pods[pod]?.addresses;
  return targets.some(({ address }) => {
    const parsed = parseAddress(address);
    return parsed !== null && own?.[parsed.family] === parsed.value;
  });
}

function best(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('allowed')) return 'allowed';
  return verdicts.includes('unknown') ? 'unknown' : 'denied';
}

function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('denied')) return 'denied';
  return verdicts.includes('unknown') ? 'unknown' : 'allowed';
}

/** Returns a pod's workload as `namespace/name[Kind]`. */
export function workloadName({ space }: Reachability, pod: number): string {
  const found = space.pods[pod];
  return found === undefined ? '' : `${found.namespace}/${found.owner.name}[${found.owner.kind}]`;
}

function placesOf({ space, families, nodeAt }: Reachability, ask: ReachTarget): Place[] {
  const address = parseAddress(ask.address);
  if (address === null) return [];
  const { family, value } = address;
  const pod = space.pods.findIndex((one) => !one.isOnHost && one.addresses[family] === value);
  const node = nodeAt.get(`${family} ${value}`);
  const atom = atomAt(
    space.atoms[family].map(({ first }) => first),
    value,
  );
  const inside =
    pod === -1 ? (node === undefined ? undefined : space.classOfNode.get(node)) : space.classOfPod[pod];
  return [{ family, class_: inside ?? families[family].family.atomsFrom + atom, ask }];
}

/** A pod without an address of the family does not reach it over that family. */
function verdictOf(reach: Reachability, at: number, { family, class_, ask }: Place): Verdict {
  const podClass = reach.space.podClasses[at];
  if (podClass === undefined || !familiesOf(podClass).includes(family)) return 'denied';
  if (reach.unseen.length > 0) return 'unknown';
  const { must, may } = reach.families[family].between(at, class_);
  if (reach.ports.has(must, ask.lane, ask.port)) return 'allowed';
  return reach.mayNotEnforce !== null || reach.ports.has(may, ask.lane, ask.port) ? 'unknown' : 'denied';
}
