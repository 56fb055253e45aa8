import type { RbacProblem } from '#lib/analysis/rbac/rbac-problem.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import { showCommand } from '#lib/controls/show-command.ts';
import type { Violation } from '#lib/model/control.ts';
import { text } from '#lib/model/text.ts';
import { sourceLabel, sourceRef } from './judge-grants.ts';

export const bindingToMissingRole = defineControl({
  id: 'binding-to-missing-role',
  aliases: [],
  title: text('Every binding gives a role that exists', '每个绑定所引用的角色都存在'),
  failTitle: text('Bindings name a role that does not exist', '绑定引用了不存在的角色'),
  description: text(
    'Such a binding gives nothing today. Whoever creates a role of that name later gives its rights to all its subjects without a look at them. A ClusterRoleBinding cannot give a Role, nor any binding an object of another kind.',
    '这样的绑定目前不授予任何权限；但以后一旦有人创建同名角色，其权限就会在无人察觉的情况下授予所有主体。ClusterRoleBinding 无法引用 Role，任何绑定也无法引用其他类型的对象。',
  ),
  remediation: {
    text: text(
      'Delete the binding, or create the role it was meant for.',
      '删除该绑定，或创建其原本引用的角色。',
    ),
    command: 'kubectl delete rolebinding NAME -n NAMESPACE',
  },
  messages: {
    'missing-role': text('{binding} names {role}, which does not exist.', '{binding} 引用的 {role} 不存在。'),
    'unusable-role-kind': text(
      '{binding} names {role}, which a binding of its kind cannot give.',
      '{binding} 引用了 {role}，而此类绑定无法授予它。',
    ),
  },
  severity: 'low',
  category: 'rbac',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N5.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9019' },
    { framework: 'mitre-attack', id: 'T1098.006' },
  ],
  references: [
    {
      title: 'RoleBinding and ClusterRoleBinding',
      url: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding',
    },
  ],
  needs: { permissions: 'whole' },
  evaluate: ({ permissions }) => {
    const violations = permissions.problems.flatMap(violationOf);
    return { kind: 'judged', checked: permissions.bindingCount + violations.length, violations };
  },
});

function violationOf({ kind, object, detail }: RbacProblem): Violation[] {
  if (kind !== 'missing-role' && kind !== 'unusable-role-kind') return [];
  const resource = sourceRef(object);
  return [
    {
      resource,
      detailKey: detail,
      messageId: kind,
      params: { binding: sourceLabel(object), role: detail.replace('/', ' ') },
      evidence: [
        {
          path: 'roleRef',
          observed: detail,
          expected: text('a role that exists', '存在的角色'),
          command: showCommand(resource),
        },
      ],
    },
  ];
}
