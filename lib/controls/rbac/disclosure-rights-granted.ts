import { text } from '#lib/model/text.ts';
import { defineRiskFamily } from './define-risk-family.ts';

export const disclosureRightsGranted = defineRiskFamily({
  family: 'disclosure',
  id: 'disclosure-rights-granted',
  title: text(
    'Nobody was given logs, settings and others’ rights to read',
    '没有主体被授予读取日志、配置和他人权限的权限',
  ),
  failTitle: text(
    'Subjects may read logs, settings and others’ rights',
    '有主体可以读取日志、配置和他人的权限',
  ),
  description: text(
    'Logs and ConfigMaps often hold what should have been a Secret; debug paths and reviews tell an intruder where to go next. Milder than a right to act, and often needed: grant it where it is.',
    '日志和 ConfigMap 中常有本应放入 Secret 的内容；调试路径和审查接口会告诉入侵者下一步该去哪里。它们比操作权限轻，而且常常是需要的：请仅在需要的地方授予。',
  ),
  remediation: {
    text: text(
      'Grant it in the namespaces where it is needed, by name where the names are known.',
      '仅在需要的命名空间授予；名称已知时按名称授予。',
    ),
  },
  severity: 'low',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
  ],
  references: [
    {
      title: 'Good practices: least privilege',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    },
  ],
});
