import { familiesOf } from '#lib/analysis/network/derived/class-families.ts';
import { FAMILIES, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { LIST_LANES, portsText } from '#lib/analysis/network/reach/ports-text.ts';
import type { PortSetId, PortSets } from '#lib/analysis/network/reach/port-sets.ts';
import { addressParties, type TableDifference } from './compare-tables.ts';
import type { Peer } from './peer-groups.ts';
import type { EdgeTable } from './wanted-edges.ts';

interface MissedSources {
  /** What the edges were chosen in, and what became of it with the policies. */
  readonly before: Reachability;
  readonly after: Reachability;
  readonly wanted: EdgeTable;
  readonly namespaces: ReadonlySet<string>;
}

interface Party {
  readonly name: string;
  readonly peer: Peer;
  readonly class: number;
  readonly isOwn: boolean;
}

/** Returns where pods of the namespaces may certainly do more, or less, than was chosen. */
export function missedEdges(sources: MissedSources): TableDifference[] {
  const found = new Map<string, TableDifference>();
  for (const family of FAMILIES) {
    const parties = partiesOf(sources, family);
    for (const from of parties) {
      for (const to of parties) {
        if (from === to || !(from.isOwn || to.isOwn)) continue;
        const difference = differing(sources, family, [from, to]);
        if (difference !== null) found.set(`${from.name} ${to.name}`, difference);
      }
    }
  }
  return [...found.values()];
}

function differing(
  { before, after, wanted }: MissedSources,
  family: Family,
  [from, to]: readonly [Party, Party],
): TableDifference | null {
  const chosen = shown(before.ports, wanted.between(family, from.peer, to.peer));
  const made = shown(after.ports, after.families[family].between(from.class, to.class).must);
  return chosen === made ? null : { from: from.name, to: to.name, before: chosen, after: made };
}

function shown(ports: PortSets, set: PortSetId): string {
  const told = ports.of(LIST_LANES.map((lane) => ({ lane, from: 1, to: 65_535 })));
  return portsText(ports, ports.intersect(set, told));
}

/** One pod stands for all that neither the edges nor the policies tell apart. */
function partiesOf({ before, after, wanted, namespaces }: MissedSources, family: Family): Party[] {
  const parties = new Map<string, Party>();
  for (const [at, pod] of after.space.pods.entries()) {
    const class_ = after.space.classOfPod[at] ?? 0;
    const podClass = after.space.podClasses[class_];
    if (podClass === undefined || !familiesOf(podClass).includes(family)) continue;
    const key = `${pod.namespace} ${wanted.groupOf(at)} ${class_}`;
    if (parties.has(key)) continue;
    const isOwn = namespaces.has(pod.namespace);
    parties.set(key, { name: `${pod.namespace}/${pod.name}`, peer: { pod: at }, class: class_, isOwn });
  }
  const addresses = addressParties(before, after, family).map((one): Party => ({
    name: one.name,
    peer: { at: one.before },
    class: one.after,
    isOwn: false,
  }));
  return [...parties.values(), ...addresses];
}
