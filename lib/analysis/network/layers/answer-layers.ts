import { FAMILIES, parseAddress, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import { answerPair } from '#lib/analysis/network/reach/answer-pair.ts';
import { answerQuestion, type UnknownParty } from '#lib/analysis/network/reach/answer-question.ts';
import { LANES, type Lane } from '#lib/analysis/network/reach/port-sets.ts';
import { atomAt } from '#lib/analysis/network/reach/visit-plan.ts';
import type { NetworkAnswer, SideAnswer, Verdict } from '#lib/model/network-answer.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { LayerMember, Layers } from './build-layers.ts';
import { PRIMARY_KEY } from './layer-network.ts';
import type { LayerView } from './layer-view.ts';
import { looksAfter } from './multi-policy-enforcer.ts';
import { wireBetween, wireFromOutside, type WireAnswer } from './wire.ts';

/** May one interface reach another? Sides are `namespace/pod@network` or an address. */
export interface LayerQuestion {
  readonly from: string;
  /** `@` is followed by an interface, or a network by its name or `namespace/name`; without it eth0 is meant. */
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
}

export interface LayerAnswer extends NetworkAnswer {
  /** Whether there is a way at all; null on the primary network, where the plugin makes one. */
  readonly wire: WireAnswer | null;
}

interface Outside {
  readonly family: Family;
  readonly value: bigint;
}
type Party = LayerMember | Outside;

/** Returns the answer to a question about the networks of pods; a problem where one side is not there. */
export function answerLayers(view: LayerView, ask: LayerQuestion): LayerAnswer | UnknownParty {
  const from = partyOf(view.layers, ask.from);
  const to = partyOf(view.layers, ask.to);
  if ('problem' in from) return from;
  if ('problem' in to) return to;
  const lane = LANES.find((one) => one.toLowerCase() === ask.protocol.toLowerCase());
  if (lane === undefined) {
    return {
      problem: text(
        `"${ask.protocol}" is no protocol that is known here.`,
        `“${ask.protocol}”不是已知的协议。`,
      ),
    };
  }
  if (isPrimary(from) && isPrimary(to)) return onPrimary(view, ask);
  if (!isMember(from) && !isMember(to)) return { problem: NO_POD };
  return onLayer(view, { from, to, lane, port: ask.port });
}

function onPrimary({ primary }: LayerView, ask: LayerQuestion): LayerAnswer | UnknownParty {
  const plain = (written: string): string => written.split('@')[0] ?? written;
  const answer = answerQuestion(primary, { ...ask, from: plain(ask.from), to: plain(ask.to) });
  return 'problem' in answer ? answer : { ...answer, wire: null };
}

interface Asked {
  readonly from: Party;
  readonly to: Party;
  readonly lane: Lane;
  readonly port: number;
}

function onLayer(view: LayerView, asked: Asked): LayerAnswer {
  const { from, to } = asked;
  const isItself = isMember(from) && isMember(to) && from.pod === to.pod;
  const policies = byPolicies(view, asked);
  const wire = wireOfParties(from, to);
  if (isItself) return { ...policies, verdict: 'allowed', reasons: [ITSELF], wire };
  const { verdict, reasons } = policies;
  const doubts = [
    ...(verdict === 'denied' ? enforcementDoubts(view, asked, policies) : []),
    ...view.unseen,
    ...(verdict !== 'denied' && wire.isShared === 'unknown' ? [wire.reason] : []),
  ];
  const isUnknown = verdict === 'unknown' || doubts.length > 0;
  return {
    ...policies,
    verdict: isUnknown ? 'unknown' : verdict,
    reasons: [...reasons, ...doubts],
    wire,
  };
}

/** A denial holds where somebody enforces it: on one of the sides that deny. */
function enforcementDoubts(
  { enforcer }: LayerView,
  { from, to }: Asked,
  { egress, ingress }: NetworkAnswer,
): Text[] {
  if (enforcer === null) return [NO_ENFORCER];
  const denying = [egress.verdict === 'denied' ? from : to, ingress.verdict === 'denied' ? to : from];
  const isEnforced = denying.some(
    (one) => isMember(one) && looksAfter(enforcer, one.network.config?.type ?? null),
  );
  return isEnforced ? [] : [notLookedAfter(enforcer.name)];
}

/** What the two can be told to share: families they both have an address of, or any where none is known. */
function byPolicies(view: LayerView, { from, to, lane, port }: Asked): NetworkAnswer {
  const families = FAMILIES.filter((family) => hasFamily(from, family) && hasFamily(to, family));
  const answers = families.map((family) => {
    const matrix = view.reach.families[family];
    const classOf = (party: Party): number => {
      const known = isMember(party) ? view.reach.indexOf.get(party) : undefined;
      if (known !== undefined) return view.reach.space.classOfPod[known] ?? 0;
      // On the primary network, or outside: no policy of these networks is for it, its address alone counts.
      const value = isMember(party) ? addressOf(party, family) : party.value;
      const starts = view.reach.space.atoms[family].map(({ first }) => first);
      return matrix.family.atomsFrom + atomAt(starts, value);
    };
    return answerPair(matrix, { from: classOf(from), to: classOf(to), lane, number: port });
  });
  const [first = OPEN, second] = answers.map((answer) => withOtherProtocols(answer, lane));
  if (second === undefined || second.verdict === first.verdict) return first;
  return { ...first, verdict: 'unknown', reasons: [FAMILIES_DIFFER, ...second.reasons] };
}

/** NP-17: of other protocols policies say nothing, so what isolation does with them is not told. */
function withOtherProtocols(answer: NetworkAnswer, lane: Lane): NetworkAnswer {
  const isDefined = lane === 'TCP' || lane === 'UDP' || lane === 'SCTP';
  if (isDefined || answer.verdict !== 'denied') return answer;
  return { ...answer, verdict: 'unknown', reasons: [OTHER_PROTOCOL] };
}

function hasFamily(party: Party, family: Family): boolean {
  if (!isMember(party)) return party.family === family;
  const { addresses } = party.interface;
  return addresses.length === 0 ? family === 'IPv4' : addresses.some((one) => one.family === family);
}

function addressOf({ interface: { addresses } }: LayerMember, family: Family): bigint {
  return addresses.find((one) => one.family === family)?.value ?? 0n;
}

function wireOfParties(from: Party, to: Party): WireAnswer {
  if (isMember(from)) return isMember(to) ? wireBetween(from, to) : wireFromOutside(to, from);
  return isMember(to) ? wireFromOutside(from, to) : { isShared: 'unknown', reason: NO_POD };
}

function isMember(party: Party): party is LayerMember {
  return 'pod' in party;
}

function isPrimary(party: Party): boolean {
  return isMember(party) && party.network.key === PRIMARY_KEY;
}

function partyOf(layers: Layers, written: string): Party | UnknownParty {
  const address = parseAddress(written);
  if (address !== null) return address;
  const [name = '', ...rest] = written.split('@');
  const wanted = rest.join('@') || 'eth0';
  const found = layers.pods.find(({ pod }) => {
    const { namespace, owner } = pod;
    return `${namespace}/${pod.name}` === name || `${namespace}/${owner.name}` === name;
  });
  if (found === undefined) {
    return {
      problem: text(
        `There is no pod ${name} with networks of its own.`,
        `没有名为 ${name} 且拥有自己网络的 Pod。`,
      ),
    };
  }
  const member = [...layers.members.values()]
    .flat()
    .find((one) => one.pod === found.pod && isNamed(one, wanted));
  return member ?? { problem: notOn(name, wanted) };
}

function isNamed({ interface: one, network }: LayerMember, wanted: string): boolean {
  return one.name === wanted || network.key === wanted || network.key.endsWith(`/${wanted}`);
}

function notOn(pod: string, network: string): Text {
  return text(`${pod} is not known to be on ${network}.`, `未发现 ${pod} 位于 ${network}。`);
}

const SIDE: SideAnswer = {
  verdict: 'allowed',
  decider: null,
  isolatedBy: [],
  allowedBy: [],
  passedBy: [],
  nearMisses: [],
};
const OPEN: NetworkAnswer = {
  verdict: 'allowed' satisfies Verdict,
  egress: SIDE,
  ingress: SIDE,
  reasons: [],
};

const NO_POD = text(
  'Neither side is a pod, so no network of the cluster is asked about.',
  '双方都不是 Pod，因此没有询问集群的任何网络。',
);
const ITSELF = text('A pod always reaches itself.', 'Pod 始终可以访问自身。');
const NO_ENFORCER = text(
  'A MultiNetworkPolicy denies it, but no controller that enforces them is seen running.',
  '某条 MultiNetworkPolicy 拒绝该流量，但没有看到执行此类策略的控制器在运行。',
);

function notLookedAfter(enforcer: string): Text {
  return text(
    `A MultiNetworkPolicy denies it, but ${enforcer} is not known to look after networks of this type.`,
    `某条 MultiNetworkPolicy 拒绝该流量，但无法确认 ${enforcer} 会处理这种类型的网络。`,
  );
}

const OTHER_PROTOCOL = text(
  'Policies speak of TCP, UDP and SCTP only; what an isolated interface does with other protocols depends on the controller.',
  '策略只涉及 TCP、UDP 和 SCTP；被隔离的接口如何处理其他协议取决于控制器。',
);
const FAMILIES_DIFFER = text(
  'IPv4 and IPv6 are not treated alike between the two.',
  '双方之间的 IPv4 与 IPv6 处理方式不同。',
);
