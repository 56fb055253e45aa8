import { escalationRoutes } from '#lib/analysis/rbac/escalation-routes.ts';
import type { EscalationRoute, EscalationVerb } from '#lib/analysis/rbac/escalation-routes.ts';
import { subjectLabel, subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import type { EffectiveRule } from '#lib/analysis/rbac/permissions.ts';
import { RBAC_RISKS, type RbacRisk } from '#lib/facts/rbac-risks.ts';
import { isEverything } from '#lib/analysis/rbac/rule-power.ts';
import { weighRoute } from '#lib/analysis/rbac/weigh-risk.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import type { Severity } from '#lib/model/severity.ts';
import { text } from '#lib/model/text.ts';
import { bySubject, grantEvidence, listNames } from './judge-grants.ts';

export const escalationVerbsGranted = defineControl({
  id: 'escalation-verbs-granted',
  aliases: [],
  title: text(
    'Nobody was given bind, escalate or impersonate',
    '没有主体被授予 bind、escalate 或 impersonate',
  ),
  failTitle: text('Subjects hold bind, escalate or impersonate', '有主体持有 bind、escalate 或 impersonate'),
  stake: text(
    'With these verbs a subject takes rights that nobody gave it',
    '借助这些操作，主体可以取得从未有人授予的权限',
  ),
  description: text(
    'These verbs lift the rule that nobody hands out more than they have: bind lets its holder bind any role it covers, escalate write any right into a role, impersonate act as somebody else, since 1.36 also in constrained modes. Each is judged on all rights of the subject and its groups together: where what the verb needs beside it is missing (a binding to write, a role of its own to change, a user to be), it is reported as low. A namespaced right to impersonate users or groups gives nothing and is not reported. Subjects that may do everything anyway are told as low here; their binding is a finding of its own.',
    '这些操作会绕过“不得授予超出自身权限”的规则：bind 允许绑定其覆盖的任意角色，escalate 允许向角色写入任意权限，impersonate 允许以他人身份操作（自 1.36 起还包括受限模式）。判断时综合主体自身及其所属组的全部权限：若缺少该操作所需的其他条件（可写的绑定、可修改的自有角色、可冒充的用户），则按低级别报告。命名空间级的冒充用户或组的权限不起作用，不予报告。本来就拥有全部权限的主体在此仅按低级别提示，其绑定另有专门的发现。',
  ),
  remediation: {
    text: text(
      'Take the verb out of the role. Where a controller has to bind roles, name the roles in resourceNames; where a person has to act as another, name the users.',
      '从角色中去掉该操作。如果控制器必须绑定角色，请在 resourceNames 中列明角色；如果确需代他人操作，请列明用户。',
    ),
    yaml: `rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    resourceNames: [view]
    verbs: [bind]`,
  },
  messages: {
    everything: text(
      '{subject} may do everything everywhere, so bind, escalate and impersonate too.',
      '{subject} 可以在任何位置执行任何操作，因此也包括 bind、escalate 和 impersonate。',
    ),
    'bind-cluster': text(
      '{subject} may bind any role it covers on the whole cluster.',
      '{subject} 可以在整个集群范围内绑定其覆盖的任意角色。',
    ),
    'bind-namespaces': text(
      '{subject} may bind roles in {namespaces}.',
      '{subject} 可以在 {namespaces} 中绑定角色。',
    ),
    'bind-unusable': text(
      '{subject} holds bind, but may write no binding where it counts.',
      '{subject} 持有 bind，但无法写入相应的绑定。',
    ),
    'escalate-cluster': text(
      '{subject} may write any right into a cluster role of its own.',
      '{subject} 可以向自己绑定的集群角色写入任意权限。',
    ),
    'escalate-namespaces': text(
      '{subject} may write any right into a role of its own in {namespaces}.',
      '{subject} 可以向自己在 {namespaces} 中绑定的角色写入任意权限。',
    ),
    'escalate-new-cluster': text(
      '{subject} may create a role with any right and bind it, anywhere in the cluster.',
      '{subject} 可以在集群的任意位置创建含任意权限的角色并绑定它。',
    ),
    'escalate-new-namespaces': text(
      '{subject} may create a role with any right and bind it in {namespaces}.',
      '{subject} 可以在 {namespaces} 中创建含任意权限的角色并绑定它。',
    ),
    'escalate-unusable': text(
      '{subject} holds escalate, but may change no role it is bound to.',
      '{subject} 持有 escalate，但无法修改自己绑定的角色。',
    ),
    'impersonate-cluster': text(
      '{subject} may act as other users or service accounts on the whole cluster.',
      '{subject} 可以在整个集群范围内冒充其他用户或服务账号。',
    ),
    'impersonate-namespaces': text(
      '{subject} may act as the service accounts of {namespaces}.',
      '{subject} 可以冒充 {namespaces} 中的服务账号。',
    ),
    'impersonate-unusable': text(
      '{subject} may impersonate groups or extras, but no user to carry them.',
      '{subject} 可以冒充组或附加信息，但没有可冒充的用户来携带它们。',
    ),
    'impersonate-constrained-cluster': text(
      '{subject} may act as others in a constrained mode on the whole cluster.',
      '{subject} 可以在整个集群范围内以受限模式冒充他人。',
    ),
    'impersonate-constrained-namespaces': text(
      '{subject} may act in a constrained mode as the service accounts of {namespaces}.',
      '{subject} 可以以受限模式冒充 {namespaces} 中的服务账号。',
    ),
    'impersonate-constrained-unusable': text(
      '{subject} may be somebody else in a constrained mode, but do nothing in it.',
      '{subject} 可以以受限模式冒充他人，但在该模式下无法执行任何操作。',
    ),
  },
  severity: 'critical',
  category: 'rbac',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.8', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9019' },
    { framework: 'mitre-attack', id: 'T1098.006' },
  ],
  references: [
    {
      title: 'Restrictions on role creation or update',
      url: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping',
    },
  ],
  needs: { permissions: 'matters', clusterRoles: 'matters' },
  evaluate: ({ permissions, clusterRoles }) => ({
    kind: 'judged',
    checked: permissions.subjects().length,
    violations: [
      ...escalationRoutes(permissions, clusterRoles).map(violationOf),
      ...bySubject(permissions.addedRules().filter(isEverythingEverywhere)).map(everythingOf),
    ],
  }),
});

