import type { Category } from '#lib/model/category.ts';
import type { GapReason } from '#lib/model/gap.ts';
import type { Severity } from '#lib/model/severity.ts';
import { text } from '#lib/model/text.ts';
import type { Text } from '#lib/model/text.ts';

export const SEVERITY_NAMES: Readonly<Record<Severity, Text>> = {
  critical: text('critical', '严重'),
  high: text('high', '高'),
  medium: text('medium', '中'),
  low: text('low', '低'),
  info: text('info', '提示'),
};

export const CATEGORY_NAMES: Readonly<Record<Category, Text>> = {
  exposure: text('exposure', '暴露面'),
  rbac: text('RBAC', 'RBAC'),
  network: text('network', '网络'),
  workloads: text('workloads', '工作负载'),
  'control-plane': text('control plane', '控制平面'),
  nodes: text('nodes', '节点'),
  supply: text('supply chain', '供应链'),
  data: text('data', '数据'),
};

export const REASON_NAMES: Readonly<Record<GapReason, Text>> = {
  forbidden: text('forbidden', '无权限'),
  unauthorized: text('not signed in', '未认证'),
  timeout: text('timed out', '超时'),
  unreachable: text('not reached from here', '从此处无法到达'),
  malformed: text('not understood', '无法解析'),
  truncated: text('cut off', '被截断'),
  'server-error': text('server error', '服务器错误'),
  throttled: text('throttled', '被限流'),
  cancelled: text('cancelled', '已取消'),
  absent: text('not in this cluster', '集群中不存在'),
  disabled: text('switched off', '已关闭'),
  'not-given': text('not given', '未提供'),
};

/** Sentences and labels of the text form; `{name}` is filled in. */
export const WORDS = {
  cluster: text('Cluster', '集群'),
  files: text('Files', '文件'),
  server: text('Server', '服务器'),
  version: text('Version', '版本'),
  scanned: text('Scanned', '扫描时间'),
  score: text('Score', '评分'),
  scoreValue: text('{value} of 100, grade {grade}', '{value} / 100，等级 {grade}'),
  heldAt: text(
    ' (held at {at} by {count} open {severity} findings; otherwise {uncapped})',
    '（因 {count} 个{severity}级问题封顶于 {at}；否则为 {uncapped}）',
  ),
  noScore: text('none: too little was seen to say', '无：所见内容不足以评分'),
  noScoreBlind: text('none: could not be read: {slices}', '无：无法读取 {slices}'),
  noScoreShare: text(
    'none: only {percent} % of the weight of all checks was assessed',
    '无：只评估了全部检查权重的 {percent}%',
  ),
  coverage: text('Coverage', '覆盖'),
  coverageValue: text('{assessed} of {total} checks made', '已完成 {total} 项检查中的 {assessed} 项'),
  notAssessed: text('{count} not assessed', '{count} 项未评估'),
  errors: text('{count} failed to run', '{count} 项运行出错'),
  vacuous: text('nothing to judge in: {areas}', '以下方面没有可检查的内容：{areas}'),
  findings: text('Findings', '问题'),
  noFindings: text('none in what was seen', '在所见范围内没有'),
  affected: text('{failed} of {checked} resources', '{checked} 个资源中的 {failed} 个'),
  atLeast: text('at least', '至少'),
  observed: text('{path}: {observed} (expected: {expected})', '{path}：{observed}（应为：{expected}）'),
  look: text('look: {command}', '查看：{command}'),
  fix: text('Fix: {text}', '修复：{text}'),
  notAssessedTitle: text('Not assessed', '未评估'),
  gaps: text('Not seen', '未能看到'),
  unlock: text('To see it: {text}', '如需查看：{text}'),
  kinds: text('{reason}: {kinds}', '{reason}：{kinds}'),
} as const;
