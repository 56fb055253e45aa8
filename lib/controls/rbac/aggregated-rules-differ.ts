import { aggregateDifference } from '#lib/analysis/rbac/aggregate-rules.ts';
import { ruleText } from '#lib/analysis/rbac/rule-power.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import { showCommand } from '#lib/controls/show-command.ts';
import type { Evidence, Violation } from '#lib/model/control.ts';
import { refOf } from '#lib/model/kube-object.ts';
import type { ClusterRole, PolicyRule } from '#lib/model/rbac.ts';
import type { Shown } from '#lib/model/text.ts';
import { text } from '#lib/model/text.ts';

const MOST_SHOWN = 5;

export const aggregatedRulesDiffer = defineControl({
  id: 'aggregated-rules-differ',
  aliases: [],
  title: text('Aggregated roles hold what the roles they select hold', '聚合角色的规则与其选择的角色一致'),
  failTitle: text('Aggregated roles differ from what they aggregate', '聚合角色的规则与其选择的角色不一致'),
  description: text(
    'The controller manager keeps the rules of an aggregating ClusterRole equal to those of the roles its selectors match, and the API server decides by the rules that are stored. Where the two differ, the controller did not run, or somebody wrote the rules since: the role then gives rights that no selected role explains, or lacks some that everybody takes for granted.',
    '控制器管理器会使聚合 ClusterRole 的规则与其选择器匹配的角色保持一致，而 API Server 按已存储的规则作出决定。两者不一致时，要么控制器没有运行，要么有人随后改写了规则：该角色会给出无法由所选角色解释的权限，或缺少人们以为具备的权限。',
  ),
  remediation: {
    text: text(
      'See that the controller manager runs; it mends the rules by itself. Put rules that are wanted into a role of their own with the label that the selector asks for.',
      '确认控制器管理器正在运行，它会自行修正规则；需要额外的规则时，应写入单独的角色，并加上选择器要求的标签。',
    ),
    command: 'kubectl get clusterrole NAME -o yaml',
  },
  messages: {
    differs: text(
      '{role} lacks {missing} rules of the roles it selects and holds {added} that none of them has.',
      '{role} 缺少所选角色中的 {missing} 条规则，并多出 {added} 条它们都没有的规则。',
    ),
  },
  severity: 'low',
  category: 'rbac',
  frameworks: [{ framework: 'owasp-k8s', id: 'K03', version: '2022' }],
  references: [
    {
      title: 'Aggregated ClusterRoles',
      url: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles',
    },
  ],
  needs: { clusterRoles: 'whole' },
  evaluate: ({ clusterRoles }) => {
    const aggregating = clusterRoles.filter(isStored);
    if (aggregating.length === 0) return { kind: 'not-applicable', reason: NONE };
    return {
      kind: 'judged',
      checked: aggregating.length,
      violations: aggregating.flatMap((role) => violationsOf(role, clusterRoles)),
    };
  },
});

const NONE = text('No aggregating role was read back from a cluster.', '没有从集群读取到聚合角色。');

/** A manifest says what is to be applied; the rules of an aggregating role are filled in by the cluster. */
function isStored({ aggregationRule, metadata }: ClusterRole): boolean {
  return aggregationRule !== undefined && metadata.uid !== undefined;
}

function violationsOf(role: ClusterRole, all: readonly ClusterRole[]): Violation[] {
  const { missing, added } = aggregateDifference(role, all);
  if (missing.length + added.length === 0) return [];
  const resource = refOf(role);
  const evidence = (
    rules: readonly PolicyRule[],
    [observed, expected]: readonly [Shown, Shown],
  ): Evidence[] =>
    rules.slice(0, MOST_SHOWN).map((rule) => ({
      path: `rules: ${ruleText(rule)}`,
      observed,
      expected,
      command: showCommand(resource),
    }));
  const [held, lacking] = [text('held', '存在'), text('lacking', '缺少')];
  return [
    {
      resource,
      detailKey: 'rules',
      messageId: 'differs',
      params: { role: `ClusterRole ${role.metadata.name}`, missing: missing.length, added: added.length },
      evidence: [...evidence(added, [held, lacking]), ...evidence(missing, [lacking, held])],
    },
  ];
}
