import { text } from '#lib/model/text.ts';
import { defineRiskFamily } from './define-risk-family.ts';

export const disruptionRightsGranted = defineRiskFamily({
  family: 'disruption',
  id: 'disruption-rights-granted',
  title: text(
    'Nobody was given the means to stop or empty the cluster',
    '没有主体被授予中断或清空集群的权限',
  ),
  failTitle: text('Subjects may stop or empty a part of the cluster', '有主体可以中断或清空集群的一部分'),
  stake: text('Services can be ended, and traces of it hidden', '服务可以被中断，痕迹也可以被掩盖'),
  description: text(
    'Deleting namespaces, pods or events, scaling to nothing, changing quotas and priorities, taking the leases of the control plane: none of it gives new rights, but each may end a service or hide what happened.',
    '删除命名空间、Pod 或事件，缩容到零，修改配额和优先级，夺取控制平面的 Lease：这些都不会带来新权限，但都可能中断服务或掩盖痕迹。',
  ),
  remediation: {
    text: text(
      'Grant them to the operator that needs them, in the namespaces it works in.',
      '仅授予需要它们的 Operator，并限制在其工作的命名空间。',
    ),
  },
  severity: 'medium',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
  ],
  references: [
    {
      title: 'Good practices: least privilege',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege',
    },
  ],
});
