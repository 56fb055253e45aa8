import type { NetworkPicture } from '#lib/analysis/network/derived/network-picture.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import { showCommand } from '#lib/controls/show-command.ts';
import type { Violation } from '#lib/model/control.ts';
import { text } from '#lib/model/text.ts';
import { NOT_ENFORCED } from './not-enforced.ts';

export const namespaceSelectorMisspelt = defineControl({
  id: 'namespace-selector-misspelt',
  aliases: [],
  title: text('Policies ask for namespace labels that exist', '策略要求的命名空间标签存在'),
  failTitle: text('Policies ask for namespace labels that no namespace has', '策略要求的命名空间标签不存在'),
  stake: text(
    'The rule lets nobody in, or keeps nobody out, and looks as if it did',
    '规则看似生效，实际上既放不进任何人，也挡不住任何人',
  ),
  description: text(
    'A rule finds namespaces by their labels. Where no namespace carries the label, the rule is for nobody: an allowing one breaks what it should let through, a denying one keeps nothing out. Often the label was misspelt, or the namespace was never labelled; its name is the value of kubernetes.io/metadata.name, which every namespace has.',
    '规则通过标签查找命名空间。如果没有命名空间带有该标签，规则就不针对任何对象：放行规则会中断本应放行的流量，拒绝规则则什么也挡不住。常见原因是标签写错，或命名空间从未打过标签；命名空间的名称是 kubernetes.io/metadata.name 的值，每个命名空间都有这个标签。',
  ),
  remediation: {
    text: text(
      'Write the label as the namespace has it, or select the namespace by its name.',
      '按命名空间实际的标签书写，或按名称选择命名空间。',
    ),
    yaml: `namespaceSelector:
  matchLabels:
    kubernetes.io/metadata.name: monitoring`,
  },
  messages: {
    near: text(
      'It asks for namespaces with {label}; none has that. {near} was perhaps meant.',
      '它要求命名空间带有 {label}，但没有命名空间满足；可能想写的是 {near}。',
    ),
    none: text(
      'It asks for namespaces with {label}; none has that.',
      '它要求命名空间带有 {label}，但没有命名空间满足。',
    ),
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
  needs: { network: 'whole', namespaces: 'whole' },
  evaluate: ({ network }) => {
    if (!network.isEnforced) return NOT_ENFORCED;
    return {
      kind: 'judged',
      checked: network.policies,
      violations: network.missingLabels.map(violationOf),
      ...(network.areNamespacesWhole
        ? {}
        : {
            unseen: {
              reason: text(
                'Pods stand in namespaces whose labels were not read.',
                '有 Pod 所在命名空间的标签未能读取。',
              ),
              gapIds: [],
            },
          }),
    };
  },
});

function violationOf({ policy, key, values, near }: NetworkPicture['missingLabels'][number]): Violation {
  const label = values === null ? key : `${key}=${values.join('|')}`;
  const [meant] = near;
  return {
    resource: policy,
    detailKey: label,
    messageId: meant === undefined ? 'none' : 'near',
    params: { label, ...(meant === undefined ? {} : { near: meant }) },
    evidence: [
      {
        path: `namespace selector of ${policy.kind} ${policy.name}`,
        observed: label,
        expected: meant ?? text('a label that some namespace has', '有命名空间带有的标签'),
        command: showCommand(policy),
      },
      {
        path: 'metadata.labels',
        observed: text('no namespace has it', '没有命名空间带有它'),
        expected: label,
        command: 'kubectl get namespaces --show-labels',
      },
    ],
    // It may be for a namespace that is yet to come.
    ...(meant === undefined ? { severity: 'low' } : {}),
  };
}
