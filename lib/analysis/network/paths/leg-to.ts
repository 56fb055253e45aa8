import {
  addressText,
  FAMILIES,
  parseAddress,
  type Family,
} from '#lib/analysis/network/reach/address-ranges.ts';
import {
  answerQuestion,
  ITSELF,
  type NetworkQuestion,
  type UnknownParty,
} from '#lib/analysis/network/reach/answer-question.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { ReachRule } from '#lib/analysis/network/reach/policy-ir.ts';
import type { Decider, NetworkAnswer, Verdict } from '#lib/model/network-answer.ts';
import { text, type Text } from '#lib/model/text.ts';
import { holdsBySelector } from './holds-by-selector.ts';
import type { PathScene } from './path-scene.ts';
import { podOfBackEnd } from './pod-of-back-end.ts';
import type { BackEnd } from './service-back-ends.ts';

/** One back end and what is known of the way to it. */
export interface Leg {
  readonly backEnd: BackEnd;
  readonly answer: NetworkAnswer;
}

export interface LegQuestion {
  readonly ask: NetworkQuestion;
  readonly backEnd: BackEnd;
  /** The address that is dialled and then rewritten; null where nothing is. */
  readonly dialled: string | null;
  /**
   * Which nodes may put their own address in place of the sender's: none, any, all but that of the back end, or
   * the one that is named, always or unless it is that of the back end; `anybody` is any node or something outside.
   */
  readonly relays:
    | 'none'
    | 'anybody'
    | 'any-node'
    | 'other-nodes'
    | { readonly node: string; readonly isJudgedFirst: boolean };
}

/** Returns the answer for one back end of a service, with every sender's address the packet may arrive with. */
export function legTo(scene: PathScene, leg: LegQuestion): Leg {
  const { reach } = scene;
  const { ask, backEnd } = leg;
  const direct = answered(reach, { ...ask, ...placeOf(backEnd) });
  if ('problem' in direct) return { backEnd, answer: untold(direct.problem) };
  const rewritten = withRewriting(scene, leg, direct);
  // SV-8: where no address is rewritten, a pod that reaches itself does so by its own (NP-25).
  const answer = leg.dialled === null ? rewritten : withHairpin(rewritten, direct);
  const masked = relayVerdicts(scene, leg).map((verdict) => worse(direct.egress.verdict, verdict));
  if (masked.every((verdict) => verdict === answer.verdict)) return { backEnd, answer };
  return { backEnd, answer: { ...answer, verdict: 'unknown', reasons: [...answer.reasons, MASQUERADED] } };
}

function placeOf({ to, port, family }: BackEnd): Pick<NetworkQuestion, 'to' | 'port' | 'family'> {
  return { to, port, ...(family === null ? {} : { family }) };
}

function answered(reach: Reachability, ask: NetworkQuestion): NetworkAnswer | UnknownParty {
  return answerQuestion(reach, ask);
}

/** Returns an answer that only says why there is none. */
export function untold(...reasons: readonly Text[]): NetworkAnswer {
  return { ...NOTHING_DECIDES, verdict: 'unknown', reasons };
}

/** Returns the answer where nobody listens: policies are not even asked. */
export function refused(reason: Text): NetworkAnswer {
  return { ...NOTHING_DECIDES, verdict: 'denied', reasons: [reason] };
}

const OPEN_SIDE = {
  verdict: 'allowed',
  decider: null,
  isolatedBy: [],
  allowedBy: [],
  passedBy: [],
  nearMisses: [],
} as const;
const NOTHING_DECIDES = { egress: OPEN_SIDE, ingress: OPEN_SIDE } as const;

export function worse(a: Verdict, b: Verdict): Verdict {
  if (a === 'denied' || b === 'denied') return 'denied';
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'allowed';
}

/**
 * Ports are those of the pod. Whether the address is rewritten before egress policies look is left open (NP-18,
 * SV-1): where a rule for addresses decides, that matters, and only a plugin's own profile settles it.
 */
function withRewriting(scene: PathScene, { ask, dialled, backEnd }: LegQuestion, direct: NetworkAnswer) {
  const { reach } = scene;
  const { decider, allowedBy, verdict } = direct.egress;
  if (dialled === null || decider === null) return direct;
  const isOfHost = reach.dataplane.hostServices === 'unknown' && isForHosts(reach, decider);
  if (reach.dataplane.name !== 'kubernetes' && !isOfHost) return direct;
  const isBySelector =
    !isOfHost &&
    allowedBy.some((one) => rulesOf(reach, one).some((rule) => holdsBySelector(scene, rule, backEnd)));
  if (isBySelector && verdict === 'allowed') return direct;
  const before = answered(reach, { from: ask.from, to: dialled, port: backEnd.port, protocol: ask.protocol });
  if ('problem' in before || before.egress.verdict === direct.egress.verdict) return direct;
  // What the back end keeps out stays out either way.
  if (direct.ingress.verdict === 'denied') return direct;
  return { ...direct, verdict: 'unknown', reasons: [...direct.reasons, REWRITTEN] } as const;
}

