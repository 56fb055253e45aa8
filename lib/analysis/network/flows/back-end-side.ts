import { parseAddress, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import { atomAt } from '#lib/analysis/network/reach/visit-plan.ts';
import { serviceBackEnds, type BackEnd } from '#lib/analysis/network/paths/service-back-ends.ts';
import type { PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import { partiesOf, partyKey, type Parties } from '#lib/analysis/network/reach-summary/workload-parties.ts';
import type { Service, ServicePort } from '#lib/model/network.ts';

/** Back ends that no policy can tell apart. */
export interface BackEndGroup {
  readonly family: Family;
  readonly class: number;
  readonly port: number;
  readonly lane: ServicePort['protocol'];
  /** The workload they belong to, as `partyKey` has it; empty for what is no pod. */
  readonly owner: string;
}

/** How many of the back ends somebody reaches. */
export type Share = 'all' | 'some' | 'none';

/** One of two scenes that are compared: its workloads, and what stands behind its services. */
export class BackEndSide {
  readonly parties: Parties;
  readonly #scene: PathScene;

  constructor(scene: PathScene) {
    this.#scene = scene;
    this.parties = partiesOf(scene.reach);
  }

  /** Returns what one port of a service leads to; nothing where there is none. */
  groups(offered: readonly [Service, ServicePort] | null): readonly BackEndGroup[] {
    if (offered === null) return [];
    const [service, port] = offered;
    const { cluster, local } = serviceBackEnds(this.#scene, service, port);
    const backEnds = service.spec.internalTrafficPolicy === 'Local' ? local : cluster;
    const groups = new Map<string, BackEndGroup>();
    for (const backEnd of backEnds) {
      const group = this.#groupOf(backEnd, port);
      groups.set(JSON.stringify(group), group);
    }
    return [...groups.values()];
  }

  #groupOf({ name, to, family, port }: BackEnd, { protocol }: ServicePort): BackEndGroup {
    const { space, families, nodeAt } = this.#scene.reach;
    const of = { family: family ?? 'IPv4', port, lane: protocol } as const;
    const at = this.#scene.podAt.get(name);
    const pod = at === undefined ? undefined : space.pods[at];
    if (at !== undefined && pod !== undefined) {
      const { kind, name: owner } = pod.owner;
      const class_ = space.classOfPod[at] ?? 0;
      return { ...of, class: class_, owner: partyKey({ namespace: pod.namespace, kind, name: owner }) };
    }
    const value = parseAddress(to)?.value ?? 0n;
    const node = nodeAt.get(`${of.family} ${value}`);
    const host = node === undefined ? undefined : space.classOfNode.get(node);
    const outside = families[of.family].family.atomsFrom + atomAt(space.relevance.starts[of.family], value);
    return { ...of, class: host ?? outside, owner: '' };
  }

  /** Returns how many of the back ends a workload surely reaches from some pod of it; its own pods it always does (NP-25). */
  share(own: string, groups: readonly BackEndGroup[]): Share {
    const party = this.parties.get(own);
    if (party === undefined) return 'none';
    const { families, ports } = this.#scene.reach;
    const reached = groups.filter(
      ({ family, class: to, lane, port, owner }) =>
        owner === own ||
        [...party.classes[family]].some((from) =>
          ports.has(families[family].between(from, to).must, lane, port),
        ),
    );
    if (reached.length === 0) return 'none';
    return reached.length === groups.length ? 'all' : 'some';
  }
}
