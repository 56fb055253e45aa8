import type { EffectiveRule } from '#lib/analysis/rbac/permissions.ts';
import { subjectLabel, subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { text } from '#lib/model/text.ts';
import { bySubject, grantEvidence, listNames } from './judge-grants.ts';

/** Groups that every default service account is in. */
const WIDE_GROUPS = /^system:(authenticated|serviceaccounts(:.+)?)$/;

export const defaultServiceAccountWithRights = defineControl({
  id: 'default-service-account-with-rights',
  aliases: [],
  title: text('Default service accounts hold no rights', 'default 服务账号没有任何权限'),
  failTitle: text('Default service accounts hold rights', 'default 服务账号持有权限'),
  stake: text(
    'Every pod that names no account has these rights, also one nobody thought of',
    '凡未指定服务账号的 Pod 都拥有这些权限，包括没人留意到的',
  ),
  description: text(
    'A pod that names no service account runs as default and carries its token. Rights given to that account, or to a group that holds every service account, reach each such pod, also those nobody thought of. What Kubernetes itself gives these groups (discovery, the account’s own reviews) is not reported while it is unchanged.',
    '未指定服务账号的 Pod 以 default 身份运行并携带其令牌。授予该账号或包含所有服务账号的组的权限会落到每一个这样的 Pod 上，包括无人留意的 Pod。Kubernetes 自身授予这些组的权限（发现、自身权限查询）在未被改动时不予报告。',
  ),
  remediation: {
    text: text(
      'Make a service account for each workload that calls the API, bind the role to it, and remove the binding of the default account or group.',
      '为每个需要调用 API 的工作负载创建单独的服务账号并绑定角色，然后删除 default 账号或该组的绑定。',
    ),
    yaml: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: WORKLOAD
  namespace: NAMESPACE`,
  },
  messages: {
    clusterAccount: text(
      '{subject}, which every pod without an account of its own uses, holds rights on the whole cluster.',
      '{subject} 持有整个集群范围的权限，而所有未指定账号的 Pod 都使用它。',
    ),
    namespaceAccount: text(
      '{subject}, which every pod without an account of its own uses, holds rights in {namespaces}.',
      '{subject} 在 {namespaces} 中持有权限，而所有未指定账号的 Pod 都使用它。',
    ),
    clusterGroup: text(
      '{subject}, in which every default service account is or may be, holds added rights on the whole cluster.',
      '{subject} 包含 default 服务账号，并被额外授予了整个集群范围的权限。',
    ),
    namespaceGroup: text(
      '{subject}, in which every default service account is or may be, holds added rights in {namespaces}.',
      '{subject} 包含 default 服务账号，并在 {namespaces} 中被额外授予了权限。',
    ),
  },
  severity: 'high',
  category: 'rbac',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.5', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N1.5' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9016' },
    { framework: 'mitre-attack', id: 'T1528' },
    { framework: 'measures', id: 'S21' },
  ],
  references: [
    {
      title: 'Configure service accounts for pods',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
    },
  ],
  needs: { permissions: 'matters' },
  evaluate: ({ permissions }) => ({
    kind: 'judged',
    checked: permissions.subjects().length,
    violations: bySubject(permissions.addedRules().filter(isWide)).map(violationOf),
  }),
});

function isWide({ grant }: EffectiveRule): boolean {
  const { kind, name } = subjectRef(grant.subject);
  if (kind === 'ServiceAccount') return name === 'default';
  return kind === 'Group' && WIDE_GROUPS.test(name);
}

function violationOf({ subject, rules }: ReturnType<typeof bySubject>[number]): Violation {
  const onCluster = rules.some(({ namespace }) => namespace === null);
  const namespaces = [...new Set(rules.flatMap(({ namespace }) => namespace ?? []))].toSorted(byCodeUnit);
  const who = subject.kind === 'Group' ? 'Group' : 'Account';
  return {
    resource: subjectRef(subject),
    detailKey: 'rights',
    messageId: `${onCluster ? 'cluster' : 'namespace'}${who}`,
    params: { subject: subjectLabel(subject), namespaces: listNames(namespaces) },
    evidence: grantEvidence(
      rules,
      text('bound to the service account of one workload', '绑定到单个工作负载自己的服务账号'),
    ),
    severity: onCluster ? 'high' : 'medium',
  };
}
