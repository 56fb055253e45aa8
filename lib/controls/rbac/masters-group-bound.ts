import { MASTERS } from '#lib/analysis/rbac/identity.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import { text } from '#lib/model/text.ts';
import { byBinding, grantEvidence, sourceLabel, sourceRef } from './judge-grants.ts';

export const mastersGroupBound = defineControl({
  id: 'masters-group-bound',
  aliases: [],
  title: text('system:masters is bound by Kubernetes alone', '只有 Kubernetes 自身绑定 system:masters'),
  failTitle: text('Bindings name system:masters', '存在指向 system:masters 的绑定'),
  stake: text(
    'Its members pass every check, and no binding takes that away from them',
    '该组成员可以通过所有授权检查，任何绑定都无法收回',
  ),
  description: text(
    'Members of system:masters pass every authorizer: no binding gives them anything, and none can take it away. A binding that names the group shows that somebody counts on the group for daily work, mostly by client certificates that cannot be taken back. The binding Kubernetes makes is not reported while it is unchanged.',
    'system:masters 的成员可以通过所有授权检查：绑定不会给他们更多权限，也无法收回权限。出现指向该组的绑定，说明有人在日常工作中依赖该组，而其成员通常使用无法撤销的客户端证书。Kubernetes 自带且未改动的绑定不予报告。',
  ),
  remediation: {
    text: text(
      'Name a group of your own in the binding, issue new certificates for it, and let those of system:masters end.',
      '在绑定中改用自定义组，为其签发新证书，并让 system:masters 的证书到期。',
    ),
  },
  messages: {
    bound: text('{binding} gives {role} to system:masters.', '{binding} 将 {role} 授予 system:masters。'),
  },
  severity: 'high',
  category: 'rbac',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.7', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9019' },
    { framework: 'mitre-attack', id: 'T1078.003' },
  ],
  references: [
    {
      title: 'Good practices: minimize distribution of privileged tokens',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    },
  ],
  needs: { permissions: 'matters' },
  evaluate: ({ permissions }) => ({
    kind: 'judged',
    checked: permissions.bindingCount,
    violations: byBinding(
      permissions
        .addedRules()
        .filter(({ grant: { subject } }) => subject.kind === 'Group' && subject.name === MASTERS),
    ).map(({ binding, role, rules }) => ({
      resource: sourceRef(binding),
      detailKey: 'masters',
      messageId: 'bound',
      params: { binding: sourceLabel(binding), role: sourceLabel(role) },
      evidence: grantEvidence(rules, text('a group of your own', '自定义组')),
    })),
  }),
});
