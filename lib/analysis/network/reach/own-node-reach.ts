import type { Family } from './address-ranges.ts';
import type { Reachability } from './build-reach.ts';
import { ALL_PORTS, NO_PORTS } from './port-sets.ts';
import type { Reach } from './reach-matrix.ts';

/** Classes by the node they are on; null where that is not known. */
type ByNode = ReadonlyMap<string | null, ReadonlySet<number>>;

/** Pods of one workload: those on the network of their node, and the others. */
export interface NodeSides {
  readonly hosts: ByNode;
  readonly guests: ByNode;
}

interface Ends {
  readonly from: NodeSides;
  readonly to: NodeSides;
}

/**
 * Returns what passes between two workloads because pods of both are on one node, or may be: policies have no say
 * over what a pod's own node sends it (NP-24), nor over what does not leave a host.
 */
export function ownNodeReach(reach: Reachability, family: Family, { from, to }: Ends): Reach {
  if (from.hosts.size === 0 && to.hosts.size === 0) return NOTHING;
  const { dataplane, families, ports } = reach;
  const matrix = families[family];
  const join = (a: Reach, b: Reach): Reach => ({
    must: ports.union(a.must, b.must),
    may: ports.union(a.may, b.may),
  });
  const sentByNode = (host: number, pod: number): Reach => {
    if (dataplane.fromOwnNode === 'by-policy') return matrix.between(matrix.family.ownOf(host), pod);
    const row = matrix.row('egress', matrix.family.ownOf(host));
    return { must: row?.mustAt(pod) ?? ALL_PORTS, may: ALL_PORTS };
  };
  const sentToNode = (pod: number, host: number): Reach =>
    dataplane.name === 'cilium' ? matrix.between(pod, matrix.family.ownOf(host)) : NOTHING;
  const isOpen = dataplane.podToOwnNode === 'unknown';
  return [
    shared({ from: from.hosts, to: to.guests }, { each: sentByNode, join, perhaps: EVERYTHING }),
    shared({ from: from.hosts, to: to.hosts }, { each: () => WHOLLY, join, perhaps: NOTHING }),
    shared(
      { from: from.guests, to: to.hosts },
      { each: sentToNode, join, perhaps: isOpen ? EVERYTHING : NOTHING },
    ),
    isOpen && isShared(from.guests, to.hosts) ? EVERYTHING : NOTHING,
  ].reduce(join);
}

const NOTHING: Reach = { must: NO_PORTS, may: NO_PORTS };
const EVERYTHING: Reach = { must: NO_PORTS, may: ALL_PORTS };
const WHOLLY: Reach = { must: ALL_PORTS, may: ALL_PORTS };

interface Sum {
  readonly each: (from: number, to: number) => Reach;
  readonly join: (a: Reach, b: Reach) => Reach;
  /** Where it is not known of one of them which node it is on. */
  readonly perhaps: Reach;
}

function shared({ from, to }: { readonly from: ByNode; readonly to: ByNode }, sum: Sum): Reach {
  if (from.size === 0 || to.size === 0) return NOTHING;
  let out = from.has(null) || to.has(null) ? sum.perhaps : NOTHING;
  for (const [node, classes] of from) {
    for (const one of classes) {
      for (const other of node === null ? [] : (to.get(node) ?? []))
        out = sum.join(out, sum.each(one, other));
    }
  }
  return out;
}

function isShared(a: ByNode, b: ByNode): boolean {
  return a.keys().some((node) => node !== null && b.has(node));
}
