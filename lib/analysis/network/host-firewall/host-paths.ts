import type { Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { HostJudgement } from '#lib/model/host-firewall.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { Arrival } from './host-endpoints.ts';
import { judged, type HostJudge, type Packet } from './host-judge.ts';
import type { HostState } from './host-state.ts';
import type { HostWays, PodSender, Way } from './host-ways.ts';

interface PathSources {
  readonly judge: HostJudge;
  readonly reach: Reachability;
  /** What tells the pod of an address apart for policies of hosts; null where no pod has it. */
  readonly podAt: (family: Family, address: string) => number | null;
  /** Traffic between nodes and pods may come over a tunnel (HE-11). */
  readonly isTunnelled: boolean;
  /** Packets of pods to nodes leave with the address of their own node. */
  readonly isMasqueraded: boolean;
}

type CalicoWay = Way<HostState>;

/** Judges whole ways: what a sender may send, then what the receiving host lets in (host table, steps 0 to 8). */
export class HostPaths implements HostWays<HostState> {
  readonly #sources: PathSources;

  constructor(sources: PathSources) {
    this.#sources = sources;
  }

  /** From an address that is neither node nor pod. */
  fromAddress(way: CalicoWay, peer: number): HostJudgement {
    return this.#arriving(way, peer, 'card');
  }

  fromNode(way: CalicoWay, from: HostState): HostJudgement {
    const sent = agreed(
      from.met.card.map((endpoint) =>
        this.#sources.judge.fromProcess(from, endpoint, packetOf(way, from, way.to.self)),
      ),
    );
    return following(sent, () => this.#arriving(way, from.self, 'card'));
  }

  /** Step 0 of the host table: the pod's own policies, then its node's rules for what it forwards. */
  fromPodElsewhere(way: CalicoWay, { peer, reachClass, host }: PodSender<HostState>): HostJudgement {
    const own = this.#podMay(way, reachClass, false);
    const left = following(own, () => this.#leaving(way, host, peer));
    return following(left, () => {
      const arrival = this.#sources.isTunnelled ? 'card-or-tunnel' : 'card';
      const byItself = this.#arriving(way, peer, arrival);
      if (!this.#sources.isMasqueraded) return byItself;
      return agreed([byItself, this.#arriving(way, host.self, 'card')], MASQUERADED);
    });
  }

  /** HE-12: no normal policy of the host endpoint is asked, but those before DNAT of one for all interfaces. */
  fromPodHere(way: CalicoWay, { peer, reachClass }: Omit<PodSender<HostState>, 'host'>): HostJudgement {
    const { to, port } = way;
    const { judge } = this.#sources;
    const [endpoint = null] = to.met.pod;
    const packet = packetOf(way, to, peer);
    if (port.isForwarded) return this.#passedOn(way, peer, 'pod');
    const own = this.#podMay(way, reachClass, true);
    return following(own, () => {
      const early = judge.early(to, endpoint, {
        packet,
        isForHost: true,
        next: () => judged('allowed', 'endpoint-to-host'),
      });
      // An Allow before DNAT spares the packet later policies of the endpoint, not what becomes of own pods' packets.
      const handed = this.#endpointToHost(to);
      if (early.verdict === 'denied' || handed.verdict === 'allowed') return early;
      return handed;
    });
  }

  /** From the node to its own address: out by `lo` and in again (step 1). */
  fromSelf(way: CalicoWay): HostJudgement {
    const { to, port } = way;
    const [endpoint = null] = to.met.lo;
    if (port.isForwarded) return judged('unknown', 'local', { reason: AFTER_DNAT });
    if (endpoint === null || to.settings.isEbpf) return judged('allowed', 'local');
    const packet = packetOf(way, to, to.self);
    const sent = this.#sources.judge.fromProcess(to, endpoint, packet);
    return following(sent, () => this.#sources.judge.toProcess(to, endpoint, packet));
  }

  /** From 127.0.0.1, to the port of the kubelet's health, which is no failsafe port. */
  fromLoopback(to: HostState, peer: number): HostJudgement {
    const [endpoint = null] = to.met.lo;
    if (to.settings.isEbpf) return judged('allowed', 'local');
    const packet: Packet = { family: 'IPv4', self: to.self, peer, lane: 'TCP', port: 10_248 };
    return this.#sources.judge.toProcess(to, endpoint, packet);
  }

  #arriving(way: CalicoWay, peer: number, arrival: Arrival): HostJudgement {
    const { to, port } = way;
    if (port.isForwarded) return this.#passedOn(way, peer, arrival);
    const packet = packetOf(way, to, peer);
    return agreed(to.met[arrival].map((endpoint) => this.#sources.judge.toProcess(to, endpoint, packet)));
  }

  /** Step 8: before DNAT by the port of the host, then by the ports behind it. */
  #passedOn(way: CalicoWay, peer: number, arrival: Arrival): HostJudgement {
    const { judge } = this.#sources;
    const { to } = way;
    const packet = packetOf(way, to, peer);
    return agreed(
      to.met[arrival].map((endpoint) => {
        const forward = judge.forwarded(to, endpoint, 'ingress');
        const next = (): HostJudgement =>
          agreed(
            this.#behind(way).map((one) => forward({ ...packet, ...one })),
            TARGETS_DIFFER,
          );
        return judge.early(to, endpoint, { packet, next });
      }),
    );
  }

  /** CA-22: rules for what is passed on see it after DNAT, as going to the pods behind the port. */
  #behind({ to, family, port }: CalicoWay): readonly Pick<Packet, 'self' | 'port'>[] {
    const targets = port.targets.filter(
      ({ address }) => address === null || address.includes(':') === (family === 'IPv6'),
    );
    if (targets.length === 0) return [{ self: to.self, port: port.targets[0]?.port ?? port.port }];
    const all = targets.map(({ address, port: own }) => ({
      self: (address === null ? null : this.#sources.podAt(family, address)) ?? to.self,
      port: own,
    }));
    return [...new Map(all.map((one) => [`${one.self} ${one.port}`, one])).values()];
  }

  /** A pod's packet on its way out of its own node: rules for all interfaces see it come, those of a card see it go. */
  #leaving(way: CalicoWay, from: HostState, peer: number): HostJudgement {
    const { judge } = this.#sources;
    const [all = null] = from.met.pod;
    // It goes from the pod to the other host: neither end of it is the host that passes it on.
    const packet = packetOf(way, way.to, peer);
    const into = judge.early(from, all, {
      packet,
      next: () => judge.forwarded(from, all, 'ingress')(packet),
    });
    return following(atSender(into), () =>
      atSender(
        agreed(
          from.met.card.map((endpoint) =>
            judge.forwarded(from, endpoint, 'egress')({ ...packet, self: peer, peer: way.to.self }),
          ),
        ),
      ),
    );
  }

  #podMay({ to, family, port }: CalicoWay, reachClass: number, isOwnNode: boolean): HostJudgement {
    const matrix = this.#sources.reach.families[family];
    const name = to.node.metadata.name;
    const host = this.#sources.reach.space.classOfNode.get(name) ?? matrix.family.hostsFrom;
    const target = isOwnNode ? matrix.family.ownOf(host) : host;
    const row = matrix.row('egress', reachClass);
    const has = (ids: number): boolean => matrix.ports.has(ids, port.lane, port.port);
    if (row === null || has(row.mustAt(target))) return judged('allowed', 'pod-policy');
    return has(row.mayAt(target))
      ? judged('unknown', 'pod-policy', { reason: POD_UNSURE })
      : judged('denied', 'pod-policy');
  }

  #endpointToHost({ settings }: HostState): HostJudgement {
    const { fromOwnPods, isEbpf } = settings;
    if (fromOwnPods === 'drop') return judged('denied', 'endpoint-to-host');
    // Return hands over to rules of the host itself; in eBPF it comes to nearly the same as Accept.
    if (fromOwnPods === 'return' && !isEbpf)
      return judged('unknown', 'endpoint-to-host', { reason: HOST_RULES });
    return judged('allowed', 'endpoint-to-host');
  }
}

function packetOf({ family, port }: CalicoWay, host: HostState, peer: number): Packet {
  return { family, self: host.self, peer, lane: port.lane, port: port.port };
}

/** What a sender may not send needs no answer of the receiver. */
function following(first: HostJudgement, then: () => HostJudgement): HostJudgement {
  if (first.verdict === 'denied') return atSender(first);
  const second = then();
  return first.verdict === 'unknown' && second.verdict !== 'denied' ? atSender(first) : second;
}

/** A rule of another host than the one asked about: its endpoint is not one of that one's. */
function atSender(judgement: HostJudgement): HostJudgement {
  const isOfPod = judgement.decision === 'pod-policy';
  return isOfPod ? judgement : { ...judgement, decision: 'sender', endpoint: null };
}

/** One answer where all agree, whichever interface it is; what is let in anyway may owe it to the failsafe port. */
function agreed(answers: readonly HostJudgement[], reason: Text = INTERFACE): HostJudgement {
  const [first] = answers;
  if (first === undefined) return judged('unknown', 'no-endpoint', { reason });
  const failsafe = answers.find(({ verdict }) => verdict === 'failsafe');
  const isOpen = answers.every(({ verdict }) => verdict === 'allowed' || verdict === 'failsafe');
  if (failsafe !== undefined && isOpen) return failsafe;
  const other = answers.find(({ verdict }) => verdict !== first.verdict);
  return other === undefined ? first : { ...first, verdict: 'unknown', reason };
}

const INTERFACE = text(
  'It depends on the interface that the packet comes in by, which the cluster does not show.',
  '取决于报文从哪个网卡进入，而集群中看不到这一点。',
);
const TARGETS_DIFFER = text(
  'It depends on which of the ports behind the Service it is passed on to.',
  '取决于转发到 Service 背后的哪个端口。',
);
const MASQUERADED = text(
  "It depends on whether the packet arrives with the pod's address or with that of the pod's node.",
  '取决于报文到达时使用的是 Pod 地址还是其所在节点的地址。',
);
const AFTER_DNAT = text(
  'What a host sends to such a port is judged after DNAT, as traffic to the pods behind it.',
  '主机发往此类端口的流量在 DNAT 之后判断，等同于发往其背后的 Pod。',
);
const POD_UNSURE = text(
  "Whether the pod's own policies let it out cannot be told.",
  '无法判断 Pod 自身的策略是否放行该出站流量。',
);
const HOST_RULES = text(
  "It is handed to the host's own packet filter, which the cluster does not show.",
  '它会交给主机自己的防火墙规则处理，而集群中看不到这些规则。',
);
