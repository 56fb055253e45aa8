import {
  addressText,
  FAMILIES,
  wholeFamily,
  type Family,
} from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { LIST_LANES, portsText } from '#lib/analysis/network/reach/ports-text.ts';
import { atomAt } from '#lib/analysis/network/reach/visit-plan.ts';
import { familiesOf } from '#lib/analysis/network/derived/class-families.ts';
import type { PortSetId } from '#lib/analysis/network/reach/port-sets.ts';

/** One pair that two reachabilities tell differently; an empty text is nothing. */
export interface TableDifference {
  readonly from: string;
  readonly to: string;
  readonly before: string;
  readonly after: string;
}

/** One party of the traffic of a family, by its class in each of the two. */
interface Party {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/**
 * Returns where the certain traffic of the pods of a namespace differs between two reachabilities of the same pods
 * and nodes, with every other pod, node and address.
 */
export function compareTables(
  before: Reachability,
  after: Reachability,
  namespace: string,
): TableDifference[] {
  const found = new Map<string, TableDifference>();
  for (const family of FAMILIES) {
    const pods = podParties(before, after, family);
    const own = pods.filter(({ name }) => name.startsWith(`${namespace}/`));
    const peers = [...pods, ...nodeParties(before, after), ...addressParties(before, after, family)];
    const texts = new Texts(before, after, family);
    for (const pod of own) {
      for (const peer of peers) {
        if (peer.name === pod.name) continue;
        for (const [from, to] of [
          [pod, peer],
          [peer, pod],
        ] as const) {
          const [was, is] = texts.of(from, to);
          if (was !== is)
            found.set(`${from.name} ${to.name}`, { from: from.name, to: to.name, before: was, after: is });
        }
      }
    }
  }
  return [...found.values()];
}

class Texts {
  readonly #known = new Map<string, readonly [string, string]>();
  readonly #sides: readonly [Reachability, Reachability];
  readonly #family: Family;

  constructor(before: Reachability, after: Reachability, family: Family) {
    this.#sides = [before, after];
    this.#family = family;
  }

  of(from: Party, to: Party): readonly [string, string] {
    const key = [from.before, from.after, to.before, to.after].join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const [before, after] = this.#sides;
    const made = [
      this.#text(before, [from.before, to.before]),
      this.#text(after, [from.after, to.after]),
    ] as const;
    this.#known.set(key, made);
    return made;
  }

  #text({ families, ports }: Reachability, [from, to]: readonly [number, number]): string {
    const told = ports.of(LIST_LANES.map((lane) => ({ lane, from: 1, to: 65_535 })));
    const { must }: { readonly must: PortSetId } = families[this.#family].between(from, to);
    return portsText(ports, ports.intersect(must, told));
  }
}

function podParties(before: Reachability, after: Reachability, family: Family): Party[] {
  return before.space.pods.flatMap((pod, at) => {
    const class_ = before.space.classOfPod[at] ?? 0;
    const podClass = before.space.podClasses[class_];
    if (podClass === undefined || !familiesOf(podClass).includes(family)) return [];
    const name = `${pod.namespace}/${pod.name}`;
    return [{ name, before: class_, after: after.space.classOfPod[at] ?? 0 }];
  });
}

function nodeParties(before: Reachability, after: Reachability): Party[] {
  return [...before.space.classOfNode].map(([name, class_]) => ({
    name: `node ${name}`,
    before: class_,
    after: after.space.classOfNode.get(name) ?? class_,
  }));
}

/**
 * Returns parties outside. Every address where either of the two may begin to answer otherwise stands for those after it; ranges that hold
 * nothing but pods and nodes are no addresses outside.
 */
export function addressParties(before: Reachability, after: Reachability, family: Family): Party[] {
  const startsOf = ({ space }: Reachability) => space.atoms[family].map(({ first }) => first);
  const [was, is] = [startsOf(before), startsOf(after)];
  const taken = takenAddresses(before, family);
  const all = [...new Set([...was, ...is])].toSorted((a, b) => (a < b ? -1 : 1));
  return all.flatMap((value, at) => {
    const size = (all[at + 1] ?? wholeFamily(family).last + 1n) - value;
    if (isTaken(taken, value, size)) return [];
    return [
      {
        name: addressText(family, value),
        before: before.families[family].family.atomsFrom + atomAt(was, value),
        after: after.families[family].family.atomsFrom + atomAt(is, value),
      },
    ];
  });
}

function isTaken(taken: ReadonlySet<bigint>, first: bigint, size: bigint): boolean {
  if (size > BigInt(taken.size)) return false;
  for (let value = first; value < first + size; value += 1n) if (!taken.has(value)) return false;
  return true;
}

function takenAddresses({ space, nodeAt }: Reachability, family: Family): ReadonlySet<bigint> {
  const ofPods = space.pods.flatMap((pod) => pod.addresses[family] ?? []);
  const ofNodes = [...nodeAt.keys()].flatMap((key) =>
    key.startsWith(`${family} `) ? [BigInt(key.slice(family.length + 1))] : [],
  );
  return new Set([...ofPods, ...ofNodes]);
}
