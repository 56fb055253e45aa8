import { isEverything, isNamed } from '#lib/analysis/rbac/rule-power.ts';
import type { EffectiveRule } from '#lib/analysis/rbac/permissions.ts';
import { RiskPatterns, type RiskMatch } from '#lib/analysis/rbac/risk-patterns.ts';
import { milder, weighPlace } from '#lib/analysis/rbac/weigh-risk.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import type { PolicyRule } from '#lib/model/rbac.ts';
import { SEVERITIES, severityRank } from '#lib/model/severity.ts';
import type { Severity } from '#lib/model/severity.ts';
import { text } from '#lib/model/text.ts';
import { byBinding, grantEvidence, listSubjects, sourceLabel, sourceRef } from './judge-grants.ts';
import type { BindingHold } from './judge-grants.ts';

const READS = ['get', 'list', 'watch'];
/** Which wildcards reach what, in whatever version is to come. */
const PATTERNS = new RiskPatterns({ minor: null, isExecByGet: false });

export const wildcardRoleBound = defineControl({
  id: 'wildcard-role-bound',
  aliases: [],
  title: text('Roles that are bound name their verbs and resources', '已绑定的角色明确列出其操作和资源'),
  failTitle: text('Roles with wildcards are bound', '存在被绑定的通配符角色'),
  stake: text(
    'Also what nobody listed is allowed, today and after the next upgrade',
    '没有人列出的操作也一并允许，升级后新增的同样如此',
  ),
  description: text(
    'A role that says * for verbs or resources gives more than anybody looked at: also the kinds, subresources and verbs that a later version or a new operator brings, and verbs such as bind, escalate and impersonate. The built-in cluster-admin is judged by a control of its own, and the defaults of Kubernetes are not reported while they are unchanged.',
    '在操作或资源中使用 * 的角色授予的权限超出任何人审查过的范围：还包括以后版本或新 Operator 带来的资源类型、子资源和操作，以及 bind、escalate、impersonate 等操作。内置的 cluster-admin 由单独的检查项判断；Kubernetes 的默认角色在未被改动时不予报告。',
  ),
  remediation: {
    text: text(
      'Write the verbs and resources out. List what the subject asked for in the audit log, or begin from what its documentation names.',
      '逐一写出所需的操作和资源；可以从审计日志中该主体的实际请求或其文档列出的权限入手。',
    ),
    yaml: `rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [get, list, watch, patch]`,
  },
  messages: {
    cluster: text(
      '{binding} gives {subjects} wildcard rights on the whole cluster through {role}.',
      '{binding} 通过 {role} 将整个集群范围的通配符权限授予 {subjects}。',
    ),
    namespace: text(
      '{binding} gives {subjects} wildcard rights in namespace {namespace} through {role}.',
      '{binding} 通过 {role} 将命名空间 {namespace} 的通配符权限授予 {subjects}。',
    ),
  },
  severity: 'high',
  category: 'rbac',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.3', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9019' },
    { framework: 'mitre-attack', id: 'T1078.003' },
  ],
  references: [
    {
      title: 'Role based access control good practices: least privilege',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    },
  ],
  needs: { permissions: 'matters' },
  evaluate: ({ permissions }) => ({
    kind: 'judged',
    checked: permissions.bindingCount,
    violations: byBinding(permissions.addedRules().filter(isWild)).map(violationOf),
  }),
});

function isWild({ rule, grant, namespace }: EffectiveRule): boolean {
  if (grant.role.kind === 'ClusterRole' && grant.role.name === 'cluster-admin') return false;
  if (hasWildResources(rule)) return true;
  // Paths are given on the whole cluster only.
  return namespace === null && rule.nonResourceURLs?.includes('*') === true;
}

function hasWildResources(rule: PolicyRule): boolean {
  const { verbs, resources = [] } = rule;
  if (resources.length === 0) return false;
  const isWild = resources.some((resource) => resource === '*' || resource.startsWith('*/'));
  return isWild || verbs.includes('*') || wildcardsOf(rule).length > 0;
}

function wildcardsOf(rule: PolicyRule): RiskMatch[] {
  return PATTERNS.of(rule).filter(({ risk }) => risk.family === 'wildcards');
}

/** As bad as the worst it reaches; a wildcard that reaches nothing known is still one. */
function weightOf(one: EffectiveRule): Severity {
  const { rule, namespace } = one;
  const reached = wildcardsOf(rule)
    .filter(({ isClusterScoped }) => namespace === null || !isClusterScoped)
    .map(({ risk, isNamed: named }) => weighPlace(risk, { place: namespace, isNamed: named, minor: null }));
  return [plainWeight(one), ...reached].toSorted((a, b) => severityRank(a) - severityRank(b))[0] ?? 'low';
}

function plainWeight({ rule, namespace }: EffectiveRule): Severity {
  const onCluster = namespace === null;
  if (isEverything(rule)) return onCluster ? 'critical' : 'high';
  if (!rule.resources?.length) return 'low';
  const isReadOnly = rule.verbs.every((verb) => READS.includes(verb));
  const full: Severity = onCluster && !isReadOnly ? 'high' : 'medium';
  return isNamed(rule) || (isReadOnly && !onCluster) ? milder(full) : full;
}

function violationOf({ binding, role, namespace, subjects, rules }: BindingHold): Violation {
  const worst = Math.min(...rules.map((rule) => severityRank(weightOf(rule))));
  return {
    resource: sourceRef(binding),
    detailKey: 'wildcard',
    messageId: namespace === null ? 'cluster' : 'namespace',
    params: {
      binding: sourceLabel(binding),
      role: sourceLabel(role),
      subjects: listSubjects(subjects),
      namespace: namespace ?? '',
    },
    evidence: grantEvidence(rules, text('no * in verbs or resources', '操作和资源中不含 *')),
    severity: SEVERITIES[worst] ?? 'high',
  };
}
