import { text } from '#lib/model/text.ts';
import { defineRiskFamily } from './define-risk-family.ts';

export const admissionControlGranted = defineRiskFamily({
  family: 'admission-control',
  id: 'admission-control-granted',
  title: text('Nobody was given what admits objects', '没有主体被授予控制对象准入的权限'),
  failTitle: text('Subjects may change what admits objects', '有主体可以修改对象准入机制'),
  stake: text(
    'Whoever holds it changes what others send to the API, or lets it past the checks',
    '持有者可以改写他人提交给 API 的对象，或使其绕过检查',
  ),
  description: text(
    'Webhooks and admission policies see every object on its way in and may change or stop it; API services and definitions decide what kinds there are; labels of a namespace decide on its Pod Security and exemptions. A namespaced right to change the own namespace is enough for its labels.',
    'Webhook 和准入策略可以看到每个进入的对象，并能修改或拦截它；API 服务和资源定义决定存在哪些类型；命名空间的标签决定其 Pod 安全级别和豁免。仅有修改自身命名空间的命名空间级权限就足以更改标签。',
  ),
  remediation: {
    text: text(
      'Keep these rights to the cluster’s administrators and the installation of add-ons; name the one object an operator must keep up to date.',
      '这些权限仅限集群管理员和插件安装过程；只列出 Operator 必须更新的对象名称。',
    ),
  },
  severity: 'high',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.12', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
  ],
  references: [
    {
      title: 'Good practices: control admission webhooks',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks',
    },
  ],
});
