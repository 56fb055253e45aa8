import type { UnitPodSpec, WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import type { Severity } from '#lib/model/severity.ts';
import { text } from '#lib/model/text.ts';
import { fieldEvidence, judgeUnits, weightOf, type Weight } from './judge-units.ts';

const NAMESPACES = ['hostPID', 'hostIPC', 'hostNetwork'] as const;
type HostNamespace = (typeof NAMESPACES)[number];

const SEVERITIES: Readonly<Record<HostNamespace, Severity>> = {
  hostPID: 'high',
  hostIPC: 'medium',
  hostNetwork: 'medium',
};

export const hostNamespaces = defineControl({
  id: 'host-namespaces',
  aliases: [],
  title: text("Pods keep out of their node's namespaces", 'Pod 不使用节点的命名空间'),
  failTitle: text("Pods share their node's namespaces", '有 Pod 共享节点的命名空间'),
  stake: text(
    'What runs in the pod shares processes, memory or network with its node',
    'Pod 中的程序与节点共用进程空间、内存或网络',
  ),
  description: text(
    "A pod in the node's process namespace sees and may signal every process there, environment included. On the node's network it can listen and sniff as the node does, passes by NetworkPolicies and reaches what listens on loopback. Components of Kubernetes that need it are listed as information.",
    '处于节点进程命名空间的 Pod 可以看到并操作节点上的所有进程（包括其环境变量）。使用节点网络的 Pod 可以像节点一样监听和嗅探，绕过 NetworkPolicy，并访问仅监听回环地址的服务。确实需要此权限的 Kubernetes 组件仅作为信息列出。',
  ),
  remediation: {
    text: text(
      'Leave hostPID, hostIPC and hostNetwork out. For traffic from outside use a Service; for node metrics run one agent with the right and nothing else beside it. Label the namespace with enforce=baseline.',
      '去掉 hostPID、hostIPC 和 hostNetwork。外部流量请使用 Service；采集节点指标时，只让一个代理拥有此权限。为命名空间加上 enforce=baseline 标签。',
    ),
    yaml: `spec:
  hostPID: false
  hostIPC: false
  hostNetwork: false`,
  },
  messages: {
    hostPID: text('Pods see every process of their node.', 'Pod 可以看到节点上的所有进程。'),
    hostIPC: text(
      "Pods share their node's memory segments and queues.",
      'Pod 共享节点的共享内存和消息队列。',
    ),
    hostNetwork: text("Pods use their node's network as their own.", 'Pod 直接使用节点的网络。'),
    component: text(
      'Pods use {field}, as {component} has to.',
      'Pod 使用 {field}，这是 {component} 所必需的。',
    ),
  },
  severity: 'high',
  category: 'workloads',
  frameworks: [
    { framework: 'cis-k8s', id: '5.2.3', version: '1.12' },
    { framework: 'cis-k8s', id: '5.2.4', version: '1.12' },
    { framework: 'cis-k8s', id: '5.2.5', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N1.4' },
    { framework: 'pss-baseline', id: 'hostNamespaces' },
    { framework: 'mitre-attack', id: 'T1611' },
    { framework: 'owasp-k8s', id: 'K01', version: '2022' },
    { framework: 'measures', id: 'S11' },
  ],
  references: [
    {
      title: 'Pod Security Standards',
      url: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    },
  ],
  needs: { workloads: 'matters' },
  evaluate: ({ workloads }) =>
    judgeUnits(workloads, (unit) =>
      unit.podSpecs.flatMap((podSpec) =>
        NAMESPACES.filter((field) => podSpec.spec[field] === true).map((field) =>
          violationOf(unit, podSpec, field),
        ),
      ),
    ),
});

function violationOf(unit: WorkloadUnit, podSpec: UnitPodSpec, field: HostNamespace): Violation {
  const full: Weight = { severity: SEVERITIES[field], component: null };
  const { severity, component } = field === 'hostNetwork' ? weightOf(unit, field, full.severity) : full;
  const observation = { podSpec, path: `${podSpec.path}.${field}`, observed: 'true', expected: 'false' };
  return {
    resource: unit.ref,
    detailKey: field,
    messageId: component === null ? field : 'component',
    params: { field, component: component ?? '' },
    evidence: [fieldEvidence(unit, observation)],
    severity,
  };
}
