import { defineControl } from '#lib/controls/define-control.ts';
import { showCommand } from '#lib/controls/show-command.ts';
import type { SecretMetadata } from '#lib/model/cluster-objects.ts';
import type { Violation } from '#lib/model/control.ts';
import { refOf } from '#lib/model/kube-object.ts';
import { text } from '#lib/model/text.ts';

/** Metadata tells no type; the token controller writes this one on every token Secret it fills in. */
const ACCOUNT_UID = 'kubernetes.io/service-account.uid';
const ACCOUNT_NAME = 'kubernetes.io/service-account.name';
const LAST_USED = 'kubernetes.io/legacy-token-last-used';
const INVALID_SINCE = 'kubernetes.io/legacy-token-invalid-since';

export const legacyTokenSecret = defineControl({
  id: 'legacy-token-secret',
  aliases: [],
  title: text('No Secret holds a token without an end', '没有 Secret 保存永不过期的令牌'),
  failTitle: text('Secrets hold tokens without an end', '有 Secret 保存永不过期的令牌'),
  description: text(
    'Until 1.24 Kubernetes put a token into a Secret for each service account, and still does where somebody asks for one. Such a token never ends, is bound to no pod, and whoever reads the Secret has the account. They are told by an annotation of their metadata; their contents are never read. Names of Secrets are listed under the profile secret-names only.',
    '在 1.24 之前，Kubernetes 会为每个服务账号在 Secret 中放入令牌；现在仍可按需创建。这种令牌永不过期，也不绑定任何 Pod，读取该 Secret 即可得到该账号的身份。它们通过元数据中的注解识别，内容从不读取。只有使用 secret-names 配置时才会列出 Secret 名称。',
  ),
  remediation: {
    text: text(
      'Let programs in pods use the token that is mounted, those outside ask for tokens with an end (kubectl create token), then delete the Secret.',
      '让 Pod 中的程序使用挂载的令牌，集群外的程序申请有期限的令牌（kubectl create token），然后删除该 Secret。',
    ),
    command: 'kubectl delete secret NAME -n NAMESPACE',
  },
  messages: {
    token: text(
      'It holds a token of service account {account} that never ends.',
      '它保存了服务账号 {account} 的永不过期的令牌。',
    ),
    invalid: text(
      'It holds a token of service account {account}, which Kubernetes has marked invalid for want of use.',
      '它保存了服务账号 {account} 的令牌，Kubernetes 已因长期未使用将其标记为无效。',
    ),
  },
  severity: 'medium',
  category: 'rbac',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N1.5' },
    { framework: 'owasp-k8s', id: 'K08', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9016' },
    { framework: 'mitre-attack', id: 'T1528' },
    { framework: 'measures', id: 'S21' },
  ],
  references: [
    {
      title: 'Manually create a long-lived API token for a ServiceAccount',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#manually-create-a-long-lived-api-token-for-a-serviceaccount',
    },
  ],
  needs: { secrets: 'matters' },
  evaluate: ({ secrets }) => ({
    kind: 'judged',
    checked: secrets.length,
    violations: secrets
      .filter(({ metadata }) => metadata.annotations?.[ACCOUNT_UID] !== undefined)
      .map(violationOf),
  }),
});

function violationOf(secret: SecretMetadata): Violation {
  const { annotations = {}, labels = {}, namespace = '' } = secret.metadata;
  const isInvalid = labels[INVALID_SINCE] !== undefined;
  const resource = refOf(secret);
  const lastUsed = labels[LAST_USED];
  return {
    resource,
    detailKey: 'token',
    messageId: isInvalid ? 'invalid' : 'token',
    params: { account: `${namespace}/${annotations[ACCOUNT_NAME] ?? '?'}` },
    evidence: [
      {
        path: `metadata.annotations['${ACCOUNT_UID}']`,
        observed: lastUsed === undefined ? 'set' : `set; ${LAST_USED}: ${lastUsed}`,
        expected: text('no token Secret', '没有令牌 Secret'),
        command: showCommand(resource, 'metadata'),
      },
    ],
    severity: isInvalid ? 'low' : 'medium',
  };
}
