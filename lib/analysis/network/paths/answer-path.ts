import {
  answerQuestion,
  type NetworkQuestion,
  type UnknownParty,
} from '#lib/analysis/network/reach/answer-question.ts';
import type { NetworkAnswer } from '#lib/model/network-answer.ts';
import { text } from '#lib/model/text.ts';
import { answerService } from './answer-service.ts';
import { hostPortBackEnds } from './host-port.ts';
import { joinBackEnds } from './join-back-ends.ts';
import { legTo } from './leg-to.ts';
import type { PathScene } from './path-scene.ts';
import { senderOf } from './sender-of.ts';
import { serviceTarget } from './service-target.ts';

/**
 * Returns the answer to a question whose target may be a service: by its name (`svc:namespace/name`), by an address
 * of its own, or by a port that it or a pod holds open on a node.
 */
export function answerPath(scene: PathScene, ask: NetworkQuestion): NetworkAnswer | UnknownParty {
  const target = serviceTarget(scene, ask);
  if (target === 'no-service') {
    return {
      problem: text(`There is no service ${ask.to.slice(4)}.`, `没有名为 ${ask.to.slice(4)} 的 Service。`),
    };
  }
  if (target !== null) return answerService(scene, ask, target);
  const backEnds = hostPortBackEnds(scene, ask);
  if (backEnds.length === 0) return answerQuestion(scene.reach, ask);
  // The pod is on the node that is dialled: what comes from outside keeps its address.
  const relays = senderOf(scene, ask.from)?.kind === 'outside' ? 'none' : 'any-node';
  const legs = backEnds.map((backEnd) => legTo(scene, { ask, backEnd, dialled: ask.to, relays }));
  return joinBackEnds(legs);
}
