import type { EffectiveRule } from '#lib/analysis/rbac/permissions.ts';
import { subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import { text } from '#lib/model/text.ts';
import { byBinding, grantEvidence, listSubjects, sourceLabel, sourceRef } from './judge-grants.ts';

export const bindingAcrossNamespaces = defineControl({
  id: 'binding-across-namespaces',
  aliases: [],
  title: text(
    'Namespaces give rights to their own service accounts only',
    '命名空间只向自己的服务账号授予权限',
  ),
  failTitle: text(
    'Bindings give rights to service accounts of other namespaces',
    '绑定向其他命名空间的服务账号授予权限',
  ),
  description: text(
    'Whoever may run a pod in the other namespace has these rights as well, though nobody who looks after this one decides on it. Monitoring and delivery need such bindings; they deserve to be known.',
    '凡是能在另一个命名空间中运行 Pod 的主体也会得到这些权限，而负责本命名空间的人对此没有决定权。监控和交付系统需要这类绑定，但应当知晓它们的存在。',
  ),
  remediation: {
    text: text(
      'Keep such bindings to the tools that need them, and guard the namespaces their accounts live in as closely as this one.',
      '仅为确有需要的工具保留此类绑定，并像保护本命名空间一样保护其账号所在的命名空间。',
    ),
  },
  messages: {
    crossing: text(
      '{binding} gives {role} in namespace {namespace} to {subjects}.',
      '{binding} 将命名空间 {namespace} 中的 {role} 授予 {subjects}。',
    ),
  },
  severity: 'low',
  category: 'rbac',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N2.1' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9016' },
    { framework: 'mitre-attack', id: 'T1528' },
    { framework: 'measures', id: 'S9' },
  ],
  references: [
    {
      title: 'Good practices: least privilege',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    },
  ],
  needs: { permissions: 'matters' },
  evaluate: ({ permissions }) => ({
    kind: 'judged',
    checked: permissions.bindingCount,
    violations: byBinding(permissions.addedRules().filter(isCrossing)).map((held) => ({
      resource: sourceRef(held.binding),
      detailKey: 'crossing',
      messageId: 'crossing',
      params: {
        binding: sourceLabel(held.binding),
        role: sourceLabel(held.role),
        namespace: held.namespace ?? '',
        subjects: listSubjects(held.subjects),
      },
      evidence: grantEvidence(
        held.rules,
        text('a service account of the same namespace', '同一命名空间的服务账号'),
      ),
    })),
  }),
});

function isCrossing({ grant, namespace }: EffectiveRule): boolean {
  const subject = subjectRef(grant.subject);
  return namespace !== null && subject.kind === 'ServiceAccount' && subject.namespace !== namespace;
}
