import type { DefaultRoleHold } from '#lib/analysis/rbac/risk-hit.ts';
import { subjectLabel, subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import { text } from '#lib/model/text.ts';
import { grantEvidence, listNames, sourceLabel } from './judge-grants.ts';

export const defaultRoleBound = defineControl({
  id: 'default-role-bound',
  aliases: [],
  title: text('Broad default roles are not bound', '没有绑定权限宽泛的默认角色'),
  failTitle: text('Broad default roles are bound', '绑定了权限宽泛的默认角色'),
  stake: text(
    'Risky rights that come at once with {role}: {count}',
    '随 {role} 一并获得的风险权限：{count} 项',
  ),
  description: text(
    'admin, edit and the roles of Kubernetes’ own components hold a long list of rights, risky ones among them: whoever has edit runs pods as any service account of the namespace. What comes by one unchanged default role is one finding for each subject, with the risks counted; what was added to the role, or comes by another one, is told by itself. The bindings Kubernetes makes are not reported while they are unchanged.',
    'admin、edit 以及 Kubernetes 自身组件的角色拥有一长串权限，其中不乏高风险权限：持有 edit 就能以命名空间中的任意服务账号运行 Pod。由同一个未改动的默认角色带来的风险，每个主体合并为一条发现并给出数量；角色中被添加的权限或来自其他角色的权限会单独报告。Kubernetes 自带且未改动的绑定不予报告。',
  ),
  remediation: {
    text: text(
      'Bind a role with what the subject needs. Merlon writes one from the rights it holds: see its page under RBAC.',
      '绑定仅包含主体所需权限的角色。Merlon 可以根据其现有权限生成这样的角色，请见 RBAC 中该主体的页面。',
    ),
  },
  messages: {
    cluster: text(
      '{subject} holds {role} on the whole cluster, which brings risks ({count}): {risks}.',
      '{subject} 在整个集群范围内持有 {role}，由此带来 {count} 项风险：{risks}。',
    ),
    namespaces: text(
      '{subject} holds {role} in {namespaces}, which brings risks ({count}): {risks}.',
      '{subject} 在 {namespaces} 中持有 {role}，由此带来 {count} 项风险：{risks}。',
    ),
  },
  severity: 'high',
  category: 'rbac',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.1', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9016' },
    { framework: 'mitre-attack', id: 'T1078' },
  ],
  references: [
    {
      title: 'User-facing roles',
      url: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
    },
  ],
  needs: { risks: 'matters' },
  evaluate: ({ risks: { checked, subjects } }) => ({
    kind: 'judged',
    checked,
    violations: subjects.flatMap(({ defaultRoles }) => defaultRoles.map(violationOf)),
  }),
});

function violationOf({
  subject,
  role,
  severity,
  isClusterWide,
  namespaces,
  hits,
}: DefaultRoleHold): Violation {
  const risks = hits.flatMap((hit) => [hit, ...hit.covers]).map(({ risk }) => risk.id.replace(/^rbac-/, ''));
  return {
    resource: subjectRef(subject),
    detailKey: role.name,
    messageId: isClusterWide ? 'cluster' : 'namespaces',
    params: {
      subject: subjectLabel(subject),
      role: sourceLabel(role),
      namespaces: listNames(namespaces),
      count: risks.length,
      risks: listNames(risks),
    },
    evidence: grantEvidence(
      hits.flatMap(({ rules }) => rules.slice(0, 1)),
      text('a role with what is needed', '仅含所需权限的角色'),
    ),
    severity,
  };
}
