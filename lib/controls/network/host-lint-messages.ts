import { text, type Text } from '#lib/model/text.ts';

/** What is said of each fault of a host firewall, by the id of its lint. */
export const HOST_LINT_MESSAGES = {
  'deny-before-allow': text(
    '{object} denies everything and is asked before a policy that allows: what that one allows is never reached.',
    '{object} 拒绝全部流量，且先于一条放行策略被判断：后者的放行规则永远不会执行到。',
  ),
  'equal-order': text(
    '{object} has the same order as a policy that says otherwise; only their names decide which comes first.',
    '{object} 与另一条动作不同的策略 order 相同；先后顺序仅由名称决定。',
  ),
  'early-without-forward': text(
    '{object} is for packets before DNAT or without tracking and lacks applyOnForward, which Calico does not accept.',
    '{object} 作用于 DNAT 之前或不跟踪连接的报文，却没有设置 applyOnForward，Calico 不接受这种写法。',
  ),
  'egress-before-dnat': text(
    '{object} has egress rules for packets before DNAT; they never act.',
    '{object} 带有作用于 DNAT 之前的 egress 规则；这些规则永远不会生效。',
  ),
  'selects-no-endpoint': text(
    '{object} selects no host endpoint, so it does nothing on any host.',
    '{object} 没有选中任何 HostEndpoint，在所有主机上都不起作用。',
  ),
  'untracked-on-all-interfaces': text(
    '{object} is untracked, and host endpoints for all interfaces leave it out.',
    '{object} 不跟踪连接，而面向全部接口的 HostEndpoint 会忽略它。',
  ),
  'endpoint-without-node': text(
    '{object} is for a node that does not exist; it guards nothing.',
    '{object} 所属的节点不存在；它不起任何保护作用。',
  ),
  'endpoint-not-bound': text(
    '{object} is never in force: another one for the same interface comes before it by name.',
    '{object} 从不生效：同一接口的另一个 HostEndpoint 按名称排在前面。',
  ),
  'profile-absent': text(
    '{object} names a profile that does not exist; that one lets nothing through.',
    '{object} 引用了不存在的 profile；它不会放行任何流量。',
  ),
  'nodes-denied-before-dnat': text(
    '{object} shuts out the other nodes before DNAT, and their tunnels with them.',
    '{object} 在 DNAT 之前拦截了其他节点，连同它们的隧道。',
  ),
  'kubelets-unreachable': text(
    '{object} may not send to the kubelets of other nodes.',
    '{object} 无法向其他节点的 kubelet 发送报文。',
  ),
  'loopback-denied': text(
    '{object} drops what it sends itself by loopback, but for failsafe ports.',
    '{object} 会丢弃经回环接口发给自身的流量，failsafe 端口除外。',
  ),
  'unclear-policy': text('{object} cannot be judged in full.', '{object} 无法完整判断。'),
  'installer-as-root': text(
    '{object} makes host endpoints and may run as root.',
    '{object} 负责创建 HostEndpoint，却可能以 root 运行。',
  ),
  'installer-rights-beyond-need': text(
    '{object} makes host endpoints and may write more than those.',
    '{object} 负责创建 HostEndpoint，可写的对象却不止于此。',
  ),
  'tunnel-closed': text(
    '{object} lets no tunnel of other nodes in: its pods are cut off from theirs.',
    '{object} 不放行来自其他节点的隧道：其上的 Pod 与其他节点的 Pod 之间会断开。',
  ),
  'node-label-not-taken': text(
    '{object} selects nodes by a label that Cilium does not take over, so by it it never finds one.',
    '{object} 按 Cilium 不采用的标签选择节点，因此永远匹配不到。',
  ),
  'policy-without-effect': text('{object} is for nodes and does nothing.', '{object} 针对节点，但不起作用。'),
  other: text('{object} does not do what it seems to.', '{object} 的实际作用与所写不符。'),
} as const satisfies Readonly<Record<string, Text>>;
