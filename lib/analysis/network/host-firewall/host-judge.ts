import type { Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { CompiledPolicy } from '#lib/analysis/network/reach/compiled-tier.ts';
import type { ReachDirection } from '#lib/analysis/network/reach/policy-ir.ts';
import type { HostDecision, HostJudgement } from '#lib/model/host-firewall.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { FailsafePort } from './felix-settings.ts';
import type { HostEndpoint, Met } from './host-endpoints.ts';
import type { HostPlan } from './host-plan.ts';
import type { HostSpace } from './host-space.ts';
import type { HostState } from './host-state.ts';
import { walkStage, type HostPacket, type StageAnswer } from './walk-stage.ts';

/** A packet of one address family. */
export interface Packet extends HostPacket {
  readonly family: Family;
}

/** Calico's built-in profile that lets everything through (HE-4). */
const ALLOW_ALL = 'projectcalico-default-allow';

interface JudgeSources {
  readonly plan: HostPlan;
  readonly space: HostSpace;
  /** Profiles that exist, by name. */
  readonly profiles: ReadonlySet<string>;
}

interface Early {
  readonly packet: Packet;
  /** It is for the host itself, which does not pass it on. */
  readonly isForHost?: boolean;
  readonly next: () => HostJudgement;
}

interface Place {
  readonly host: HostState;
  readonly endpoint: HostEndpoint;
  readonly direction: ReachDirection;
}

/** Judges packets at single host endpoints, stage by stage (HE-6). */
export class HostJudge {
  readonly #sources: JudgeSources;
  readonly #selected = new Map<HostEndpoint, Map<string, boolean | null>>();

  constructor(sources: JudgeSources) {
    this.#sources = sources;
  }

  /** A packet to a process of the host: failsafe, untracked, before DNAT, normal tiers, profiles. */
  toProcess(host: HostState, endpoint: Met, packet: Packet): HostJudgement {
    if (endpoint === null) return NO_ENDPOINT;
    const alone = this.#byPolicies({ host, endpoint, direction: 'ingress' }, packet);
    const isOpen = this.#failsafe(host.settings.inbound, packet);
    if (isOpen === 'no') return alone;
    const policiesAlone = alone.verdict === 'failsafe' ? 'allowed' : alone.verdict;
    if (isOpen === 'yes') {
      if (policiesAlone === 'allowed') return { ...alone, policiesAlone };
      return { ...alone, verdict: 'failsafe', decision: 'failsafe', policiesAlone, reason: null };
    }
    return policiesAlone === 'allowed' ? alone : { ...alone, verdict: 'unknown', reason: FAILSAFE_UNKNOWN };
  }

  /** A packet that a process of the host sends (the failsafe ports of the other direction stay open too). */
  fromProcess(host: HostState, endpoint: Met, packet: Packet): HostJudgement {
    if (endpoint === null) return NO_ENDPOINT;
    const place: Place = { host, endpoint, direction: 'egress' };
    const alone = this.#byPolicies(place, packet);
    if (alone.verdict === 'allowed') return alone;
    const isOpen = this.#failsafe(host.settings.outbound, packet);
    if (isOpen === 'no') return alone;
    return isOpen === 'yes'
      ? judged('allowed', 'failsafe', { place })
      : { ...alone, verdict: 'unknown', reason: FAILSAFE_UNKNOWN };
  }

  /** The stages that come before DNAT, and what follows them. */
  early(host: HostState, endpoint: Met, { packet, isForHost = false, next }: Early): HostJudgement {
    if (endpoint === null) return next();
    const alone = this.#early({ host, endpoint, direction: 'ingress' }, packet, next);
    // HE-6 as amended: iptables and nftables go by the port before DNAT; eBPF looks only at packets for the host.
    const isOpen = host.settings.isEbpf && !isForHost ? 'no' : this.#failsafe(host.settings.inbound, packet);
    if (isOpen === 'no') return alone;
    // A failsafe port skips an Allow before DNAT as well, which would have spared the packet what follows.
    const without = next();
    if (isOpen === 'unknown' && without.verdict !== alone.verdict)
      return { ...alone, verdict: 'unknown', reason: FAILSAFE_UNKNOWN };
    if (without.verdict !== 'allowed') return without;
    if (alone.verdict === 'allowed') return alone;
    const policiesAlone = alone.verdict === 'denied' ? 'denied' : 'unknown';
    return { ...alone, verdict: 'failsafe', decision: 'failsafe', policiesAlone, reason: null };
  }

  /** A packet that the host passes on: only policies that say so act, and without one it goes through (HE-8). */
  forwarded(host: HostState, endpoint: Met, direction: ReachDirection): (packet: Packet) => HostJudgement {
    if (endpoint === null) return () => NO_ENDPOINT;
    const place: Place = { host, endpoint, direction };
    return (packet) =>
      settled(this.#walk('forward', place, packet), 'forward', {
        place,
        next: () => judged('allowed', 'forward', { place }),
      });
  }

  #byPolicies(place: Place, packet: Packet): HostJudgement {
    const judgement = this.#early(place, packet, () => this.#normal(place, packet));
    if (judgement.verdict !== 'allowed' || judgement.decision !== 'untracked') return judgement;
    return this.#repliesPass(place, packet)
      ? judgement
      : { ...judgement, verdict: 'unknown', reason: NO_REPLY };
  }

  #early(place: Place, packet: Packet, next: () => HostJudgement): HostJudgement {
    const { endpoint, direction } = place;
    // HE-7: outwards there is nothing before DNAT.
    const beforeDnat =
      direction === 'egress'
        ? next
        : () => settled(this.#walk('pre-dnat', place, packet), 'pre-dnat', { place, next });
    // HE-10: an endpoint for all interfaces has no untracked policies.
    if (endpoint.interfaceName === '*') return beforeDnat();
    return settled(this.#walk('untracked', place, packet), 'untracked', { place, next: beforeDnat });
  }

  #normal(place: Place, packet: Packet): HostJudgement {
    const next = (): HostJudgement => this.#byProfiles(place, packet);
    return settled(this.#walk('normal', place, packet), 'normal', { place, next });
  }

  /** Without tracking, answers to a packet need a rule of their own; they go to some high port. */
  #repliesPass(place: Place, packet: Packet): boolean {
    const back: Place = { ...place, direction: place.direction === 'ingress' ? 'egress' : 'ingress' };
    const reply = { ...packet, port: 40_000 };
    return this.#early(back, reply, () => this.#normal(back, reply)).verdict === 'allowed';
  }

  /** Profiles in their order; one that does not exist lets nothing through. */
  #byProfiles(place: Place, packet: Packet, from = 0): HostJudgement {
    const name = place.endpoint.profiles[from];
    if (name === undefined) return judged('denied', 'profile', { place });
    if (name === ALLOW_ALL) return judged('allowed', 'profile', { place });
    const next = (): HostJudgement => this.#byProfiles(place, packet, from + 1);
    if (!this.#sources.profiles.has(name)) return next();
    return settled(this.#walk(`profile/${name}`, place, packet), 'profile', { place, next });
  }

  #walk(stage: string, { endpoint, direction }: Place, packet: Packet): StageAnswer {
    const { space } = this.#sources;
    const tiers = space.tiers(stage, packet.family, direction);
    const selects = (policy: CompiledPolicy): boolean | null =>
      stage.startsWith('profile/') ? true : this.#selects(endpoint, policy.ref.name);
    return walkStage(tiers, {
      packet,
      ports: space.ports,
      endpoint,
      selects,
    });
  }

  #selects(endpoint: HostEndpoint, name: string): boolean | null {
    let known = this.#selected.get(endpoint);
    if (known === undefined) {
      const { policies } = this.#sources.plan;
      known = new Map(policies.map((policy) => [policy.name, policy.selects(endpoint.labels)]));
      this.#selected.set(endpoint, known);
    }
    return known.get(name) ?? null;
  }

  #failsafe(ports: readonly FailsafePort[] | null, packet: Packet): 'yes' | 'no' | 'unknown' {
    if (ports === null) return 'unknown';
    const own = ports.filter(({ lane, port }) => lane === packet.lane && port === packet.port);
    const answers = own.map(({ net }) => (net === null ? 'yes' : this.#isIn(net, packet)));
    if (answers.includes('yes')) return 'yes';
    return answers.includes('unknown') ? 'unknown' : 'no';
  }

  #isIn(net: NonNullable<FailsafePort['net']>, { family, peer }: Packet): 'yes' | 'no' | 'unknown' {
    if (net.family !== family) return 'no';
    const set = { op: 'addresses', ranges: [net] } as const;
    const { families } = this.#sources.space;
    const { must, may } = families[family].boundsOf(set);
    if (must.has(peer)) return 'yes';
    return may.has(peer) ? 'unknown' : 'no';
  }
}

