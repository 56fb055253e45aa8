import { SYSTEM_NAMESPACE } from '#lib/analysis/rbac/weigh-risk.ts';
import type { RiskHit } from '#lib/analysis/rbac/risk-hit.ts';
import { text } from '#lib/model/text.ts';
import { defineRiskFamily } from './define-risk-family.ts';

export const secretAccessGranted = defineRiskFamily({
  family: 'secret-access',
  id: 'secret-access-granted',
  title: text(
    'Nobody was given the Secrets and tokens of others',
    '没有主体被授予访问他人 Secret 和令牌的权限',
  ),
  failTitle: text('Subjects may reach Secrets and tokens of others', '有主体可以获取他人的 Secret 和令牌'),
  stake: text(
    'Whoever has the password or token of another has their rights as well',
    '拿到他人的密码或令牌，也就拥有了他们的权限',
  ),
  description: text(
    'Reading, writing and deleting Secrets, making tokens of service accounts and changing the accounts themselves, in a namespace or on the whole cluster. Rights to read Secrets on the whole cluster or in kube-system are told by a control of their own. Rights to named Secrets of one namespace are what a careful role looks like; they are told and weigh nothing.',
    '包括在命名空间内或整个集群中读取、写入和删除 Secret，签发服务账号令牌，以及修改服务账号本身。在整个集群或 kube-system 中读取 Secret 的权限由单独的检查项报告。仅限单个命名空间中指定 Secret 的权限是谨慎的做法，只作提示，不计分。',
  ),
  remediation: {
    text: text(
      'Mount the Secrets a program needs. Where it must ask the API, name them in resourceNames and grant get in one namespace; name the service accounts whose tokens it makes.',
      '为程序挂载所需的 Secret。如果必须通过 API 读取，请在 resourceNames 中列明名称并仅在单个命名空间授予 get；签发令牌时同样列明服务账号。',
    ),
  },
  severity: 'high',
  told: beyondClusterWide,
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.2', version: '1.12' },
    { framework: 'cis-k8s', id: '5.1.13', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
  ],
  references: [
    {
      title: 'Good practices: Secrets and tokens',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets',
    },
  ],
});

/** Reading Secrets everywhere, or those of kube-system, is told by `secrets-readable-cluster-wide`. */
function beyondClusterWide(hit: RiskHit): RiskHit | null {
  if (hit.risk.effect !== 'read-secrets' || hit.isNamed) return hit;
  const namespaces = hit.namespaces.filter((one) => one !== SYSTEM_NAMESPACE);
  const { namespace: severity } = hit.risk.severity;
  if (namespaces.length === 0 || severity === null) return null;
  return namespaces.length === hit.namespaces.length ? hit : { ...hit, namespaces, severity };
}
