import { ANONYMOUS, UNAUTHENTICATED } from '#lib/analysis/rbac/identity.ts';
import type { EffectiveRule } from '#lib/analysis/rbac/permissions.ts';
import { givesSome } from '#lib/analysis/rbac/rule-power.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import { SEVERITIES, severityRank } from '#lib/model/severity.ts';
import type { Severity } from '#lib/model/severity.ts';
import { text } from '#lib/model/text.ts';
import { byBinding, grantEvidence, listSubjects, sourceLabel, sourceRef } from './judge-grants.ts';
import type { BindingHold } from './judge-grants.ts';

/** What a load balancer or a client asks before it has credentials; a path below a check is one check of it. */
const HEALTH_PATH = /^\/(version\/?|(healthz|livez|readyz)(\/.*)?)$/;
const READS = ['get', 'list', 'watch', 'head', 'options'];

export const anonymousGrantedBeyondHealth = defineControl({
  id: 'anonymous-granted-beyond-health',
  aliases: [],
  title: text('Strangers are granted nothing beyond health checks', '匿名请求除健康检查外没有任何权限'),
  failTitle: text('Strangers are granted more than health checks', '匿名请求被授予了健康检查以外的权限'),
  stake: text(
    'Anyone who reaches the API server has these rights, without a login',
    '凡是能访问 API server 的人都拥有这些权限，无需登录',
  ),
  description: text(
    'Requests without credentials run as system:anonymous in the group system:unauthenticated. What a binding gives these two, anyone has who reaches the API server, as long as anonymous authentication is on. Paths of health checks and the version are harmless; kubeadm’s unchanged grant to read kube-public/cluster-info, which joining nodes need, is not reported.',
    '无凭据的请求以 system:anonymous 身份运行，并属于 system:unauthenticated 组。只要启用了匿名认证，授予这两者的权限就归任何能访问 API server 的人所有。健康检查和版本路径无害；kubeadm 为节点加入而创建、未被改动的读取 kube-public/cluster-info 的权限不予报告。',
  ),
  remediation: {
    text: text(
      'Remove these subjects from the binding. Bind the role to those who need it, and let them authenticate. Where nothing asks without credentials, switch anonymous authentication off or limit it to the health paths.',
      '从绑定中移除这些主体，将角色绑定给真正需要的对象，并要求其认证。如果没有组件需要匿名访问，请关闭匿名认证，或将其限制在健康检查路径。',
    ),
    yaml: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
anonymous:
  enabled: true
  conditions:
    - path: /livez
    - path: /readyz
    - path: /healthz`,
  },
  messages: {
    cluster: text(
      '{binding} gives {subjects} the rights of {role} on the whole cluster.',
      '{binding} 将 {role} 在整个集群范围的权限授予 {subjects}。',
    ),
    namespace: text(
      '{binding} gives {subjects} the rights of {role} in namespace {namespace}.',
      '{binding} 将 {role} 在命名空间 {namespace} 中的权限授予 {subjects}。',
    ),
  },
  severity: 'critical',
  category: 'rbac',
  frameworks: [
    { framework: 'cis-k8s', id: '1.2.1', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N3.1' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9029' },
    { framework: 'mitre-attack', id: 'T1078' },
    { framework: 'measures', id: 'S5' },
  ],
  references: [
    {
      title: 'Anonymous requests',
      url: 'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests',
    },
  ],
  needs: { permissions: 'matters' },
  evaluate: ({ permissions }) => ({
    kind: 'judged',
    checked: permissions.bindingCount,
    violations: byBinding(permissions.addedRules().filter(isBeyondHealth)).map(violationOf),
  }),
});

function isBeyondHealth({ grant, rule, namespace }: EffectiveRule): boolean {
  const { kind, name } = grant.subject;
  const isStranger = kind === 'Group' ? name === UNAUTHENTICATED : kind === 'User' && name === ANONYMOUS;
  if (!isStranger) return false;
  if (rule.resources?.length) return true;
  const isPath = namespace === null && rule.verbs.length > 0;
  return isPath && (rule.nonResourceURLs ?? []).some((url) => !HEALTH_PATH.test(url));
}

/** Changing anything or reading Secrets is worst; to read a whole kind everywhere comes next. */
function weightOf({ rule, namespace }: EffectiveRule): Severity {
  if (!rule.resources?.length) return 'medium';
  const isWriting = rule.verbs.some((verb) => !READS.includes(verb));
  const isReadingSecrets = givesSome(rule, { verb: rule.verbs[0] ?? 'get', group: '', resource: 'secrets' });
  if (isWriting || isReadingSecrets) return 'critical';
  return namespace === null ? 'high' : 'medium';
}

function violationOf({ binding, role, namespace, subjects, rules }: BindingHold): Violation {
  const worst = Math.min(...rules.map((rule) => severityRank(weightOf(rule))));
  return {
    resource: sourceRef(binding),
    detailKey: 'anonymous',
    messageId: namespace === null ? 'cluster' : 'namespace',
    params: {
      binding: sourceLabel(binding),
      role: sourceLabel(role),
      subjects: listSubjects(subjects),
      namespace: namespace ?? '',
    },
    evidence: grantEvidence(rules, text('health paths and /version only', '仅限健康检查路径和 /version')),
    severity: SEVERITIES[worst] ?? 'critical',
  };
}
