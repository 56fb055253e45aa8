import { FAMILIES } from '#lib/analysis/network/reach/address-ranges.ts';
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
function layers(reach: Reachability, start: readonly number[], options: LayerOptions): number[][] {
  const { hops, certainty } = options;
  if (reach.unseen.length > 0 && certainty === 'must') return [];
  const classes = [...reach.space.podClasses.keys()];
  const met = new Set<number>(start);
  const out: number[][] = [];
  let edge: readonly number[] = start;
  for (let hop = 0; hop < hops && edge.length > 0; hop += 1) {
    // A class may hold several workloads: that of the start counts where its pods reach each other.
    const open = classes.filter((at) => !met.has(at) || (hop === 0 && start.includes(at)));
    edge = stepFrom(reach, edge, { ...options, open });
    for (const at of edge) met.add(at);
    out.push([...edge]);
  }
  return out;
}

/** Returns which of the open classes one of the edge opens a connection to. */
function stepFrom(
  reach: Reachability,
  edge: readonly number[],
  { ports = ALL_PORTS, certainty, open }: LayerOptions & { readonly open: readonly number[] },
): number[] {
  const isOpen = reach.mayNotEnforce !== null || reach.unseen.length > 0;
  if (isOpen && certainty === 'may') return [...open];
  const side = certainty === 'must' ? 'mustAt' : 'mayAt';
  const reached = new Set<number>();
  for (const family of FAMILIES) {
    const speaks = (at: number): boolean => {
      const podClass = reach.space.podClasses[at];
      return podClass !== undefined && familiesOf(podClass).includes(family);
    };
    const matrix = reach.families[family];
    const senders = edge.filter(speaks).map((at) => ({ at, row: matrix.row('egress', at) }));
    for (const to of open) {
      if (reached.has(to) || !speaks(to)) continue;
      const into = matrix.row('ingress', to);
      const isReached = senders.some(({ at, row }) => {
        const sent = reach.ports.intersect(row?.[side](to) ?? ALL_PORTS, ports);
        return reach.ports.intersect(sent, into?.[side](at) ?? ALL_PORTS) !== NO_PORTS;
      });
      if (isReached) reached.add(to);
    }
  }
  return [...reached].toSorted((a, b) => a - b);
}
