import type { Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { ALL_PORTS, NO_PORTS, type PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { familiesOf } from './class-families.ts';
import { workloadName } from './target-reach.ts';

/** What is reached with one more step, and was not with fewer. */
export interface BlastHop {
  /** Workloads as `namespace/name[Kind]`. */
  readonly sure: readonly string[];
  /** Those that may be reached, as far as can be told. */
  readonly perhaps: readonly string[];
}

export interface BlastOptions {
  readonly hops: number;
  /** Only on these ports; on any where it is left out. */
  readonly ports?: PortSetId;
}

/**
 * Returns what whoever holds a workload can go on to, hop by hop: from each pod that is reached on to all that it
 * may open a connection to, over either family.
 */
export function blastRadius(reach: Reachability, from: string, options: BlastOptions): BlastHop[] {
  const start = reach.space.podClasses.flatMap(({ pods }, at) =>
    pods.some((pod) => isNamed(reach, pod, from)) ? [at] : [],
  );
  const sure = layers(reach, start, { ...options, certainty: 'must' });
  const may = layers(reach, start, { ...options, certainty: 'may' });
  const own = [...reach.space.pods.keys()].filter((pod) => isNamed(reach, pod, from));
  const known = new Set(own.map((pod) => workloadName(reach, pod)));
  return may.flatMap((classes, hop) => {
    const certain = fresh(reach, sure[hop] ?? [], known);
    for (const name of certain) known.add(name);
    const perhaps = fresh(reach, classes, known);
    for (const name of perhaps) known.add(name);
    return certain.length + perhaps.length === 0 ? [] : [{ sure: certain, perhaps }];
  });
}

function isNamed(reach: Reachability, pod: number, from: string): boolean {
  const found = reach.space.pods[pod];
  return (
    found !== undefined &&
    (`${found.namespace}/${found.name}` === from || `${found.namespace}/${found.owner.name}` === from)
  );
}

function fresh(reach: Reachability, classes: readonly number[], known: ReadonlySet<string>): string[] {
  const names = new Set(classes.flatMap((at) => namesOf(reach, at)));
  return [...names].filter((name) => !known.has(name)).toSorted(byCodeUnit);
}

function namesOf(reach: Reachability, at: number): string[] {
  return (reach.space.podClasses[at]?.pods ?? []).map((pod) => workloadName(reach, pod));
}

interface LayerOptions extends BlastOptions {
  readonly certainty: 'must' | 'may';
}

/** Breadth first over classes; a class that was met is not met again. */
function layers(
  reach: Reachability,
  start: readonly number[],
  { hops, ports = ALL_PORTS, certainty }: LayerOptions,
): number[][] {
  const met = new Set<number>(start);
  const out: number[][] = [];
  const isOpen = reach.mayNotEnforce !== null || reach.unseen.length > 0;
  let edge: readonly number[] = start;
  for (let hop = 0; hop < hops && edge.length > 0; hop += 1) {
    const next: number[] = [];
    for (let to = 0; to < reach.space.podClasses.length; to += 1) {
      // A class may hold several workloads: that of the start counts where its pods reach each other.
      if (met.has(to) && !(hop === 0 && start.includes(to))) continue;
      const isReached = edge.some((from) => {
        if (reach.unseen.length > 0 && certainty === 'must') return false;
        if (isOpen && certainty === 'may') return true;
        return commonFamilies(reach, from, to).some((family) => {
          const found = reach.families[family].between(from, to)[certainty];
          return reach.ports.intersect(found, ports) !== NO_PORTS;
        });
      });
      if (!isReached) continue;
      met.add(to);
      next.push(to);
    }
    out.push(next);
    edge = next;
  }
  return out;
}

function commonFamilies({ space }: Reachability, from: number, to: number): Family[] {
  const [one, other] = [space.podClasses[from], space.podClasses[to]];
  if (one === undefined || other === undefined) return [];
  return familiesOf(one).filter((family) => familiesOf(other).includes(family));
}
