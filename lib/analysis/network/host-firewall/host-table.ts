import { addressText, type AddressRange, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { EndpointSpace } from '#lib/analysis/network/reach/endpoint-space.ts';
import type { FamilySpace } from '#lib/analysis/network/reach/family-space.ts';
import { HOST_VERDICTS, type HostCell, type HostJudgement, type HostPart } from '#lib/model/host-firewall.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { text } from '#lib/model/text.ts';
import { judged } from './host-judge.ts';
import type { AddressSource } from './host-sources.ts';
import type { HostGroup } from './host-state.ts';
import type { HostWays, JudgedPort, PodSender, Way } from './host-ways.ts';

/** Everybody who may send to a host. */
export interface SenderSpace {
  readonly space: EndpointSpace;
  readonly families: Readonly<Record<Family, Pick<FamilySpace, 'atomsFrom'>>>;
  /** Of all who no rule tells apart, the first: what holds for it holds for each of them. */
  readonly alike: (family: Family, at: number) => number;
}

interface TableSources<Host extends HostGroup> {
  readonly hosts: readonly Host[];
  readonly space: SenderSpace;
  readonly ways: HostWays<Host>;
  readonly reach: Reachability;
}

type NamedSender<Host extends HostGroup> = PodSender<Host> & { readonly who: string };

interface Named {
  readonly judgement: HostJudgement;
  readonly who: string;
}

const MOST_NAMED = 8;

/** Answers for every group of nodes, source and port. */
export class HostTable<Host extends HostGroup> {
  readonly #sources: TableSources<Host>;
  readonly #pods: ReadonlyMap<Family, readonly NamedSender<Host>[]>;

  constructor(sources: TableSources<Host>) {
    this.#sources = sources;
    this.#pods = new Map((['IPv4', 'IPv6'] as const).map((family) => [family, this.#senders(family)]));
  }

  cell(to: Host, source: AddressSource, port: JudgedPort): HostCell {
    const families = source.ranges.length === 0 ? to.families : this.#familiesOf(to, source);
    const all = families.flatMap((family) => this.#answers({ to, family, port }, source));
    return cellOf(all);
  }

  #familiesOf(to: Host, { kind, ranges }: AddressSource): readonly Family[] {
    const own = to.families.filter((family) => ranges.some((range) => range.family === family));
    return own.length > 0 || kind === 'internet' ? own : [];
  }

  #answers(asked: Way<Host>, source: AddressSource): Named[] {
    const { ways } = this.#sources;
    switch (source.kind) {
      case 'internet':
      case 'network':
        return this.#addresses(asked, source.ranges);
      case 'nodes':
        return this.#sources.hosts
          .filter((from) => from.group !== asked.to.group || from.members.length > 1)
          .flatMap((from) => {
            const judgement = ways.fromNode(asked, from);
            return from.members.map((who) => ({ judgement, who }));
          });
      case 'pods-elsewhere':
        return this.#ofPods(asked, (pod) => ways.fromPodElsewhere(asked, pod));
      case 'pods-here':
        return this.#ofPods(asked, (pod) => ways.fromPodHere(asked, pod));
      case 'self':
        return [{ judgement: ways.fromSelf(asked), who: '' }];
    }
  }

  #addresses(asked: Way<Host>, ranges: readonly AddressRange[]): Named[] {
    const { space, ways } = this.#sources;
    const { family } = asked;
    const known = new Map<number, HostJudgement>();
    return space.space.atoms[family].flatMap((atom, at) => {
      const isIn = ranges.some(
        (range) => range.family === family && range.first <= atom.first && atom.last <= range.last,
      );
      if (!isIn) return [];
      const peer = space.alike(family, space.families[family].atomsFrom + at);
      const judgement = known.get(peer) ?? ways.fromAddress(asked, peer);
      known.set(peer, judgement);
      return [{ judgement, who: rangeText(atom) }];
    });
  }

  #ofPods(asked: Way<Host>, judge: (pod: PodSender<Host>) => HostJudgement): Named[] {
    const known = new Map<string, HostJudgement>();
    return (this.#pods.get(asked.family) ?? []).map((pod) => {
      const key = `${pod.peer} ${pod.reachClass} ${pod.host.group}`;
      const judgement = known.get(key) ?? judge(pod);
      known.set(key, judgement);
      return { judgement, who: pod.who };
    });
  }

  /** Pods by workload: those of one that nothing tells apart are one sender. */
  #senders(family: Family): NamedSender<Host>[] {
    const { space, reach, hosts } = this.#sources;
    const hostOf = new Map(hosts.flatMap((host) => host.members.map((name) => [name, host] as const)));
    const found = new Map<string, NamedSender<Host>>();
    for (const [at, pod] of reach.space.pods.entries()) {
      const host = hostOf.get(pod.node ?? '') ?? hosts[0];
      if (pod.isOnHost || host === undefined) continue;
      const peer = space.alike(family, space.space.classOfPod[at] ?? 0);
      const reachClass = reach.space.classOfPod[at] ?? 0;
      const who = `${pod.namespace}/${pod.owner.name}`;
      found.set(`${peer} ${reachClass} ${host.group} ${who}`, { peer, reachClass, host, who });
    }
    return [...found.values()];
  }
}

/** Answers that are the same become one part; the most open one stands for the cell. */
function cellOf(all: readonly Named[]): HostCell {
  if (all.length === 0) {
    return { verdict: 'unknown', isMixed: false, parts: [{ ...NOBODY, who: [], more: 0 }] };
  }
  const byKey = Map.groupBy(all, ({ judgement }) => JSON.stringify(judgement));
  const parts = [...byKey.values()]
    .map((named): HostPart => {
      const who = byKey.size === 1 ? [] : [...new Set(named.map((one) => one.who))];
      const judgement = named[0]?.judgement ?? NOBODY;
      const shown = who.toSorted(byCodeUnit).slice(0, MOST_NAMED);
      return { ...judgement, who: shown, more: Math.max(0, who.length - shown.length) };
    })
    .toSorted((a, b) => rank(a) - rank(b));
  const verdict = parts[0]?.verdict ?? 'unknown';
  return { verdict, isMixed: parts.some((part) => part.verdict !== verdict), parts };
}

const NOBODY = judged('unknown', 'sender', {
  reason: text('Nobody of this kind is in the cluster.', '集群中没有这一类发送方。'),
});

/** Returns whether there is nobody of the kind in the cluster. */
export function isNobody({ parts }: HostCell): boolean {
  return parts.every(({ reason }) => reason !== null && reason === NOBODY.reason);
}

function rank({ verdict }: HostJudgement): number {
  return HOST_VERDICTS.indexOf(verdict);
}

/** A CIDR where it is one, else its first and last address. */
function rangeText({ family, first, last }: AddressRange): string {
  const size = last - first + 1n;
  const bits = family === 'IPv4' ? 32 : 128;
  const isCidr = (size & (size - 1n)) === 0n && first % size === 0n;
  if (!isCidr) return `${addressText(family, first)}-${addressText(family, last)}`;
  return `${addressText(family, first)}/${bits - (size.toString(2).length - 1)}`;
}
