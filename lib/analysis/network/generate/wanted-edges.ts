import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { ALL_PORTS, NO_PORTS, type PortSetId } from '#lib/analysis/network/reach/port-sets.ts';
import type { WantedTable } from './generate-policies.ts';
import type { Peer } from './peer-groups.ts';
import type { ChosenEdge, EdgeEnd } from './read-edges.ts';

/** Edges as a table: these connections and no others. */
export class EdgeTable implements WantedTable {
  readonly #reach: Reachability;
  readonly #edges: readonly (ChosenEdge & { readonly set: PortSetId })[];
  /** Ends that are workloads, by their name. */
  readonly #ends: ReadonlyMap<string, ReadonlySet<EdgeEnd>>;
  readonly #groups = new Map<string, number>();

  constructor(reach: Reachability, edges: readonly ChosenEdge[]) {
    this.#reach = reach;
    this.#edges = edges.map((edge) => ({
      ...edge,
      set: edge.ports === 'all' ? ALL_PORTS : reach.ports.of(edge.ports),
    }));
    const ends = new Map<string, Set<EdgeEnd>>();
    for (const end of this.#edges.flatMap(({ from, to }) => [from, to])) {
      if (end.kind !== 'workload') continue;
      const key = `${end.namespace}/${end.name}`;
      ends.set(key, (ends.get(key) ?? new Set()).add(end));
    }
    this.#ends = ends;
  }

  /** Pods that no policy tells apart today and that the same edges are about. */
  groupOf = (pod: number): number => {
    const { space } = this.#reach;
    const named = this.#namesOf(pod).filter((name) => this.#ends.has(name));
    const key = `${space.classOfPod[pod] ?? 0} ${named.join()}`;
    const known = this.#groups.get(key) ?? this.#groups.size;
    this.#groups.set(key, known);
    return known;
  };

  ports: WantedTable['ports'] = ({ family, direction, pod, peer }) => {
    const own: Peer = { pod };
    const [from, to] = direction === 'egress' ? [own, peer] : [peer, own];
    return this.between(family, from, to);
  };

  between(family: 'IPv4' | 'IPv6', from: Peer, to: Peer): PortSetId {
    const { ports } = this.#reach;
    let all = NO_PORTS;
    for (const edge of this.#edges) {
      if (this.#isEnd(edge.from, from, family) && this.#isEnd(edge.to, to, family))
        all = ports.union(all, edge.set);
    }
    return all;
  }

  #isEnd(end: EdgeEnd, peer: Peer, family: 'IPv4' | 'IPv6'): boolean {
    if ('pod' in peer) return this.#isPod(end, peer.pod);
    const { space, families } = this.#reach;
    const { hostsFrom, atomsFrom } = families[family].family;
    if (peer.at < atomsFrom) {
      const onHost = space.hostClasses[peer.at - hostsFrom]?.pods ?? [];
      return onHost.some((pod) => this.#isPod(end, pod));
    }
    const atom = space.atoms[family][peer.at - atomsFrom];
    if (end.kind !== 'addresses' || atom === undefined || end.range.family !== family) return false;
    return end.range.first <= atom.first && atom.last <= end.range.last;
  }

  #isPod(end: EdgeEnd, pod: number): boolean {
    return this.#namesOf(pod).some((name) => this.#ends.get(name)?.has(end) === true);
  }

  #namesOf(at: number): readonly string[] {
    const pod = this.#reach.space.pods[at];
    return pod === undefined ? [] : [`${pod.namespace}/${pod.owner.name}`, `${pod.namespace}/${pod.name}`];
  }
}
