import { text } from '#lib/model/text.ts';

/** What `merlon network` says of its answers. */
export const NETWORK_WORDS = {
  allowed: text('Allowed', '允许'),
  denied: text('Denied', '拒绝'),
  unknown: text('Cannot be told', '无法判断'),
  nothing: text('No port', '没有任何端口'),
  perhaps: text('Cannot be told: ', '无法判断：'),
  egress: text('Out of {who}:', '从 {who} 出站：'),
  ingress: text('Into {who}:', '进入 {who}：'),
  unselected: text(
    'No policy isolates it: what none denies is allowed.',
    '没有策略隔离它：未被拒绝的都允许。',
  ),
  decidedBy: text('Decided by {what}', '由 {what} 决定'),
  isolatedBy: text('Isolated by {what}', '被 {what} 隔离'),
  passedBy: text('Passed on by {what}', '由 {what} 放行至下一层'),
  alsoAllowedBy: text('Also allowed by {what}', '{what} 也允许'),
  rule: text('{policy}, rule {rule}', '{policy} 的第 {rule} 条规则'),
  noRule: text('{policy}: no rule of it matches', '{policy}：没有规则匹配'),
  opening: text('The least that would let it through, tried out:', '能够放行的最小改动如下，已经试算：'),
  narrowAllow: text(
    'To close it, each of these rules would have to be narrowed:',
    '要关闭它，需要收紧以下每条规则：',
  ),
  narrowDeny: text(
    'Nothing that is added beside it helps; this rule would have to be narrowed:',
    '另加策略没有作用，需要收紧这条规则：',
  ),
  missedPeer: text(
    '{policy}, rule {rule}, names the port but not this peer',
    '{policy} 的第 {rule} 条规则匹配端口，但不匹配此对端',
  ),
  missedPort: text(
    '{policy}, rule {rule}, names this peer but not the port',
    '{policy} 的第 {rule} 条规则匹配此对端，但不匹配端口',
  ),
  hop: text('{hop} {name}', '{hop} {name}'),
  wouldChange: text(
    'With these policies {from} => {to} would change from {before} to {after}',
    '应用这些策略后，{from} => {to} 会从 {before} 变为 {after}',
  ),
  replaced: text(
    'These NetworkPolicies are taken for replaced; delete them when you apply the new ones: {names}',
    '以下 NetworkPolicy 视为被替换；应用新策略时请将其删除：{names}',
  ),
  notAsChosen: text(
    '{from} => {to} is to be {chosen} and would be {found}: a policy of another kind or namespace decides',
    '{from} => {to} 应为 {chosen}，实际会是 {found}：由其他类型或其他命名空间的策略决定',
  ),
  hostVerdicts: {
    allowed: text('open', '开放'),
    failsafe: text('failsafe', 'failsafe'),
    unknown: text('unknown', '未知'),
    denied: text('closed', '关闭'),
  },
  senders: {
    internet: text('internet', '互联网'),
    network: text('network', '网段'),
    nodes: text('other nodes', '其他节点'),
    'pods-elsewhere': text('pods elsewhere', '其他节点上的 Pod'),
    'pods-here': text('pods on the node', '本节点上的 Pod'),
    self: text('the node itself', '节点自身'),
  },
} as const;
