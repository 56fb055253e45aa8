import { parseAddress, parseCidr, wholeFamily } from '#lib/analysis/network/reach/address-ranges.ts';
import type { NetworkQuestion, UnknownParty } from '#lib/analysis/network/reach/answer-question.ts';
import type { NetworkAnswer } from '#lib/model/network-answer.ts';
import type { Service } from '#lib/model/network.ts';
import { text } from '#lib/model/text.ts';
import { joinBackEnds } from './join-back-ends.ts';
import { legTo, refused, untold, type LegQuestion } from './leg-to.ts';
import type { PathScene } from './path-scene.ts';
import { isHeadless, serviceBackEnds, type BackEnd } from './service-back-ends.ts';
import { senderOf, type Sender } from './sender-of.ts';
import type { ServiceTarget } from './service-target.ts';

interface ServiceQuestion {
  readonly ask: NetworkQuestion;
  readonly target: ServiceTarget;
  readonly sender: Sender;
}

/** Returns the answer to a question to a service: that of all its back ends, as far as it is the same. */
export function answerService(
  scene: PathScene,
  ask: NetworkQuestion,
  target: ServiceTarget,
): NetworkAnswer | UnknownParty {
  const { service, port } = target;
  const name = `${service.metadata.namespace ?? 'default'}/${service.metadata.name}`;
  if (service.spec.type === 'ExternalName') return untold(EXTERNAL_NAME);
  if (port === null) {
    return untold(
      text(
        `Service ${name} offers no port ${ask.port}/${ask.protocol}; what becomes of such a packet depends on the plugin.`,
        `Service ${name} 没有端口 ${ask.port}/${ask.protocol}；这类报文如何处理取决于插件。`,
      ),
    );
  }
  const sender = senderOf(scene, ask.from);
  if (sender === null) {
    return {
      problem: text(
        `"${ask.from}" is neither a pod that has an address nor an address.`,
        `“${ask.from}”既不是拥有地址的 Pod，也不是地址。`,
      ),
    };
  }
  if (sender.kind === 'outside' && target.way === 'ClusterIP' && !isHeadless(service))
    return untold(FROM_OUTSIDE);
  if (scene.areEndpointsUnseen) return untold(UNSEEN);
  const question = { ask, target, sender };
  const limit = sourceLimit(question);
  if (limit === 'out') return refused(NOT_IN_RANGES);
  const answer = overBackEnds(scene, question);
  if (limit === 'in' || answer.verdict === 'denied') return answer;
  return { ...answer, verdict: 'unknown', reasons: [...answer.reasons, MAYBE_NOT_IN_RANGES] };
}

function overBackEnds(scene: PathScene, question: ServiceQuestion): NetworkAnswer {
  const { service, port } = question.target;
  if (port === null) return untold(UNSEEN);
  const backEnds = chosenBackEnds(question, serviceBackEnds(scene, service, port));
  if (backEnds === null) return untold(NODE_UNKNOWN);
  if (backEnds.length === 0) return refused(NO_BACK_END);
  const { dialled } = question.target;
  const legs = backEnds.map((backEnd) =>
    legTo(scene, {
      ask: question.ask,
      backEnd,
      dialled: isHeadless(service) ? null : dialled,
      relays: relaysOf(scene, question),
    }),
  );
  return joinBackEnds(legs);
}

/** Returns the back ends that a sender may be given; null where that depends on a node nobody knows. */
function chosenBackEnds(
  { target, sender }: ServiceQuestion,
  { cluster, local }: { readonly cluster: readonly BackEnd[]; readonly local: readonly BackEnd[] },
): readonly BackEnd[] | null {
  const { spec } = target.service;
  if (target.way === 'ClusterIP') {
    if (spec.internalTrafficPolicy !== 'Local' || isHeadless(target.service)) return cluster;
    return sender.node === null ? null : local.filter(({ node }) => node === sender.node);
  }
  // SV-4: what comes from inside the cluster is spread over all of them.
  if (spec.externalTrafficPolicy !== 'Local' || sender.kind !== 'outside') return cluster;
  return target.way === 'NodePort' ? local.filter(({ node }) => node === target.node) : local;
}

/** SV-3 and its amendment: whose address a packet may arrive with. */
function relaysOf({ reach }: PathScene, { target, sender }: ServiceQuestion): LegQuestion['relays'] {
  const { way, service, node, isProxied } = target;
  if (way === 'ClusterIP') return 'none';
  if (isProxied) return 'anybody';
  if (service.spec.externalTrafficPolicy === 'Local' && sender.kind !== 'node') return 'none';
  // These two judge on the node that receives it before its address is put in.
  const isJudgedFirst = ['calico', 'cilium'].includes(reach.dataplane.name);
  if (way === 'NodePort' && node !== null) return { node, isJudgedFirst };
  return isJudgedFirst ? 'other-nodes' : 'any-node';
}

/**
 * SV-5: source ranges bind the load balancer's addresses alone, whoever sends, and a range of everything binds nobody.
 * With which address a packet from inside comes to a load balancer that answers itself is not known.
 */
function sourceLimit({ target, sender }: ServiceQuestion): 'in' | 'out' | 'unsure' {
  const ranges = sourceRanges(target.service);
  if (target.way !== 'LoadBalancer' || ranges === null) return 'in';
  const isInside = sender.kind !== 'outside';
  if (isInside && (target.isProxied || sender.addresses.length === 0)) return 'unsure';
  const family = parseAddress(target.dialled ?? '')?.family;
  const isIn = sender.addresses.some(
    (address) =>
      address.family === family &&
      ranges.some(
        (range) => range.family === family && range.first <= address.value && address.value <= range.last,
      ),
  );
  return isIn ? 'in' : 'out';
}

/** Returns the addresses a load balancer lets in; null where it has no limit. */
export function sourceRanges({ spec: { loadBalancerSourceRanges: texts = [] } }: Service) {
  const ranges = texts.flatMap((one) => parseCidr(one) ?? []);
  const isEverybody = ranges.some(({ family, last, first }) => {
    const whole = wholeFamily(family);
    return first === whole.first && last === whole.last;
  });
  return ranges.length === 0 || isEverybody ? null : ranges;
}

const EXTERNAL_NAME = text(
  'The service is only another name; policies judge the address that the name stands for.',
  '该 Service 只是另一个名称；策略判断的是该名称对应的地址。',
);
const FROM_OUTSIDE = text(
  'The address of a service is for the inside of the cluster; whether it is routed from outside is not known here.',
  'Service 的地址只在集群内使用；外部是否能路由到它，此处无法得知。',
);
const UNSEEN = text('Its endpoints could not be read.', '无法读取它的端点。');
const NO_BACK_END = text(
  'No back end is ready, so the connection goes nowhere.',
  '没有就绪的后端，连接无处可去。',
);
const NODE_UNKNOWN = text(
  'It only uses back ends on the sender’s own node, which is not known.',
  '它只使用发送方所在节点上的后端，而该节点未知。',
);
const NOT_IN_RANGES = text('The load balancer does not let this address in.', '负载均衡器不放行此地址。');
const MAYBE_NOT_IN_RANGES = text(
  'The load balancer only lets some addresses in, and with which one this comes to it is not known.',
  '负载均衡器只放行部分地址，而此连接以哪个地址到达它无法得知。',
);
