import {
  namespaceDefaults,
  type NamespaceDefault,
} from '#lib/analysis/network/derived/namespace-defaults.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import type { Direction } from '#lib/analysis/network/default-deny.ts';
import type { Severity } from '#lib/model/severity.ts';
import { text } from '#lib/model/text.ts';

/** Closing the cluster's own services needs care and brings less. */
const SYSTEM_NAMESPACE = 'kube-system';

export const namespaceWithoutDefaultDeny = defineControl({
  id: 'namespace-without-default-deny',
  aliases: [],
  title: text('Every namespace denies traffic by default', '每个命名空间默认拒绝流量'),
  failTitle: text('Namespaces are open by default', '有命名空间默认开放'),
  stake: text(
    'What no policy selects may be reached, or reach out, without limit',
    '未被策略选中的 Pod 可以不受限制地被访问或对外访问',
  ),
  description: text(
    'A pod that no NetworkPolicy selects may be reached from every pod of the cluster and may reach everything. A policy that selects all pods of a namespace and allows nothing turns that round: what is needed is then opened one by one, and a pod added tomorrow is closed too. Policies of every kind that the network plugin enforces count.',
    '未被任何 NetworkPolicy 选中的 Pod 可以被集群内所有 Pod 访问，也可以访问一切。选中命名空间全部 Pod 且不放行任何流量的策略会反转这一点：按需逐一放行，明天新增的 Pod 也同样受限。网络插件会执行的所有类型的策略都计算在内。',
  ),
  remediation: {
    text: text(
      'Write down who talks to whom, allow that, then add a policy that denies the rest, ingress first. Remember DNS when you close egress.',
      '梳理通信关系并放行，然后添加默认拒绝策略，先入站后出站。关闭出站时不要忘记放行 DNS。',
    ),
    yaml: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]`,
  },
  messages: {
    open: text(
      '{direction} of {open} of {workloads} workloads in {namespace} is open to all: no policy selects them.',
      '{namespace} 中 {workloads} 个工作负载有 {open} 个的 {direction} 方向完全开放：没有策略选中它们。',
    ),
    unclosed: text(
      '{direction} of {open} of {workloads} workloads in {namespace} is open by default: no policy of any kind closes it.',
      '{namespace} 中 {workloads} 个工作负载有 {open} 个的 {direction} 方向默认开放：没有任何类型的策略将其关闭。',
    ),
    future: text(
      'Policies cover {direction} of every workload in {namespace} today, but not of those to come.',
      '{namespace} 中现有工作负载的 {direction} 方向均有策略覆盖，但新增的工作负载没有。',
    ),
    reopened: text(
      'A policy for all pods of {namespace} allows any {direction} traffic.',
      '{namespace} 中有一条面向所有 Pod 的策略放行了任意 {direction} 流量。',
    ),
  },
  severity: 'medium',
  category: 'network',
  frameworks: [
    { framework: 'cis-k8s', id: '5.3.2', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N2.2' },
    { framework: 'threat-matrix', id: 'MS-TA9034' },
    { framework: 'mitre-attack', id: 'T1046' },
    { framework: 'owasp-k8s', id: 'K07', version: '2022' },
    { framework: 'measures', id: 'S10' },
    { framework: 'measures', id: 'S9' },
  ],
  references: [
    {
      title: 'Network policies',
      url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    },
  ],
  needs: { workloads: 'matters', networkPolicies: 'whole', network: 'whole' },
  evaluate: ({ workloads, networkPolicies, network }) => {
    const defaults = namespaceDefaults(workloads.units, networkPolicies, network);
    const isUnseen = defaults.some(({ isUnknown }) => isUnknown);
    return {
      kind: 'judged',
      checked: new Set(defaults.map(({ namespace }) => namespace)).size,
      violations: defaults.flatMap(violationsOf),
      ...(isUnseen ? { unseen: { reason: network.mayNotEnforce ?? UNTOLD, gapIds: [] } } : {}),
    };
  },
});

const UNTOLD = text(
  'Whether policies close every namespace depends on what could not be told.',
  '策略是否关闭了每个命名空间取决于无法判断的内容。',
);

function violationsOf(of: NamespaceDefault): Violation[] {
  const { namespace, workloads, direction, reopenedBy, open, isEveryKind } = of;
  if (of.isDefaultDeny || of.isUnknown) return [];
  const opened = isEveryKind ? 'unclosed' : 'open';
  const messageId = reopenedBy === null ? (open === 0 ? 'future' : opened) : 'reopened';
  const unselected = isEveryKind
    ? text(`${open} of ${workloads} workloads not closed`, `${workloads} 个工作负载中有 ${open} 个未关闭`)
    : text(
        `${open} of ${workloads} workloads not selected`,
        `${workloads} 个工作负载中有 ${open} 个未被选中`,
      );
  return [
    {
      resource: { apiVersion: 'v1', kind: 'Namespace', namespace: null, name: namespace, uid: null },
      detailKey: direction.toLowerCase(),
      messageId,
      params: { namespace, direction: direction.toLowerCase(), open, workloads },
      evidence: [
        {
          path: `networkpolicies of ${namespace}`,
          observed: reopenedBy ?? unselected,
          expected: text(
            `a policy with podSelector {} and ${direction} among its policyTypes`,
            `podSelector 为 {} 且 policyTypes 包含 ${direction} 的策略`,
          ),
          command: `kubectl get networkpolicies -n ${namespace} -o yaml`,
        },
      ],
      severity: severityOf(namespace, direction, messageId === 'future'),
    },
  ];
}

function severityOf(namespace: string, direction: Direction, isCovered: boolean): Severity {
  return namespace === SYSTEM_NAMESPACE || direction === 'Egress' || isCovered ? 'low' : 'medium';
}
