import { text, type Text } from '#lib/model/text.ts';
import type { Serving } from './front-doors.ts';
import type { OutsidePath } from './outside-paths.ts';

type Told = Omit<OutsidePath, 'sentence'>;

const VERBS: Readonly<Record<OutsidePath['verdict'], Text>> = {
  allowed: text('reaches', '可以访问'),
  denied: text('is kept by policies from', '被策略阻止访问'),
  unknown: text('may reach', '可能可以访问'),
};

/** Returns what a way in through a service or a port of a node comes to. */
export function entranceSentence(path: Told, isInternal: boolean): Text {
  const { way, entrance, port, target, steps, sources, verdict, isUnguarded } = path;
  const [{ port: inside } = { port: '' }] = steps;
  const door = { en: `${way} ${entrance} on ${port}`, zh: `${way} ${entrance} 的 ${port}` };
  const limit = sources === null ? NO_LIMIT : text(` (only from ${sources})`, `（仅限来自 ${sources}）`);
  const open = isUnguarded && verdict === 'allowed' ? UNGUARDED : NO_LIMIT;
  const where = isInternal ? INTERNAL : NO_LIMIT;
  return text(
    `Through ${door.en} the internet ${VERBS[verdict].en} ${target} on ${inside}${limit.en}${where.en}${open.en}.`,
    `互联网经由 ${door.zh} ${VERBS[verdict]['zh-CN']} ${target} 的 ${inside}${limit['zh-CN']}${where['zh-CN']}${open['zh-CN']}。`,
  );
}

/** Returns what an Ingress or a route comes to of which no pods that serve it are known, or that has none. */
export function unservedSentence({ entrance, target }: Told, { nobody, doubt }: Serving): Text {
  if (nobody !== null) {
    return text(
      `Nobody serves ${entrance}, so nothing reaches ${target} through it: ${nobody.en}.`,
      `没有控制器处理 ${entrance}，因此无法经由它访问 ${target}：${nobody['zh-CN']}。`,
    );
  }
  return text(
    `Which pods serve ${entrance} cannot be told, so neither can who reaches ${target} through it${doubt === null ? '' : `: ${doubt.en}`}.`,
    `无法判断由哪些 Pod 处理 ${entrance}，因此也无法判断谁能经由它访问 ${target}${doubt === null ? '' : `：${doubt['zh-CN']}`}。`,
  );
}

/** Returns what a way in through an Ingress or a Gateway, and the pods that serve it, comes to. */
export function routeSentence({ entrance, target, verdict, steps }: Told, controller: string): Text {
  const stop = steps.find((step) => step.verdict === 'denied');
  const en = stop === undefined ? '' : ` (stopped between ${stop.from} and ${stop.to})`;
  const zh = stop === undefined ? '' : `（在 ${stop.from} 与 ${stop.to} 之间被阻止）`;
  return text(
    `Through ${entrance} and ${controller} the internet ${VERBS[verdict].en} ${target}${en}.`,
    `互联网经由 ${entrance} 和 ${controller} ${VERBS[verdict]['zh-CN']} ${target}${zh}。`,
  );
}

const NO_LIMIT = text('', '');
const INTERNAL = text('; the load balancer is marked as internal', '；该负载均衡器标记为内部');
const UNGUARDED = text('; no policy guards it', '；没有策略保护它');
