import { FAMILIES, parseAddress, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { Lane } from '#lib/analysis/network/reach/port-sets.ts';
import type { Reach } from '#lib/analysis/network/reach/reach-matrix.ts';
import { atomAt } from '#lib/analysis/network/reach/visit-plan.ts';
import type { Verdict } from '#lib/model/network-answer.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { familiesOf } from './class-families.ts';
import { NarrowReach } from './narrow-reach.ts';

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
  const verdictOf = verdictsTo(reach, targets);
  const verdicts = reach.space.podClasses.map((_, at) => verdictOf(at));
  const isTarget = podsAmong(reach, targets);
  const byWorkload = new Map<string, Verdict>();
  for (const [at, { pods }] of reach.space.podClasses.entries()) {
    const verdict = verdicts[at] ?? 'unknown';
    for (const pod of pods) {
      // NP-25: what is a target itself reaches it.
      if (isTarget.has(pod)) continue;
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

function podsAmong({ space }: Reachability, targets: readonly ReachTarget[]): ReadonlySet<number> {
  const wanted = new Set(
    targets.flatMap(({ address }) => {
      const parsed = parseAddress(address);
      return parsed === null ? [] : [`${parsed.family} ${parsed.value}`];
    }),
  );
  return new Set(
    [...space.pods.entries()].flatMap(([pod, { addresses }]) =>
      FAMILIES.some((family) => wanted.has(`${family} ${addresses[family]}`)) ? [pod] : [],
    ),
  );
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

/** Returns what tells of a class whether it reaches one of the targets; those that policies cannot tell apart count once. */
function verdictsTo(reach: Reachability, targets: readonly ReachTarget[]): (at: number) => Verdict {
  const places = new Map(
    targets
      .flatMap((ask) => placesOf(reach, ask))
      .map((place) => [[place.family, place.class_, place.ask.lane, place.ask.port].join(' '), place]),
  );
  const byFamily = Map.groupBy(places.values(), ({ family }) => family);
  const narrow = [...byFamily].map(([family, some]) => ({
    family,
    some,
    reachFrom: new NarrowReach(
      reach.families[family],
      some.map(({ class_ }) => class_),
    ),
  }));
  return (at) => {
    const podClass = reach.space.podClasses[at];
    // A pod without an address of the family does not reach it over that family.
    const families = podClass === undefined ? [] : familiesOf(podClass);
    const spoken = narrow.filter(({ family }) => families.includes(family));
    if (reach.unseen.length > 0) return spoken.length === 0 ? 'denied' : 'unknown';
    return best(
      spoken.flatMap(({ some, reachFrom }) =>
        reachFrom.from(at).map((found, index) => verdictOf(reach, found, some[index]?.ask)),
      ),
    );
  };
}

function verdictOf(reach: Reachability, { must, may }: Reach, ask: ReachTarget | undefined): Verdict {
  if (ask === undefined) return 'denied';
  if (reach.ports.has(must, ask.lane, ask.port)) return 'allowed';
  return reach.mayNotEnforce !== null || reach.ports.has(may, ask.lane, ask.port) ? 'unknown' : 'denied';
}
