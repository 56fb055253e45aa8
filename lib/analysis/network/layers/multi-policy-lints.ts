import type { NetworkPolicyPeer } from '#lib/model/network.ts';
import type { LabelSelector } from '#lib/model/label-selector.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { LayerMember, Layers } from './build-layers.ts';
import type { LayerPod } from './layer-pods.ts';
import type { MultiPolicyEnforcer } from './multi-policy-enforcer.ts';
import type { MultiPolicy, MultiRule } from './multi-policy-rules.ts';
import type { PodInterface } from './pod-interfaces.ts';

/** Something in a MultiNetworkPolicy that does not do what it seems to. */
export interface MultiPolicyLint {
  /** Rule id of the specification. */
  readonly rule: string;
  readonly message: Text;
}

export interface LintContext {
  readonly layers: Layers;
  /** Interfaces it polices by the specification. */
  readonly policed: readonly LayerMember[];
  readonly enforcer: MultiPolicyEnforcer | null;
  readonly areDefinitionsRead: boolean;
  readonly interfacesOf: ReadonlyMap<LayerPod, readonly PodInterface[]>;
  /** Plugin of each network, by its key. */
  readonly typeOf: ReadonlyMap<string, string>;
}

/** Returns what in a policy does nothing, and where multi-networkpolicy-iptables departs from what is written. */
export function lintMultiPolicy(policy: MultiPolicy, context: LintContext): MultiPolicyLint[] {
  const found = [
    ...networkLints(policy, context),
    ...typeLints(policy),
    ...selectorLints(policy),
    ...ruleLints(policy),
    ...enforcerLints(policy, context),
  ];
  // Its departures are its own; another one that enforces has none that are known.
  const isOther = context.enforcer !== null && context.enforcer.networkTypes === null;
  return isOther ? found.filter(({ rule }) => rule !== 'MN-8') : found;
}

function networkLints({ networks }: MultiPolicy, context: LintContext): MultiPolicyLint[] {
  const { layers, policed, areDefinitionsRead } = context;
  if (networks.length === 0) return [lint('MN-2', NO_NETWORK)];
  const known = new Map(layers.networks.map((one) => [one.key, one] as const));
  const missing = networks.filter((one) => known.get(one)?.origin !== 'definition');
  const wide = networks.filter((one) => known.get(one)?.isClusterWide === true);
  return [
    ...(areDefinitionsRead ? missing.map((one) => lint('MN-2', noDefinition(one))) : []),
    ...wide.map((one) => lint('MN-3', givenToAll(one))),
    ...(policed.length === 0 && missing.length < networks.length ? [lint('MN-3', NOBODY_THERE)] : []),
  ];
}

function typeLints({ hasTypes, ingress, egress, hasLostRanges }: MultiPolicy): MultiPolicyLint[] {
  const lost = hasLostRanges ? [lint('MN-1', LOST_RANGE)] : [];
  if (hasTypes) return lost;
  // The specification isolates inwards always; the controller only in directions that have rules.
  return ingress.length === 0
    ? [...lost, lint('MN-8', egress.length === 0 ? NO_TYPES_NO_RULES : NO_TYPES_EGRESS)]
    : lost;
}

function selectorLints({ podSelector, ingress, egress }: MultiPolicy): MultiPolicyLint[] {
  const peers = [...ingress, ...egress].flatMap((rule) => rule.peers);
  const isPeerSkipped = peers.some(
    (peer) => hasHardTerm(peer.podSelector) || hasHardTerm(peer.namespaceSelector),
  );
  return [
    ...(podSelector === null ? [lint('MN-1', BAD_SELECTOR)] : []),
    ...(hasHardTerm(podSelector ?? undefined) ? [lint('MN-8', POLICY_SKIPPED)] : []),
    ...(isPeerSkipped ? [lint('MN-8', PEER_SKIPPED)] : []),
    ...(peers.some(isOwnNamespace) ? [lint('MN-8', ALL_NAMESPACES)] : []),
    ...(peers.some(({ ipBlock }) => (ipBlock?.except ?? []).length > 0) ? [lint('MN-8', EXCEPT_DROPS)] : []),
    ...(peers.some(isEmptyPeer) ? [lint('NP-28', EMPTY_PEER)] : []),
    ...(peers.some(isBlockAndSelector) ? [lint('NP-28', BLOCK_ALONE)] : []),
  ];
}

