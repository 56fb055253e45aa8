import type { PolicyRef, ReachDirection } from '#lib/analysis/network/reach/policy-ir.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { DirectionCoverage, NamespaceCoverage } from './coverage.ts';
import type { RulePlace } from './idle-policies.ts';
import type { MissingNamespaceLabel } from './misspelt-namespaces.ts';

const MOST_NAMED = 5;
const WAYS: Readonly<Record<ReachDirection, Text>> = {
  ingress: text('ingress', '入站'),
  egress: text('egress', '出站'),
};

/** Returns a policy as pages and commands name it. */
export function policyName({ kind, namespace, name }: PolicyRef): string {
  return namespace === null ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** Returns names as one text; of many the first and how many more. */
function some(names: readonly string[]): Text {
  const shown = names.slice(0, MOST_NAMED);
  const more = names.length - shown.length;
  if (more === 0) return text(shown.join(', '), shown.join('、'));
  return text(`${shown.join(', ')} and ${more} more`, `${shown.join('、')} 等共 ${names.length} 个`);
}

export function coverageSentence({ namespace, workloads, ingress, egress }: NamespaceCoverage): Text {
  const told = [directionWords('ingress', ingress, workloads), directionWords('egress', egress, workloads)];
  return text(
    `${namespace}: ${told.map(({ en }) => en).join('; ')}.`,
    `${namespace}：${told.map((one) => one['zh-CN']).join('；')}。`,
  );
}

function directionWords(way: ReachDirection, of: DirectionCoverage, workloads: number): Text {
  const { isDefaultDeny, reopenedBy, open, unknown, limited, allowAll, unselected } = of;
  const zh = WAYS[way]['zh-CN'];
  if (isDefaultDeny) return text(`${way} is denied by default`, `${zh}默认拒绝`);
  if (reopenedBy !== null) return text(`${reopenedBy} opens all ${way}`, `${reopenedBy} 放行全部${zh}流量`);
  if (unknown > 0 && limited + allowAll + unselected === 0)
    return text(`whether ${way} is denied cannot be told`, `${zh}是否被拒绝无法判断`);
  if (open > 0)
    return text(
      `${way} is open by default for ${open} of ${workloads} workloads`,
      `${workloads} 个工作负载中有 ${open} 个默认开放${zh}`,
    );
  return text(`${way} is closed for the pods of today only`, `${zh}只对现有 Pod 关闭`);
}

export function unselectedSentence(names: readonly string[]): Text {
  const list = some(names);
  return text(
    `No policy of any kind selects the pods of ${list.en}.`,
    `没有任何策略选中 ${list['zh-CN']} 的 Pod。`,
  );
}

export function noSubjectSentence(ref: PolicyRef): Text {
  const name = policyName(ref);
  return text(`${name} selects nothing that is there.`, `${name} 没有选中任何现有对象。`);
}

export function noPeerSentence({ ref, direction, rule }: RulePlace): Text {
  const name = policyName(ref);
  return text(
    `Rule ${rule} (${direction}) of ${name} is about nobody that is there.`,
    `${name} 的第 ${rule} 条${WAYS[direction]['zh-CN']}规则不涉及任何现有对象。`,
  );
}

export function idleRuleSentence({ ref, direction, rule }: RulePlace): Text {
  const name = policyName(ref);
  return text(
    `Rule ${rule} (${direction}) of ${name} changes nothing today: without it the same traffic is allowed and denied.`,
    `${name} 的第 ${rule} 条${WAYS[direction]['zh-CN']}规则目前不起作用：去掉它，放行和拒绝的流量不变。`,
  );
}

export function notComparedSentence(count: number): Text {
  return text(
    `${count} more rules were not looked at: the cluster is too big to leave out each of them in turn.`,
    `另有 ${count} 条规则未检查：集群太大，无法逐条去掉比较。`,
  );
}

export function contradictionSentence(a: PolicyRef, b: PolicyRef, direction: ReachDirection): Text {
  const [one, other] = [policyName(a), policyName(b)];
  return text(
    `${one} and ${other} are of equal rank and disagree on ${direction}: which of them wins is not defined.`,
    `${one} 与 ${other} 优先级相同，且对${WAYS[direction]['zh-CN']}流量的决定相反：哪一个生效没有定义。`,
  );
}

export function missingLabelSentence({ ref, key, values, near }: MissingNamespaceLabel): Text {
  const name = policyName(ref);
  const label = values === null ? key : `${key}=${values.join('|')}`;
  const meant = near[0];
  return text(
    `${name} asks for namespaces with ${label}; no namespace has that${meant === undefined ? '' : ` (did it mean ${meant}?)`}.`,
    `${name} 要求命名空间带有 ${label}，但没有命名空间满足${meant === undefined ? '' : `（是否想写 ${meant}？）`}。`,
  );
}

export function dnsSentence(names: readonly string[], protocols: readonly string[]): Text {
  const list = some(names);
  return text(
    `${list.en} cannot ask the cluster's DNS over ${protocols.join(' and ')}: policies deny it.`,
    `${list['zh-CN']} 无法通过 ${protocols.join(' 和 ')} 访问集群 DNS：被策略拒绝。`,
  );
}

interface Reached {
  readonly what: Text;
  readonly names: readonly string[];
  readonly all: number;
  readonly unknown: number;
}

export function reachedSentence({ what, names, all, unknown }: Reached): Text {
  const list = some(names);
  const perhaps = text(
    unknown === 0 ? '' : `; for ${unknown} more it cannot be told`,
    unknown === 0 ? '' : `；另有 ${unknown} 个无法判断`,
  );
  const count = names.length;
  return text(
    `Policies let ${count} of ${all} workloads reach ${what.en}${count === 0 ? '' : `: ${list.en}`}${perhaps.en}.`,
    `策略允许 ${all} 个工作负载中的 ${count} 个访问${what['zh-CN']}${count === 0 ? '' : `：${list['zh-CN']}`}${perhaps['zh-CN']}。`,
  );
}
