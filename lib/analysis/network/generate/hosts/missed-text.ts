import type { HostDecision, HostVerdict } from '#lib/model/host-firewall.ts';
import { text, type Text } from '#lib/model/text.ts';
import { listedNames } from '#lib/analysis/network/host-firewall/listed-names.ts';
import type { MissedCell } from './missed-cells.ts';

/** Returns in sentences which cells do not hold, what decides them, and what to do; nodes and ports of one answer share one. */
export function missedTexts(missed: readonly MissedCell[]): Text[] {
  const byPort = Map.groupBy(missed, (cell) => `${answerKey(cell)} ${cell.port.lane} ${cell.port.port}`);
  const ways = [...byPort.values()].map((cells) => ({ cells, nodes: cells.map(({ node }) => node) }));
  const byNodes = Map.groupBy(ways, ({ cells: [first], nodes }) =>
    JSON.stringify([first === undefined ? '' : answerKey(first), nodes]),
  );
  return [...byNodes.values()].flatMap((alike) => {
    const [first] = alike;
    const [cell] = first?.cells ?? [];
    if (first === undefined || cell === undefined) return [];
    const ports = alike.flatMap(({ cells: [one] }) =>
      one === undefined ? [] : [`${one.port.lane} ${one.port.port}`],
    );
    return [missedText(cell, { nodes: listedNames(first.nodes), ports: ports.join(', ') })];
  });
}

/** What two cells of one answer have in common. */
function answerKey({ sender, wanted, part }: MissedCell): string {
  const { verdict, decision, decider, reason } = part;
  return JSON.stringify([sender, wanted, verdict, decision, decider?.kind, decider?.name, reason?.en]);
}

const MOST_NAMED = 4;

interface Where {
  readonly nodes: ReturnType<typeof listedNames>;
  readonly ports: string;
}

function missedText({ sender, wanted, part }: MissedCell, { nodes, ports }: Where): Text {
  const { verdict, decision, decider, reason } = part;
  const some = someOf(part);
  const way = (names: string): string => `${sender}${some} => ${names} ${ports}`;
  const is = VERDICTS[verdict];
  const by = ADVICE[decision] ?? (decider === null ? BY_NONE : BY_POLICY);
  const policy = decider === null ? '' : ` (${decider.kind} ${decider.name})`;
  const why = reason === null ? null : { en: ` ${reason.en}`, 'zh-CN': reason['zh-CN'] };
  return text(
    `${way(nodes.en)} is to be ${wanted === 'allowed' ? 'open' : 'closed'} and is ${is.en}${policy}: ${by.en}${why?.en ?? ''}`,
    `${way(nodes.zh)} 应为${wanted === 'allowed' ? '开放' : '关闭'}，实际为${is['zh-CN']}${policy}：${by['zh-CN']}${why?.['zh-CN'] ?? ''}`,
  );
}

/** Of a sender it may be some addresses, pods or nodes alone. */
function someOf({ who, more }: MissedCell['part']): string {
  if (who.length === 0) return '';
  const isCut = more > 0 || who.length > MOST_NAMED;
  return ` (${who.slice(0, MOST_NAMED).join(', ')}${isCut ? ', …' : ''})`;
}

const VERDICTS: Readonly<Record<HostVerdict, Text>> = {
  allowed: text('open', '开放'),
  failsafe: text('open as a failsafe port', '作为 failsafe 端口开放'),
  unknown: text('not to be told', '无法判断'),
  denied: text('closed', '关闭'),
};

const BY_POLICY = text(
  'a policy that is there already is asked first; change or delete it.',
  '已有的策略会先于新策略判断；请修改或删除它。',
);

const BY_NONE = text(
  'no policy decides it; see what is said of the objects above.',
  '没有策略决定它；请参见上面关于对象的说明。',
);

const ADVICE: Readonly<Partial<Record<HostDecision, Text>>> = {
  failsafe: text(
    'no policy closes a failsafe port; take it out of failsafeInboundHostPorts, which this does where --keep-failsafe is left out and no variable of the DaemonSet sets the list.',
    '策略无法关闭 failsafe 端口；请将其从 failsafeInboundHostPorts 中移除：不使用 --keep-failsafe 且 DaemonSet 的变量没有设置该列表时，此命令会这样做。',
  ),
  'node-port': text(
    'policies of Cilium for nodes do not hold back what a node passes on to pods; close it by the policies of those pods, or by loadBalancerSourceRanges.',
    'Cilium 针对节点的策略不拦截节点转发给 Pod 的流量；请用这些 Pod 的策略或 loadBalancerSourceRanges 来关闭。',
  ),
  'endpoint-to-host': text(
    "packets of the node's own pods follow defaultEndpointToHostAction.",
    '来自本节点 Pod 的报文由 defaultEndpointToHostAction 决定。',
  ),
  'pod-policy': text(
    "the pods' own egress policies decide; change those.",
    '由 Pod 自身的出站策略决定；请修改它们。',
  ),
  sender: text(
    'it is decided where it is sent from; open the egress of the sending nodes.',
    '在发送端决定；请放行发送节点的出站流量。',
  ),
  'no-endpoint': text(
    'no host endpoint is bound to the interface it comes in by.',
    '报文进入的网卡没有绑定 HostEndpoint。',
  ),
  'no-policy': text(
    'no policy selects the node; see what is said of its labels.',
    '没有策略选中该节点；请参见关于其标签的说明。',
  ),
};