function ruleLints({ ingress, egress }: MultiPolicy): MultiPolicyLint[] {
  const isNamed = ({ ports }: MultiRule): boolean => ports.some(({ port }) => typeof port === 'string');
  return [...ingress, ...egress].some(isNamed) ? [lint('MN-8', NAMED_PORT)] : [];
}

function enforcerLints({ isFor }: MultiPolicy, context: LintContext): MultiPolicyLint[] {
  const { policed, enforcer } = context;
  if (enforcer === null) return [lint('MN-8', NO_ENFORCER)];
  const types = enforcer.networkTypes;
  if (types === null) return [];
  const uncovered = new Set(
    policed.flatMap(({ network: { config } }) =>
      config?.type && !types.includes(config.type) ? [config.type] : [],
    ),
  );
  const waiting = policed.filter(({ pod }) => pod.phase !== null && pod.phase !== 'Running');
  return [
    ...[...uncovered].map((type) => lint('MN-8', notCovered(type, enforcer.name))),
    ...(waiting.length === 0 ? [] : [lint('NP-26', notRunning(waiting.length))]),
    ...((isFor.ingress || isFor.egress) && policed.some((one) => hasOther(one, context, types))
      ? [lint('MN-3', CLOSES_OTHERS)]
      : []),
    ...(enforcer.acceptsIcmp ? [] : [lint('MN-8', ICMP_DROPPED)]),
  ];
}

/** The controller closes a direction on every interface it looks after, not on the named networks alone. */
function hasOther(
  { pod, interface: own }: LayerMember,
  { interfacesOf, typeOf }: LintContext,
  types: readonly string[],
): boolean {
  return (interfacesOf.get(pod) ?? []).some(
    (one) =>
      one.network !== own.network &&
      one.reason === 'requested' &&
      types.includes(typeOf.get(one.network) ?? ''),
  );
}

/** The controller turns selectors into maps: of expressions it can take only `In` with one value. */
function hasHardTerm(selector: LabelSelector | undefined): boolean {
  return (selector?.matchExpressions ?? []).some(
    ({ operator, values = [] }) => operator !== 'In' || values.length !== 1,
  );
}

function isOwnNamespace({ ipBlock, podSelector, namespaceSelector }: NetworkPolicyPeer): boolean {
  return ipBlock === undefined && podSelector !== undefined && namespaceSelector === undefined;
}

function isEmptyPeer({ ipBlock, podSelector, namespaceSelector }: NetworkPolicyPeer): boolean {
  return ipBlock === undefined && podSelector === undefined && namespaceSelector === undefined;
}

function isBlockAndSelector({ ipBlock, podSelector, namespaceSelector }: NetworkPolicyPeer): boolean {
  return ipBlock !== undefined && (podSelector !== undefined || namespaceSelector !== undefined);
}

function lint(rule: string, message: Text): MultiPolicyLint {
  return { rule, message };
}

function noDefinition(name: string): Text {
  return text(
    `It is for the network ${name}, of which there is no definition.`,
    `它针对网络 ${name}，但没有该网络的定义。`,
  );
}

function givenToAll(name: string): Text {
  return text(
    `Every pod is given the network ${name} by Multus itself; the controller polices only interfaces that a pod asks for, so the policy does nothing there.`,
    `网络 ${name} 由 Multus 自动分配给每个 Pod；控制器只处理 Pod 自己请求的接口，因此该策略在那里不起作用。`,
  );
}

function notCovered(type: string, enforcer: string): Text {
  return text(
    `${enforcer} is not told to look after networks of type ${type}, so it does nothing there.`,
    `${enforcer} 没有被配置为处理 ${type} 类型的网络，因此在那里不起作用。`,
  );
}

