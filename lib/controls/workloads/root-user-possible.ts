import { NOT_SET } from '#lib/controls/not-set.ts';
import { containerPath, containersOf, type UnitContainer } from '#lib/analysis/workloads/unit-containers.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import type { Container, PodSpec } from '#lib/model/pod.ts';
import { text } from '#lib/model/text.ts';
import { fieldEvidence, judgeUnits, weightOf } from './judge-units.ts';

export const rootUserPossible = defineControl({
  id: 'root-user-possible',
  aliases: [],
  title: text('No container can run as root', '容器无法以 root 身份运行'),
  failTitle: text('Containers may run as root', '有容器可能以 root 身份运行'),
  description: text(
    'Root in a container is root for the kernel unless the pod has a user namespace of its own: a flaw in the runtime or a careless mount is then enough to own the node. Where nothing forbids it, the image decides, and most images start as root.',
    '除非 Pod 拥有独立的用户命名空间，否则容器内的 root 对内核而言就是 root：运行时的漏洞或一次疏忽的挂载就足以控制节点。如果没有任何限制，由镜像决定，而大多数镜像默认以 root 启动。',
  ),
  remediation: {
    text: text(
      'Give the image a user of its own and demand it: runAsNonRoot refuses to start root, runAsUser names the user. On newer clusters hostUsers: false keeps root away from the node as well.',
      '为镜像设置专用用户并强制要求：runAsNonRoot 会拒绝以 root 启动，runAsUser 指定用户。较新的集群还可以用 hostUsers: false 将容器内的 root 与节点隔离。',
    ),
    yaml: `spec:
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001`,
  },
  messages: {
    root: text('Container {container} runs as user 0.', '容器 {container} 以用户 0 运行。'),
    unset: text(
      'Nothing keeps container {container} from running as root: its image decides.',
      '没有设置阻止容器 {container} 以 root 运行：由其镜像决定。',
    ),
    component: text(
      'Container {container} may run as root, as {component} has to.',
      '容器 {container} 可能以 root 运行，这是 {component} 所必需的。',
    ),
  },
  severity: 'medium',
  category: 'workloads',
  frameworks: [
    { framework: 'cis-k8s', id: '5.2.7', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N1.1' },
    { framework: 'pss-restricted', id: 'runAsNonRoot' },
    { framework: 'pss-restricted', id: 'runAsUser' },
    { framework: 'mitre-attack', id: 'T1611' },
    { framework: 'owasp-k8s', id: 'K01', version: '2022' },
    { framework: 'measures', id: 'S11' },
  ],
  references: [
    {
      title: 'Security context',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    },
  ],
  needs: { workloads: 'matters' },
  evaluate: ({ workloads }) =>
    judgeUnits(workloads, (unit) => containersOf(unit).flatMap((each) => violationsOf(each))),
});

function violationsOf(each: UnitContainer): Violation[] {
  const { unit, podSpec, container } = each;
  const field = fieldThatAllowsRoot(container, podSpec.spec);
  if (field === null) return [];
  const { severity, component } = weightOf(unit, 'root', 'medium');
  const isNamed = field === 'runAsUser';
  const ownMessage = isNamed ? 'root' : 'unset';
  const observation = {
    podSpec,
    path: `${containerPath(each)}.securityContext.${field}`,
    observed: isNamed ? '0' : NOT_SET,
    expected: isNamed ? text('above 0', '大于 0') : 'true',
  };
  return [
    {
      resource: unit.ref,
      detailKey: `${container.name}/runAsNonRoot`,
      messageId: component === null ? ownMessage : 'component',
      params: { container: container.name, component: component ?? '' },
      evidence: [fieldEvidence(unit, observation)],
      severity,
    },
  ];
}

/** The container's own setting wins over the pod's, field by field. */
function fieldThatAllowsRoot(container: Container, spec: PodSpec): 'runAsUser' | 'runAsNonRoot' | null {
  // With a user namespace of its own the pod's root is nobody on the node (relaxed so from 1.35 on).
  if (spec.hostUsers === false || spec.os?.name === 'windows') return null;
  const settings = { ...spec.securityContext, ...container.securityContext };
  if (settings.runAsNonRoot === true) return null;
  if (settings.runAsUser === undefined) return 'runAsNonRoot';
  return settings.runAsUser === 0 ? 'runAsUser' : null;
}
