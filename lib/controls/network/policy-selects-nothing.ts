import { defineControl } from '#lib/controls/define-control.ts';
import { showCommand } from '#lib/controls/show-command.ts';
import type { Violation } from '#lib/model/control.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';
import { text } from '#lib/model/text.ts';
import { NOT_ENFORCED } from './not-enforced.ts';

export const policySelectsNothing = defineControl({
  id: 'policy-selects-nothing',
  aliases: [],
  title: text('Every network policy selects something', '每条网络策略都有选中的对象'),
  failTitle: text('Network policies select nothing', '有网络策略没有选中任何对象'),
  stake: text(
    'What the policy was written to shield is not shielded by it',
    '策略本应保护的对象并没有受到保护',
  ),
  description: text(
    'A policy shields the pods that its selector picks. One whose labels no pod carries, neither now nor by the template of any workload, does nothing, and nothing says so: a label was misspelt, the workload was renamed, or it is gone. Policies of every kind that the network plugin enforces are looked at.',
    '策略只保护其选择器选中的 Pod。如果没有任何 Pod 或工作负载模板带有这些标签，策略就不起作用，而且不会有任何提示：可能是标签写错、工作负载改名，或者已被删除。此处检查网络插件会执行的所有类型的策略。',
  ),
  remediation: {
    text: text(
      'Compare the selector with the labels of the pods it is meant for and mend it, or delete the policy where what it was for is gone.',
      '将选择器与目标 Pod 的标签对照并修正；如果目标已不存在，则删除该策略。',
    ),
  },
  messages: {
    idle: text('{kind} {name} selects nothing that is there.', '{kind} {name} 没有选中任何现有对象。'),
  },
  severity: 'medium',
  category: 'network',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N2.2' },
    { framework: 'owasp-k8s', id: 'K07', version: '2022' },
    { framework: 'measures', id: 'S10' },
  ],
  references: [
    {
      title: 'Network policies',
      url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    },
  ],
  // Whom a policy is for may be what was not read.
  needs: { network: 'whole', pods: 'whole' },
  evaluate: ({ network }) => {
    if (!network.isEnforced) return NOT_ENFORCED;
    return {
      kind: 'judged',
      checked: network.policies,
      violations: network.idlePolicies.map(violationOf),
    };
  },
});

function violationOf(policy: ResourceRef): Violation {
  const { kind, namespace, name } = policy;
  return {
    resource: policy,
    detailKey: 'selector',
    messageId: 'idle',
    params: { kind, name: namespace === null ? name : `${namespace}/${name}` },
    evidence: [
      {
        path: `selector of ${kind} ${name}`,
        observed: text('no pod, no template', '没有 Pod，也没有模板'),
        expected: text('labels that some pod carries', '有 Pod 带有的标签'),
        command: showCommand(policy),
      },
    ],
  };
}