/** Each way weighs as the risk of that kind does; impersonating as the worst of those that need no second right. */
const RISKS: Readonly<Record<EscalationVerb, RbacRisk | undefined>> = {
  bind: riskOf('rbac-bind'),
  escalate: riskOf('rbac-escalate'),
  impersonate: riskOf('rbac-impersonate-sa'),
  'impersonate-constrained': riskOf('rbac-impersonate-constrained'),
};

function riskOf(id: string): RbacRisk | undefined {
  return RBAC_RISKS.find((risk) => risk.id === id);
}

function severityOf({ verb, reach, namespaces, isNamed }: EscalationRoute): Severity {
  const risk = RISKS[verb];
  if (risk === undefined) return 'low';
  const where = { isClusterWide: reach === 'cluster', isAlone: reach === 'unusable' };
  return weighRoute(risk, { ...where, namespaces, isNamed });
}

function isEverythingEverywhere({ rule, namespace }: EffectiveRule): boolean {
  return namespace === null && isEverything(rule);
}

/** Full administration is a finding of its own; here it is only told, so that nobody reads "none". */
function everythingOf({ subject, rules }: ReturnType<typeof bySubject>[number]): Violation {
  return {
    resource: subjectRef(subject),
    detailKey: 'everything',
    messageId: 'everything',
    params: { subject: subjectLabel(subject) },
    evidence: grantEvidence(
      rules,
      text('no bind, escalate or impersonate', '不含 bind、escalate 或 impersonate'),
    ),
    severity: 'low',
  };
}

function violationOf(route: EscalationRoute): Violation {
  const { subject, verb, reach, namespaces, rules, isByNewRole } = route;
  return {
    resource: subjectRef(subject),
    detailKey: verb,
    messageId: `${verb}-${isByNewRole ? 'new-' : ''}${reach}`,
    params: { subject: subjectLabel(subject), namespaces: listNames(namespaces) },
    evidence: grantEvidence(
      rules,
      text('no bind, escalate or impersonate', '不含 bind、escalate 或 impersonate'),
    ),
    severity: severityOf(route),
  };
}
