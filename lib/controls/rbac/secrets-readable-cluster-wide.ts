import type { EffectiveRule } from '#lib/analysis/rbac/permissions.ts';
import { isEverything } from '#lib/analysis/rbac/rule-power.ts';
import { ruleAllows } from '#lib/analysis/rbac/rule-match.ts';
import { subjectLabel, subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import { severityRank, type Severity } from '#lib/model/severity.ts';
import { text } from '#lib/model/text.ts';
import { RBAC_RISKS } from '#lib/facts/rbac-risks.ts';
import { bySubject, grantEvidence } from './judge-grants.ts';

const READS = ['get', 'list', 'watch'];
/** Its Secrets hold the credentials of the cluster's own controllers. */
const SYSTEM_NAMESPACE = 'kube-system';

export const secretsReadableClusterWide = defineControl({
  id: 'secrets-readable-cluster-wide',
  aliases: [],
  title: text('Secrets are not readable cluster-wide', 'Secret 不能在整个集群范围内被读取'),
  failTitle: text('Secrets are readable cluster-wide', 'Secret 可以在整个集群范围内被读取'),
  stake: text(
    'With the passwords and tokens kept there, administration is seldom far',
    '凭借其中保存的密码和令牌，离管理权限往往只差一步',
  ),
  description: text(
    'Whoever reads Secrets in every namespace holds every password, key and stored token of the cluster, and mostly the way to administration with them. To list or watch is as good as to get: the answers carry the contents. The Secrets of kube-system alone weigh the same. Rights limited to named Secrets and the unchanged rights of Kubernetes’ own controllers are not, and roles that allow everything are judged by their own control.',
    '能够读取所有命名空间 Secret 的主体，就掌握了集群中的全部密码、密钥和已存储的令牌，往往也由此获得管理权限。list 和 watch 与 get 同样危险，因为返回结果中包含内容。仅能读取 kube-system 中 Secret 的情况同样严重。仅限于指定名称的 Secret 的权限、Kubernetes 自身控制器未被改动的权限不予报告；允许一切操作的角色由单独的检查项判断。',
  ),
  remediation: {
    text: text(
      'Grant the reading of Secrets by a Role in the namespace that needs it, limited to the names it needs, and mount Secrets into pods instead of reading them through the API.',
      '改用所需命名空间中的 Role 授予 Secret 读取权限，并限定名称；优先将 Secret 挂载到 Pod 中，而不是通过 API 读取。',
    ),
    yaml: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: read-one-secret
  namespace: NAMESPACE
rules:
  - apiGroups: ['']
    resources: [secrets]
    resourceNames: [SECRET]
    verbs: [get]`,
  },
  messages: {
    everything: text(
      '{subject} may do everything everywhere, reading Secrets included.',
      '{subject} 可以在任何位置执行任何操作，包括读取 Secret。',
    ),
    cluster: text(
      '{subject} may {verbs} Secrets in every namespace.',
      '{subject} 可以在所有命名空间对 Secret 执行 {verbs}。',
    ),
    system: text(
      '{subject} may {verbs} every Secret of kube-system.',
      '{subject} 可以对 kube-system 中的所有 Secret 执行 {verbs}。',
    ),
  },
  severity: 'high',
  category: 'rbac',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.2', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N2.7' },
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9025' },
    { framework: 'mitre-attack', id: 'T1552.007' },
  ],
  references: [
    {
      title: 'Role based access control good practices: listing Secrets',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets',
    },
  ],
  needs: { permissions: 'matters' },
  evaluate: ({ permissions }) => {
    const rules = permissions.addedRules().filter((rule) => verbsOf(rule).length > 0);
    const wide = bySubject(rules.filter(({ namespace }) => namespace === null));
    const found = new Set(wide.map(({ subject }) => subjectLabel(subject)));
    const system = bySubject(rules.filter(({ namespace }) => namespace === SYSTEM_NAMESPACE));
    return {
      kind: 'judged',
      checked: permissions.subjects().length,
      violations: [
        ...wide.map((held) => violationOf(held, 'cluster')),
        ...system
          .filter(({ subject }) => !found.has(subjectLabel(subject)))
          .map((held) => violationOf(held, 'system')),
      ],
    };
  },
});

/** Returns the verbs by which a rule reads Secrets that it does not name. */
function verbsOf({ rule }: EffectiveRule): string[] {
  return READS.filter((verb) => ruleAllows(rule, { verb, group: '', resource: 'secrets' }));
}

function violationOf(
  { subject, rules }: ReturnType<typeof bySubject>[number],
  reach: 'cluster' | 'system',
): Violation {
  const verbs = READS.filter((verb) => rules.some((rule) => verbsOf(rule).includes(verb)));
  // Full administration is a finding of its own; here it is only told, so that nobody reads "none".
  const isAll = rules.every(({ rule }) => isEverything(rule));
  return {
    resource: subjectRef(subject),
    detailKey: 'secrets',
    messageId: isAll && reach === 'cluster' ? 'everything' : reach,
    params: { subject: subjectLabel(subject), verbs: verbs.join(', ') },
    evidence: grantEvidence(
      rules,
      text('secrets by name, in one namespace', '仅限单个命名空间内按名称指定的 Secret'),
    ),
    severity: isAll ? 'low' : severityOf(verbs),
  };
}

/** kube-system weighs as the whole cluster: its Secrets open the rest. */
function severityOf(verbs: readonly string[]): Severity {
  const weights = RBAC_RISKS.filter(({ id }) => verbs.some((verb) => id === `rbac-secrets-${verb}`)).map(
    ({ severity }) => severity.cluster,
  );
  return weights.toSorted((a, b) => severityRank(a) - severityRank(b))[0] ?? 'high';
}