/** CI-12: without its own proxy Cilium asks a host's policies about the address of the service. */
function isForHosts(reach: Reachability, decider: Decider): boolean {
  return policyOf(reach, decider)?.isForHosts === true;
}

function policyOf({ plan }: Reachability, { kind, namespace, name }: Decider) {
  const policies = plan.tiers.flatMap(({ egress }) => egress);
  return policies.find(({ ref }) => ref.kind === kind && ref.namespace === namespace && ref.name === name);
}

function rulesOf(reach: Reachability, decider: Decider): readonly ReachRule[] {
  return policyOf(reach, decider)?.rules.filter(({ index }) => index === decider.rule) ?? [];
}

/** NP-25: a pod that reaches itself through a service arrives with an address that plugins choose. */
function withHairpin(answer: NetworkAnswer, direct: NetworkAnswer): NetworkAnswer {
  const isItself = direct.reasons.includes(ITSELF);
  if (!isItself || worse(direct.egress.verdict, direct.ingress.verdict) === 'allowed') return answer;
  return { ...answer, verdict: 'unknown', reasons: [HAIRPIN] };
}

/** CI-12: what a node passes on for others is none of its own traffic: its rules for that are not asked. */
function relayed({ verdict, egress, ingress }: NetworkAnswer, isOwnNode: boolean): Verdict {
  if (egress.verdict === 'allowed') return verdict;
  return isOwnNode ? 'allowed' : ingress.verdict;
}

/** Returns what everybody who may relay the packet would be told. */
function relayVerdicts(scene: PathScene, leg: LegQuestion): readonly Verdict[] {
  const { backEnd, relays } = leg;
  if (relays === 'none') return [];
  // Whoever wrote the endpoint may have left its node out.
  const own = backEnd.node ?? scene.reach.space.pods[podOfBackEnd(scene, backEnd)]?.node ?? null;
  if (typeof relays === 'object' && relays.isJudgedFirst && relays.node === own) return [];
  const told = nodeVerdicts(scene, leg, own);
  return relays === 'anybody' ? [...told, ...outsideVerdicts(scene, leg)] : told;
}

function nodeVerdicts({ reach }: PathScene, leg: LegQuestion, own: string | null): readonly Verdict[] {
  const { ask, backEnd, relays } = leg;
  const names = [...reach.space.classOfNode.keys()].filter((node) =>
    typeof relays === 'object' ? node === relays.node : relays !== 'other-nodes' || node !== own,
  );
  const isIn = new Set(names);
  const wanted = familyOf(leg);
  const told = [...reach.nodeAt].flatMap(([key, node]): Verdict[] => {
    const family = FAMILIES.find((one) => key.startsWith(`${one} `));
    if (!isIn.has(node) || family === undefined || (wanted ?? family) !== family) return [];
    const from = addressText(family, BigInt(key.slice(family.length + 1)));
    const answer = answered(reach, { from, ...placeOf(backEnd), protocol: ask.protocol });
    return 'problem' in answer ? ['unknown'] : [relayed(answer, node === own)];
  });
  if (told.length > 0) return [...new Set(told)];
  // No node was read: whoever they are, a pod that nothing isolates lets them in.
  const somebody = answered(reach, { ...ask, ...placeOf(backEnd) });
  return 'problem' in somebody || somebody.ingress.decider !== null ? ['unknown'] : [];
}

/** What is dialled over one family is passed on over the same. */
function familyOf({ backEnd, dialled }: LegQuestion): Family | undefined {
  return backEnd.family ?? parseAddress(dialled ?? '')?.family;
}

/** Returns what outside addresses are told: one for each answer that the policies of the back end have for them. */
function outsideVerdicts(scene: PathScene, leg: LegQuestion): readonly Verdict[] {
  const { reach } = scene;
  const { ask, backEnd } = leg;
  const family = familyOf(leg) ?? 'IPv4';
  const matrix = reach.families[family];
  const target = reach.space.classOfPod[podOfBackEnd(scene, backEnd)];
  const row = target === undefined ? null : matrix.row('ingress', target);
  const kinds = new Map(
    reach.space.atoms[family].map(({ first }, at) => {
      const peer = matrix.family.atomsFrom + at;
      const same = row === null ? 'open' : `${row.mustAt(peer)} ${row.mayAt(peer)}`;
      return [target === undefined ? `${first}` : same, first] as const;
    }),
  );
  return [...kinds.values()].map((first) => {
    const from = addressText(family, first);
    const answer = answered(reach, { from, ...placeOf(backEnd), protocol: ask.protocol });
    return 'problem' in answer ? 'unknown' : answer.ingress.verdict;
  });
}

const MASQUERADED = text(
  'A node may put its own address in place of the sender’s, and policies would then judge it otherwise.',
  '节点可能会用自己的地址替换发送方地址，此时策略的判断会不同。',
);
const REWRITTEN = text(
  'Whether egress policies look at the service’s address or at the pod’s depends on the network plugin.',
  '出站策略检查的是 Service 的地址还是 Pod 的地址，取决于网络插件。',
);
const HAIRPIN = text(
  'It reaches itself through the service; whether its policies apply then depends on the network plugin.',
  '它经由 Service 访问自身；此时其策略是否生效取决于网络插件。',
);
