import { text } from '#lib/model/text.ts';

/** Sentences of the answers about rights; `{name}` is filled in. */
export const RBAC_WORDS = {
  yes: text('yes: {who} can {what}', '可以：{who} 可以执行 {what}'),
  no: text('no: {who} cannot {what}', '不可以：{who} 不能执行 {what}'),
  everywhere: text(' in the whole cluster', '（整个集群）'),
  inNamespace: text(' in namespace {namespace}', '（命名空间 {namespace}）'),
  masters: text(
    'As a member of system:masters, whatever the bindings say.',
    '作为 system:masters 的成员，不受绑定限制。',
  ),
  byNode: text('By the Node authorizer, for pods on that node.', '由 Node 鉴权器依据该节点上的 Pod 允许。'),
  byAlwaysAllow: text(
    'By AlwaysAllow, which allows everybody everything.',
    '由 AlwaysAllow 允许：任何人都可以执行任何操作。',
  ),
  others: text(
    'RBAC says no, yet these authorizers are in force and may say yes: {names}.',
    'RBAC 不允许，但以下鉴权器正在生效，可能允许：{names}。',
  ),
  othersBeside: text(
    'These authorizers are in force and may allow more: {names}.',
    '以下鉴权器正在生效，可能允许更多操作：{names}。',
  ),
  unseenModes: text(
    'The API server’s authorization modes could not be seen: another authorizer, such as a webhook, may say yes. Tell them with --authorization-mode.',
    '无法得知 API server 的鉴权模式：其他鉴权器（例如 Webhook）可能允许。可用 --authorization-mode 指明。',
  ),
  atLeast: text('At least this; not read:', '结果至少如此；未能读取：'),
  notServed: text(
    'The cluster serves no resource called {resource}; the question was put as it stands.',
    '此集群不提供名为 {resource} 的资源；已按原样提问。',
  ),
  namespaceIgnored: text(
    '{resource} belongs to no namespace; the one given does not count.',
    '{resource} 不属于任何命名空间，所填的命名空间不起作用。',
  ),
  grant: text('{binding} gives {role}, rule {rule}: {line}', '{binding} 授予 {role}，规则 {rule}：{line}'),
  forSubject: text(' (for {subject})', '（对象：{subject}）'),
  missing: text('does not exist', '不存在'),
  holders: text('{count} can {what}', '{count} 个主体可以执行 {what}'),
  nobody: text('nobody can {what}', '没有主体可以执行 {what}'),
  nodes: text('Nodes, by the Node authorizer: {names}', '节点（由 Node 鉴权器允许）：{names}'),
  anybody: text('AlwaysAllow is in force: anybody can.', 'AlwaysAllow 正在生效：任何人都可以。'),
  holds: text('{who}: {count} rules, in groups {groups}', '{who}：{count} 条规则，所属组 {groups}'),
  holdsNothing: text('{who} holds no right by RBAC.', '{who} 没有任何 RBAC 权限。'),
  wholeCluster: text('whole cluster', '整个集群'),
  namesOnly: text('only {names}', '仅限 {names}'),
  unchangedDefault: text('unchanged default', '未改动的默认项'),
  equal: text('{count} subjects with equal rights:', '{count} 个主体的权限相同：'),
  noEqual: text('No two subjects have equal rights.', '没有权限相同的主体。'),
  noBinding: text(
    '{binding} gives nobody anything, or is not there.',
    '{binding} 不存在，或没有授予任何主体任何权限。',
  ),
  losesNothing: text('{who} would lose nothing.', '{who} 不会失去任何权限。'),
  loses: text('{who} would lose:', '{who} 将失去：'),
  notExpanded: text(
    'At least this: the lists of these rules multiply into too many rights to compare one by one.',
    '至少如此：以下规则的列表组合出的权限过多，无法逐项比较。',
  ),
  noRisk: text('No risky right was found.', '没有发现危险权限。'),
  riskAlone: text('without what it takes beside it', '缺少与之配合的权限'),
  defaultRole: text('holds the default role {role} ({place})', '拥有默认角色 {role}（{place}）'),
  chain: text(
    '{who} reaches full rights over the cluster; steps: {count}',
    '{who} 经 {count} 步即可获得集群的全部权限：',
  ),
  fullRights: text('{who} has full rights over the cluster already.', '{who} 已拥有集群的全部权限。'),
  noChain: text('No way of {who} to full rights is known.', '未发现 {who} 获得全部权限的途径。'),
  chainUncertain: text(
    'Some of it could not be seen: the way stands only if that is as it needs it.',
    '其中有未能看到的部分：仅当其满足条件时，该途径才成立。',
  ),
  notKnown: text('not known: {part}', '未知：{part}'),
  noChange: text('No subject’s rights differ.', '没有主体的权限发生变化。'),
} as const;
