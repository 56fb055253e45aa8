import { isEverything } from '#lib/analysis/rbac/rule-power.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import { text } from '#lib/model/text.ts';
import { byBinding, grantEvidence, listSubjects, sourceLabel, sourceRef } from './judge-grants.ts';
import type { BindingHold } from './judge-grants.ts';

export const clusterAdminBound = defineControl({
  id: 'cluster-admin-bound',
  aliases: [],
  title: text(
    'Nobody is bound to full administration beyond what the cluster came with',
    '除集群自带的绑定外，没有主体被授予完全管理权限',
  ),
  failTitle: text('Bindings give full administration', '存在授予完全管理权限的绑定'),
  stake: text(
    '{subjects} may read every Secret within reach and run anything there',
    '{subjects} 可以读取所及范围内的全部 Secret，并运行任何程序',
  ),
  description: text(
    'A role that allows every verb on every resource, cluster-admin or one of any other name, lets its holder read every Secret, run anything on every node and change its own rights. Through a RoleBinding it rules one namespace. The binding of system:masters that Kubernetes makes, and that of kubeadm:cluster-admins which kubeadm makes for its administrators, are not reported while they are unchanged.',
    '允许对所有资源执行所有操作的角色（无论名为 cluster-admin 还是其他名称）让持有者可以读取全部 Secret、在任何节点上运行任何程序，并修改自己的权限；通过 RoleBinding 授予时则完全控制一个命名空间。Kubernetes 自带的 system:masters 绑定，以及 kubeadm 为其管理员创建的 kubeadm:cluster-admins 绑定，在未被改动时不予报告。',
  ),
  remediation: {
    text: text(
      'Give each subject a role with what it was seen to need, then remove the binding. Keep one sealed credential for emergencies instead of standing rights.',
      '为每个主体授予只包含其实际所需权限的角色，然后删除该绑定；紧急情况使用单独封存的凭据，而不是长期权限。',
    ),
    command: 'kubectl delete clusterrolebinding NAME',
  },
  messages: {
    cluster: text(
      '{binding} makes {subjects} administrator of the whole cluster through {role}.',
      '{binding} 通过 {role} 使 {subjects} 成为整个集群的管理员。',
    ),
    namespace: text(
      '{binding} gives {subjects} every right in namespace {namespace} through {role}.',
      '{binding} 通过 {role} 将命名空间 {namespace} 的全部权限授予 {subjects}。',
    ),
  },
  severity: 'critical',
  category: 'rbac',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.1', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9019' },
    { framework: 'mitre-attack', id: 'T1078.003' },
  ],
  references: [
    {
      title: 'User-facing roles',
      url: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
    },
  ],
  needs: { permissions: 'matters' },
  evaluate: ({ permissions }) => ({
    kind: 'judged',
    checked: permissions.bindingCount,
    violations: byBinding(permissions.addedRules().filter(({ rule }) => isEverything(rule))).map(violationOf),
  }),
});

function violationOf({ binding, role, namespace, subjects, rules }: BindingHold): Violation {
  return {
    resource: sourceRef(binding),
    detailKey: 'everything',
    messageId: namespace === null ? 'cluster' : 'namespace',
    params: {
      binding: sourceLabel(binding),
      role: sourceLabel(role),
      subjects: listSubjects(subjects),
      namespace: namespace ?? '',
    },
    evidence: grantEvidence(rules, text('only the verbs and resources needed', '仅限所需的操作和资源')),
    severity: namespace === null ? 'critical' : 'high',
  };
}
