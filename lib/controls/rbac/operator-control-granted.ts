import { text } from '#lib/model/text.ts';
import { defineRiskFamily } from './define-risk-family.ts';

export const operatorControlGranted = defineRiskFamily({
  family: 'operator-control',
  id: 'operator-control-granted',
  title: text(
    'Nobody was given the objects that strong operators act on',
    '没有主体被授予写入强权限 Operator 所处理对象的权限',
  ),
  failTitle: text('Subjects may command strong operators', '有主体可以驱使强权限的 Operator'),
  stake: text(
    'An operator does on request what its caller may not do alone',
    'Operator 会代为执行调用者自身无权执行的操作',
  ),
  description: text(
    'An operator acts on its objects with its own rights: whoever writes them borrows those rights. Argo CD, Flux, Crossplane, Kyverno, Tekton and their like mostly hold everything. How much is really had depends on how the operator is set up, which a scan cannot see.',
    'Operator 会以自身权限处理其对象：能写入这些对象的主体就借用了这些权限。Argo CD、Flux、Crossplane、Kyverno、Tekton 等通常拥有全部权限。实际能得到多少取决于 Operator 的配置，扫描无法看到。',
  ),
  remediation: {
    text: text(
      'Grant it as you would grant the operator’s own rights, limited to one namespace or project, and narrow the operator’s own account.',
      '应像授予 Operator 自身权限一样谨慎，限制在单个命名空间或项目，并收窄 Operator 自己的账号。',
    ),
  },
  severity: 'medium',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
  ],
  references: [
    { title: 'Operator pattern', url: 'https://kubernetes.io/docs/concepts/extend-kubernetes/operator/' },
  ],
});
