import { RiskPatterns } from '#lib/analysis/rbac/risk-patterns.ts';
import { ruleText } from '#lib/analysis/rbac/rule-power.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import { showCommand } from '#lib/controls/show-command.ts';
import type { Violation } from '#lib/model/control.ts';
import { refOf } from '#lib/model/kube-object.ts';
import type { ClusterRole, PolicyRule } from '#lib/model/rbac.ts';
import { text } from '#lib/model/text.ts';

const LABEL = /^rbac\.authorization\.k8s\.io\/aggregate-to-(admin|edit|view)$/;
const MOST_SHOWN = 5;

export const aggregationLabelAdded = defineControl({
  id: 'aggregation-label-added',
  aliases: [],
  title: text('Only default roles flow into admin, edit and view', '只有默认角色会汇入 admin、edit 和 view'),
  failTitle: text('Added roles flow into admin, edit or view', '有新增角色汇入 admin、edit 或 view'),
  description: text(
    'A label makes the rules of a cluster role part of admin, edit or view, and so a right of everybody these are bound to, in every namespace they are bound in. Operators do so for their own kinds, which is well; a risky right in such a role is given to more people than anybody lists. What adds nothing risky is reported as low.',
    '一个标签就会使集群角色的规则成为 admin、edit 或 view 的一部分，从而授予所有绑定了这些角色的主体，并在其绑定的每个命名空间生效。Operator 为自己的资源类型这样做是正常的；但如果其中含有高风险权限，得到它的人会比任何清单所列的都多。没有增加高风险权限的按低级别报告。',
  ),
  remediation: {
    text: text(
      'Take the label off and bind the role to those who need it, or take the risky rule out.',
      '去掉该标签并将角色绑定给需要的主体，或移除高风险规则。',
    ),
    command: 'kubectl label clusterrole NAME rbac.authorization.k8s.io/aggregate-to-edit-',
  },
  messages: {
    risky: text(
      'ClusterRole {role} adds risky rights to {targets}.',
      'ClusterRole {role} 向 {targets} 添加了高风险权限。',
    ),
    plain: text(
      'ClusterRole {role} adds rights to {targets}.',
      'ClusterRole {role} 向 {targets} 添加了权限。',
    ),
  },
  severity: 'medium',
  category: 'rbac',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9019' },
    { framework: 'mitre-attack', id: 'T1098.006' },
  ],
  references: [
    {
      title: 'Aggregated ClusterRoles',
      url: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles',
    },
  ],
  needs: { permissions: 'matters', clusterRoles: 'matters' },
  evaluate: ({ permissions, clusterRoles }) => {
    // Whoever holds them may hold them anywhere and in any version to come.
    const patterns = new RiskPatterns({ minor: null, isExecByGet: true });
    return {
      kind: 'judged',
      checked: clusterRoles.length,
      // What an aggregating role holds beyond its own is told of the role it comes from.
      violations: clusterRoles.flatMap((role) => {
        if (role.aggregationRule !== undefined) return [];
        const source = { kind: 'ClusterRole', namespace: null, name: role.metadata.name };
        const added = role.rules.filter((rule) => !permissions.isDefaultRule(source, rule));
        const risky = added.filter((rule) =>
          patterns.of(rule).some(({ isClusterScoped }) => !isClusterScoped),
        );
        return added.length === 0 ? [] : violationOf(role, added, risky);
      }),
    };
  },
});

function violationOf(
  role: ClusterRole,
  added: readonly PolicyRule[],
  risky: readonly PolicyRule[],
): Violation[] {
  const targets = Object.entries(role.metadata.labels ?? {}).flatMap(([key, value]) =>
    value === 'true' ? (LABEL.exec(key)?.[1] ?? []) : [],
  );
  if (targets.length === 0) return [];
  const isRisky = risky.length > 0;
  return [
    {
      resource: refOf(role),
      detailKey: 'aggregated',
      messageId: isRisky ? 'risky' : 'plain',
      params: { role: role.metadata.name, targets: targets.toSorted().join(', ') },
      evidence: (isRisky ? risky : added).slice(0, MOST_SHOWN).map((rule) => ({
        path: `rules[${role.rules.indexOf(rule)}]`,
        observed: ruleText(rule),
        expected: text('no aggregation label, or nothing risky', '无聚合标签，或不含高风险权限'),
        command: showCommand(refOf(role)),
      })),
      severity: isRisky ? 'medium' : 'low',
    },
  ];
}
