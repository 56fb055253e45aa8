import { AUTHENTICATED, userOf } from '#lib/analysis/rbac/identity.ts';
import type { EffectiveRule } from '#lib/analysis/rbac/permissions.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import { showCommand } from '#lib/controls/show-command.ts';
import { DEFAULT_RBAC } from '#lib/facts/default-rbac.ts';
import type { Violation } from '#lib/model/control.ts';
import { refOf } from '#lib/model/kube-object.ts';
import type { ServiceAccount } from '#lib/model/rbac.ts';
import { text } from '#lib/model/text.ts';
import { grantEvidence } from './judge-grants.ts';
import { accountKey, accountOf } from './unit-token.ts';

/** The accounts under which the controller manager runs its controllers: no pod ever does. */
const CONTROLLERS = new Set(
  DEFAULT_RBAC.objects
    .flatMap(({ variants }) => variants.flatMap(({ subjects = [] }) => subjects))
    .filter(({ kind }) => kind === 'ServiceAccount')
    .map(({ namespace = '', name }) => accountKey(namespace, name)),
);
/** The controller manager makes these as well, without a binding of their own. */
const MADE_BY_ITSELF =
  /^kube-system\/(.+-controller|.+-cleaner|.+-publisher|.+-signer|generic-garbage-collector)$/;

export const serviceAccountUnused = defineControl({
  id: 'service-account-unused',
  aliases: [],
  title: text('Every service account is used by a pod', '每个服务账号都有 Pod 使用'),
  failTitle: text('Service accounts are used by no pod', '有服务账号没有任何 Pod 使用'),
  description: text(
    'No pod and no template of a workload runs as it. Its rights serve nobody that can be seen, and whoever may create pods in its namespace takes them. An account may be used from outside the cluster with a token made for it, which a scan cannot see: ask before deleting it. The account named default and those of Kubernetes’ own controllers are not reported.',
    '没有 Pod 或工作负载模板以其身份运行。从可见的情况看，它的权限没有任何用处，而凡是能在其命名空间创建 Pod 的主体都能取得这些权限。账号也可能在集群外通过签发的令牌使用，这是扫描看不到的：删除前请先确认。名为 default 的账号以及 Kubernetes 自身控制器的账号不予报告。',
  ),
  remediation: {
    text: text(
      'Delete its bindings first, and the account when nothing misses them.',
      '先删除其绑定，确认没有影响后再删除该账号。',
    ),
    command: 'kubectl delete serviceaccount NAME -n NAMESPACE',
  },
  messages: {
    rights: text(
      'No pod runs as it, and it holds rights of its own.',
      '没有 Pod 以其身份运行，但它持有自己的权限。',
    ),
    bare: text('No pod runs as it.', '没有 Pod 以其身份运行。'),
  },
  severity: 'medium',
  category: 'rbac',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N5.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9016' },
    { framework: 'mitre-attack', id: 'T1078' },
    { framework: 'measures', id: 'S21' },
  ],
  references: [
    {
      title: 'Good practices: periodic review',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#periodic-review',
    },
  ],
  needs: { serviceAccounts: 'matters', workloads: 'whole', permissions: 'partial' },
  evaluate: ({ serviceAccounts, workloads, permissions }) => {
    const used = new Set(
      workloads.units.flatMap(({ namespace, podSpecs }) =>
        podSpecs.map((one) => accountKey(namespace, accountOf(one))),
      ),
    );
    const judged = serviceAccounts.filter(isOfSomebody);
    return {
      kind: 'judged',
      checked: judged.length,
      violations: judged
        .filter(({ metadata }) => !used.has(accountKey(metadata.namespace ?? '', metadata.name)))
        .map((account) => {
          const { namespace = '', name } = account.metadata;
          const rules = permissions.grants(userOf({ kind: 'ServiceAccount', namespace, name }));
          return violationOf(account, rules.filter(isOwn));
        }),
    };
  },
});

function isOfSomebody({ metadata: { namespace = '', name } }: ServiceAccount): boolean {
  const key = accountKey(namespace, name);
  return name !== 'default' && !CONTROLLERS.has(key) && !MADE_BY_ITSELF.test(key);
}

function isOwn({ grant: { subject }, isDefault }: EffectiveRule): boolean {
  return !(subject.kind === 'Group' && (isDefault || subject.name === AUTHENTICATED));
}

function violationOf(account: ServiceAccount, rules: readonly EffectiveRule[]): Violation {
  const resource = refOf(account);
  const expected = text('a pod that runs as it', '有 Pod 以其身份运行');
  const none = {
    path: 'spec.serviceAccountName',
    observed: text('named by no pod', '没有 Pod 引用'),
    expected,
    command: showCommand(resource),
  };
  return {
    resource,
    detailKey: 'unused',
    messageId: rules.length > 0 ? 'rights' : 'bare',
    params: {},
    evidence: [none, ...grantEvidence(rules, expected)],
    severity: rules.length > 0 ? 'medium' : 'low',
  };
}
