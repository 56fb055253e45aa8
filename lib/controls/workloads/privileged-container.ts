import { containerPath, containersOf, type UnitContainer } from '#lib/analysis/workloads/unit-containers.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import { text } from '#lib/model/text.ts';
import { fieldEvidence, judgeUnits, weightOf } from './judge-units.ts';

export const privilegedContainer = defineControl({
  id: 'privileged-container',
  aliases: [],
  title: text('No container runs privileged', '没有容器以特权模式运行'),
  failTitle: text('Containers run privileged', '有容器以特权模式运行'),
  stake: text(
    'Whoever breaks into it owns the node and what all its pods may do',
    '容器一旦被攻破，节点及其上所有 Pod 的权限都随之失守',
  ),
  description: text(
    'A privileged container sees every device of its node and keeps every capability of the kernel. Whoever breaks into it owns the node, and with it the credentials of all pods there. Components of Kubernetes that need the right, such as kube-proxy and the network plugin, are listed as information.',
    '特权容器可以访问节点的全部设备，并拥有内核的全部能力。一旦被攻破，攻击者就控制了整个节点以及其上所有 Pod 的凭据。确实需要此权限的 Kubernetes 组件（如 kube-proxy 和网络插件）仅作为信息列出。',
  ),
  remediation: {
    text: text(
      'Take out the privileged setting and add only the capabilities the program was seen to need. Then let Pod Security admission keep it so: label the namespace with enforce=baseline.',
      '去掉特权设置，只添加程序确实需要的能力；随后为命名空间加上 enforce=baseline 标签，由 Pod 安全准入防止再次出现。',
    ),
    yaml: `securityContext:
  privileged: false
  allowPrivilegeEscalation: false
  capabilities:
    drop: [ALL]`,
  },
  messages: {
    privileged: text('Container {container} runs privileged.', '容器 {container} 以特权模式运行。'),
    hostProcess: text(
      'Container {container} runs as a Windows host process.',
      '容器 {container} 以 Windows 主机进程方式运行。',
    ),
    component: text(
      'Container {container} runs privileged, as {component} has to.',
      '容器 {container} 以特权模式运行，这是 {component} 所必需的。',
    ),
  },
  severity: 'high',
  category: 'workloads',
  frameworks: [
    { framework: 'cis-k8s', id: '5.2.2', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N1.4' },
    { framework: 'pss-baseline', id: 'privileged' },
    { framework: 'pss-baseline', id: 'windowsHostProcess' },
    { framework: 'threat-matrix', id: 'MS-TA9018' },
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
    judgeUnits(workloads, (unit) => containersOf(unit).flatMap((each) => violationOf(each))),
});

function violationOf(each: UnitContainer): Violation[] {
  const { unit, podSpec, container } = each;
  const field = privilegedField(each);
  if (field === null) return [];
  const { severity, component } = weightOf(unit, 'privileged', 'high');
  const observation = {
    podSpec,
    path: `${containerPath(each)}.securityContext.${field}`,
    observed: 'true',
    expected: 'false',
  };
  const messageId = field === 'privileged' ? 'privileged' : 'hostProcess';
  return [
    {
      resource: unit.ref,
      detailKey: `${container.name}/${field}`,
      messageId: component === null ? messageId : 'component',
      params: { container: container.name, component: component ?? '' },
      evidence: [fieldEvidence(unit, observation)],
      severity,
    },
  ];
}

function privilegedField({ container, podSpec }: UnitContainer): string | null {
  const { securityContext } = container;
  if (securityContext?.privileged === true) return 'privileged';
  const ofPod = podSpec.spec.securityContext?.windowsOptions?.hostProcess;
  return (securityContext?.windowsOptions?.hostProcess ?? ofPod) === true
    ? 'windowsOptions.hostProcess'
    : null;
}
