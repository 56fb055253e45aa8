import { fieldLists, fieldsOf, textOf } from '#lib/analysis/network/reach/raw-fields.ts';
import type { HostLint } from '#lib/model/host-firewall.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { HostEndpoint } from './host-endpoints.ts';
import type { HostPolicy } from './host-plan.ts';

type Direction = 'ingress' | 'egress';

/** Returns what is wrong within and between the policies of hosts (HE-7, HE-9, CA-2). */
export function policyLints(policies: readonly HostPolicy[], endpoints: readonly HostEndpoint[]): HostLint[] {
  return [
    ...policies.flatMap((policy) => [...ofOne(policy), ...selectsNothing(policy, endpoints)]),
    ...untrackedOnAll(policies, endpoints),
    ...pairs(policies, endpoints),
  ];
}

function lint(
  policy: HostPolicy,
  { id, rule, severity }: Pick<HostLint, 'id' | 'rule' | 'severity'>,
  message: Text,
): HostLint {
  return { id, rule, severity, objects: [`GlobalNetworkPolicy ${policy.name}`], message };
}

function ofOne(policy: HostPolicy): HostLint[] {
  const { name, source } = policy;
  const { preDNAT, doNotTrack, applyOnForward, egress } = source.spec;
  const isEarly = preDNAT === true || doNotTrack === true;
  const field = preDNAT === true ? 'preDNAT' : 'doNotTrack';
  const found: HostLint[] = [];
  if (isEarly && applyOnForward !== true) {
    found.push(
      lint(
        policy,
        { id: 'early-without-forward', rule: 'HE-7', severity: 'medium' },
        text(
          `${name} sets ${field} without applyOnForward, which Calico does not accept.`,
          `${name} 设置了 ${field} 却没有设置 applyOnForward，Calico 不接受这种写法。`,
        ),
      ),
    );
  }
  if (preDNAT === true && fieldLists(egress).length > 0) {
    found.push(
      lint(
        policy,
        { id: 'egress-before-dnat', rule: 'HE-7', severity: 'medium' },
        text(
          `${name} is for packets before DNAT and has egress rules: they never act.`,
          `${name} 作用于 DNAT 之前，却带有 egress 规则：这些规则永远不会生效。`,
        ),
      ),
    );
  }
  return found;
}

/** Only what is for hosts alone or for what they pass on can be said to miss them. */
function selectsNothing(policy: HostPolicy, endpoints: readonly HostEndpoint[]): HostLint[] {
  const isForHosts = policy.stages.some((stage) => stage !== 'normal');
  if (!isForHosts || endpoints.some(({ labels }) => policy.selects(labels) !== false)) return [];
  return [
    lint(
      policy,
      { id: 'selects-no-endpoint', rule: 'CA-11', severity: 'medium' },
      text(
        `${policy.name} selects no host endpoint, so it does nothing on any host.`,
        `${policy.name} 没有选中任何 HostEndpoint，在所有主机上都不起作用。`,
      ),
    ),
  ];
}

function untrackedOnAll(policies: readonly HostPolicy[], endpoints: readonly HostEndpoint[]): HostLint[] {
  const all = endpoints.filter(({ interfaceName }) => interfaceName === '*');
  return policies
    .filter(
      ({ stages, selects }) =>
        stages.includes('untracked') && all.some(({ labels }) => selects(labels) === true),
    )
    .map((policy) =>
      lint(
        policy,
        { id: 'untracked-on-all-interfaces', rule: 'HE-10', severity: 'medium' },
        text(
          `${policy.name} is untracked, and endpoints for all interfaces ("*") leave untracked policies out.`,
          `${policy.name} 不跟踪连接，而面向全部接口（“*”）的 HostEndpoint 会忽略这类策略。`,
        ),
      ),
    );
}

function pairs(policies: readonly HostPolicy[], endpoints: readonly HostEndpoint[]): HostLint[] {
  return policies.flatMap((first) =>
    policies.flatMap((second) => {
      if (first === second || !isAskedBefore(first, second)) return [];
      const isShared = endpoints.some(
        ({ labels }) => first.selects(labels) === true && second.selects(labels) === true,
      );
      return isShared ? (['ingress', 'egress'] as const).flatMap((way) => pairLints(first, second, way)) : [];
    }),
  );
}

/** In one tier and at one stage: by order, then by name. */
function isAskedBefore(a: HostPolicy, b: HostPolicy): boolean {
  const isTogether = a.tier === b.tier && a.stages.some((stage) => b.stages.includes(stage));
  if (!isTogether) return false;
  const [first, second] = [orderOf(a), orderOf(b)];
  return first === second ? a.name < b.name : first < second;
}

function orderOf({ order }: HostPolicy): number {
  return order ?? Number.POSITIVE_INFINITY;
}

function pairLints(first: HostPolicy, second: HostPolicy, way: Direction): HostLint[] {
  if (!first.types.includes(way) || !second.types.includes(way)) return [];
  const objects = [`GlobalNetworkPolicy ${first.name}`, `GlobalNetworkPolicy ${second.name}`];
  const isSwallowed = deniesAll(first, way) && actionsOf(second, way).includes('allow');
  if (isSwallowed) {
    return [
      {
        id: 'deny-before-allow',
        rule: 'CA-4',
        severity: 'high',
        objects,
        message: text(
          `${first.name} denies everything (${way}) and is asked before ${second.name}: what that one allows is never reached.`,
          `${first.name} 拒绝全部流量（${way}），且先于 ${second.name} 判断：后者的放行规则永远不会执行到。`,
        ),
      },
    ];
  }
  const isTie = orderOf(first) === orderOf(second);
  const differs = actionsOf(first, way).join() !== actionsOf(second, way).join();
  if (!isTie || !differs) return [];
  return [
    {
      id: 'equal-order',
      rule: 'CA-2',
      severity: 'medium',
      objects,
      message: text(
        `${first.name} and ${second.name} have the same order and disagree; which is asked first is left to their names.`,
        `${first.name} 与 ${second.name} 的 order 相同而动作不同；先后顺序仅由名称决定。`,
      ),
    },
  ];
}

function actionsOf({ source }: HostPolicy, way: Direction): string[] {
  const actions = fieldLists(source.spec[way]).map(({ action }) => textOf(action).toLowerCase());
  return [...new Set(actions)].toSorted();
}

function deniesAll({ source }: HostPolicy, way: Direction): boolean {
  return fieldLists(source.spec[way]).some((rule) => {
    const { action, source: from, destination, ...more } = rule;
    const isWhole = [from, destination].every((one) => Object.keys(fieldsOf(one)).length === 0);
    const isLimited = Object.keys(more).some((field) => field !== 'metadata');
    return textOf(action).toLowerCase() === 'deny' && isWhole && !isLimited;
  });
}