const NO_ENDPOINT: HostJudgement = {
  verdict: 'allowed',
  decision: 'no-endpoint',
  endpoint: null,
  decider: null,
  policiesAlone: null,
  reason: null,
};

const VERDICTS = { allow: 'allowed', deny: 'denied' } as const;

/** Returns what a stage comes to, with those that follow where it leaves the packet to them. */
function settled(
  { outcome, decider, perhaps }: StageAnswer,
  decision: HostDecision,
  { place, next }: { readonly place: Place; readonly next: () => HostJudgement },
): HostJudgement {
  const sure = outcome === 'next' ? next() : { ...judged(VERDICTS[outcome], decision, { place }), decider };
  const other = perhaps.find((one) => one.outcome === 'pass' || VERDICTS[one.outcome] !== sure.verdict);
  if (other === undefined) return sure;
  return { ...judged('unknown', decision, { place, reason: other.reason }), decider: other.decider };
}

/** Returns a judgement without a rule that made it. */
export function judged(
  verdict: HostJudgement['verdict'],
  decision: HostDecision,
  {
    place,
    reason = null,
  }: { readonly place?: Pick<Place, 'host' | 'endpoint'>; readonly reason?: Text | null } = {},
): HostJudgement {
  const endpoint = place === undefined ? null : place.host.endpoints.indexOf(place.endpoint);
  return { verdict, decision, endpoint, decider: null, policiesAlone: null, reason };
}

const FAILSAFE_UNKNOWN = text(
  'Whether the port is a failsafe port for this sender cannot be told.',
  '无法判断该端口对此发送方是否属于 failsafe 端口。',
);
const NO_REPLY = text(
  'It is let in without tracking, and no rule certainly lets the answers out.',
  '它以不跟踪连接的方式放行，而没有规则确定放行返回的报文。',
);
