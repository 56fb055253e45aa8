import { answerPair } from '#lib/analysis/network/reach/answer-pair.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { HostDecision, HostJudgement } from '#lib/model/host-firewall.ts';
import type { NetworkAnswer, SideAnswer } from '#lib/model/network-answer.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { HostGroup } from './host-state.ts';
import type { HostWays, PodSender, Way } from './host-ways.ts';

type CiliumWay = Way<HostGroup>;

interface WaySources {
  readonly reach: Reachability;
  /** Packets of pods to other nodes may leave with the address of their own node. */
  readonly isMasqueraded: boolean;
}

/** Judges whole ways by Cilium's policies for nodes (CI-12), and by what the sender may send. */
export class CiliumWays implements HostWays<HostGroup> {
  readonly #sources: WaySources;

  constructor(sources: WaySources) {
    this.#sources = sources;
  }

  fromAddress(way: CiliumWay, peer: number): HostJudgement {
    if (way.port.isForwarded) return PASSED_ON;
    return this.#judged(way, { from: peer, to: way.to.self, sender: 'sender' });
  }

  fromNode(way: CiliumWay, from: HostGroup): HostJudgement {
    if (way.port.isForwarded) return this.#afterService(way, from.self);
    return this.#judged(way, { from: from.self, to: way.to.self, sender: 'sender' });
  }

  fromPodElsewhere(way: CiliumWay, { reachClass, host }: PodSender<HostGroup>): HostJudgement {
    if (way.port.isForwarded) return this.#afterService(way, reachClass);
    const byItself = this.#judged(way, { from: reachClass, to: way.to.self, sender: 'pod-policy' });
    if (!this.#sources.isMasqueraded || byItself.decision === 'pod-policy') return byItself;
    const byNode = this.#into(way, host.self);
    return byNode === byItself.verdict ? byItself : { ...byItself, verdict: 'unknown', reason: MASQUERADED };
  }

  fromPodHere(way: CiliumWay, { reachClass }: PodSender<HostGroup>): HostJudgement {
    if (way.port.isForwarded) return this.#afterService(way, reachClass);
    const { family } = this.#sources.reach.families[way.family];
    const own = family.ownOf(way.to.self);
    return this.#judged(way, { from: reachClass, to: own, sender: 'pod-policy' });
  }

  fromSelf({ port }: CiliumWay): HostJudgement {
    return port.isForwarded ? AFTER_SERVICE : judgement('allowed', 'local');
  }

  #judged(
    { family, port }: CiliumWay,
    { from, to, sender }: { readonly from: number; readonly to: number; readonly sender: HostDecision },
  ): HostJudgement {
    const { reach } = this.#sources;
    const matrix = reach.families[family];
    const answer = answerPair(matrix, { from, to, lane: port.lane, number: port.port });
    const [unseen] = sender === 'pod-policy' ? reach.unseen : [];
    if (unseen !== undefined) return { ...judgement('unknown', sender), reason: unseen };
    const byHost: HostDecision = matrix.row('ingress', to) === null ? 'no-policy' : 'host-policy';
    return told(answer, { sender, byHost });
  }

  /** What the node itself lets in from one who sends with the address of another. */
  #into({ to, family, port }: CiliumWay, peer: number): HostJudgement['verdict'] {
    const matrix = this.#sources.reach.families[family];
    return answerPair(matrix, { from: peer, to: to.self, lane: port.lane, number: port.port }).ingress
      .verdict;
  }

  /** SV-1: inside the cluster such a port is exchanged for those of the pods behind it before policies are asked. */
  #afterService({ family }: CiliumWay, sender: number): HostJudgement {
    const isFree = this.#sources.reach.families[family].row('egress', sender) === null;
    return isFree ? PASSED_ON : AFTER_SERVICE;
  }
}

/** The side that keeps it out, or of which nobody knows, is what decides. */
function told(
  { verdict, egress, ingress, reasons }: NetworkAnswer,
  { sender, byHost }: { readonly sender: HostDecision; readonly byHost: HostDecision },
): HostJudgement {
  const isBySender = verdict !== 'allowed' && egress.verdict === verdict;
  const side: SideAnswer = isBySender ? egress : ingress;
  return {
    ...judgement(verdict, isBySender ? sender : byHost),
    decider: side.decider,
    reason: verdict === 'unknown' ? (reasons[0] ?? null) : null,
  };
}

function judgement(verdict: HostJudgement['verdict'], decision: HostDecision): HostJudgement {
  return { verdict, decision, endpoint: null, decider: null, policiesAlone: null, reason: null };
}

const MASQUERADED: Text = text(
  "It depends on whether the packet arrives with the pod's address or with that of the pod's node (masquerading).",
  '取决于报文到达时使用的是 Pod 地址还是其所在节点的地址（地址伪装）。',
);
/** CI-12: policies for nodes do not hold back what is passed on to pods. */
const PASSED_ON = judgement('allowed', 'node-port');
const AFTER_SERVICE: HostJudgement = {
  ...judgement('unknown', 'node-port'),
  reason: text(
    'Inside the cluster such a port is exchanged for one of the pods behind it, and judged as traffic to those.',
    '在集群内部，此类端口会先换成其背后 Pod 的端口，并按发往这些 Pod 的流量来判断。',
  ),
};