function notRunning(count: number): Text {
  return text(
    `${count} of its pods do not run yet; the controller polices running pods only.`,
    `它选中的 Pod 中有 ${count} 个尚未运行；控制器只处理运行中的 Pod。`,
  );
}

const NO_NETWORK = text(
  'It names no network in k8s.v1.cni.cncf.io/policy-for, so it does nothing.',
  '它没有在 k8s.v1.cni.cncf.io/policy-for 中指明网络，因此不起作用。',
);
const NOBODY_THERE = text(
  'It selects no pod that asks for one of its networks.',
  '它没有选中任何请求了其网络的 Pod。',
);
const LOST_RANGE = text(
  'It has a range of ports, which this version of the kind does not: only the first port of it counts.',
  '它写了端口范围，但该版本的类型不支持：只有范围的第一个端口有效。',
);
const NO_TYPES_NO_RULES = text(
  'Without policyTypes and rules it isolates incoming traffic by the specification; multi-networkpolicy-iptables then isolates nothing.',
  '没有 policyTypes 也没有规则时，按规范它会隔离入站流量；而 multi-networkpolicy-iptables 此时什么也不隔离。',
);
const NO_TYPES_EGRESS = text(
  'Without policyTypes it isolates incoming traffic too by the specification; multi-networkpolicy-iptables then isolates outgoing traffic alone.',
  '没有 policyTypes 时，按规范它也会隔离入站流量；而 multi-networkpolicy-iptables 此时只隔离出站流量。',
);
const BAD_SELECTOR = text(
  'Its podSelector cannot be read, so it selects nobody.',
  '其 podSelector 无法读取，因此没有选中任何 Pod。',
);
const POLICY_SKIPPED = text(
  'Its podSelector holds an expression that multi-networkpolicy-iptables cannot take: it skips the policy and the pods stay open.',
  '其 podSelector 含有 multi-networkpolicy-iptables 无法处理的表达式：它会跳过该策略，Pod 保持开放。',
);
const PEER_SKIPPED = text(
  'The selector of a peer holds an expression that multi-networkpolicy-iptables cannot take: it skips that peer.',
  '某个对端的选择器含有 multi-networkpolicy-iptables 无法处理的表达式：它会跳过该对端。',
);
const ALL_NAMESPACES = text(
  'A peer has no namespaceSelector and means its own namespace; multi-networkpolicy-iptables takes it for all namespaces.',
  '某个对端没有 namespaceSelector，按规范指本命名空间；multi-networkpolicy-iptables 却视为所有命名空间。',
);
const EXCEPT_DROPS = text(
  'An address that is excepted may be allowed by another rule; multi-networkpolicy-iptables drops it at once.',
  '被排除的地址仍可由另一条规则放行；multi-networkpolicy-iptables 却会立即丢弃。',
);
const EMPTY_PEER = text('A peer is empty and matches nobody.', '某个对端为空，不匹配任何一方。');
const BLOCK_ALONE = text(
  'A peer has an ipBlock beside a selector: the ipBlock alone counts.',
  '某个对端在选择器之外还有 ipBlock：只有 ipBlock 有效。',
);
const NAMED_PORT = text(
  'It names a port by its name; multi-networkpolicy-iptables looks such names up among the services of the host, and fails where there is none.',
  '它使用了端口名称；multi-networkpolicy-iptables 会在主机的服务列表中查找该名称，找不到时会失败。',
);
const NO_ENFORCER = text(
  'No controller that enforces MultiNetworkPolicies is seen running, so it may be written down and do nothing.',
  '没有看到执行 MultiNetworkPolicy 的控制器在运行，因此它可能只是写在那里而不起作用。',
);
const CLOSES_OTHERS = text(
  'Its pods have other networks too; multi-networkpolicy-iptables closes the isolated direction on all of those it looks after.',
  '其 Pod 还有其他网络；multi-networkpolicy-iptables 会在它所处理的所有网络上关闭被隔离的方向。',
);
const ICMP_DROPPED = text(
  'The controller drops ICMP on isolated interfaces unless it is started with --accept-icmp.',
  '除非以 --accept-icmp 启动，否则控制器会在被隔离的接口上丢弃 ICMP。',
);
