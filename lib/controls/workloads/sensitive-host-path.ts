import { normalised, sensitivePathOf } from '#lib/analysis/workloads/sensitive-paths.ts';
import { containersIn } from '#lib/analysis/workloads/unit-containers.ts';
import type { UnitPodSpec, WorkloadUnit } from '#lib/analysis/workloads/workload-index.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import type { Volume } from '#lib/model/pod.ts';
import { text } from '#lib/model/text.ts';
import { fieldEvidence, judgeUnits, weightOf } from './judge-units.ts';

export const sensitiveHostPath = defineControl({
  id: 'sensitive-host-path',
  aliases: [],
  title: text('No pod mounts sensitive folders of its node', '没有 Pod 挂载节点的敏感目录'),
  failTitle: text('Pods mount sensitive folders of their node', '有 Pod 挂载节点的敏感目录'),
  stake: text(
    'Through {path} the pod reaches its node and what others keep there',
    '通过 {path}，Pod 可以触及节点以及他人存放其上的内容',
  ),
  description: text(
    "Through a hostPath a pod reads what its node keeps: keys of the control plane, tokens of every other pod, the state of etcd. With the container runtime's socket, or a system folder it may write, it runs anything on the node. Components of Kubernetes that need it are listed as information.",
    '通过 hostPath，Pod 可以读取节点保存的内容：控制平面密钥、其他 Pod 的令牌、etcd 数据。如果拿到容器运行时的套接字或可写的系统目录，它就能在节点上运行任意程序。确实需要此权限的 Kubernetes 组件仅作为信息列出。',
  ),
  remediation: {
    text: text(
      'Use a ConfigMap, a Secret, an emptyDir or a PersistentVolume instead. Where an agent has to read a folder of the node, mount the narrowest one, read-only.',
      '改用 ConfigMap、Secret、emptyDir 或 PersistentVolume。如果代理必须读取节点目录，请以只读方式挂载范围最小的目录。',
    ),
    yaml: `volumeMounts:
  - name: logs
    mountPath: /host/logs
    readOnly: true
volumes:
  - name: logs
    hostPath:
      path: /var/log/my-agent
      type: Directory`,
  },
  messages: {
    runtime: text(
      'Volume {volume} holds {path}: with the container runtime anything can be started on the node.',
      '卷 {volume} 包含 {path}：借助容器运行时可在节点上启动任意程序。',
    ),
    credentials: text(
      'Volume {volume} holds {path}: keys and tokens of the node and of others lie there.',
      '卷 {volume} 包含 {path}：其中存有节点及他人的密钥和令牌。',
    ),
    system: text(
      'Volume {volume} holds {path}, a system folder of the node.',
      '卷 {volume} 包含节点的系统目录 {path}。',
    ),
    logs: text(
      'Volume {volume} holds {path}: logs of all pods, and links that may lead out of the folder.',
      '卷 {volume} 包含 {path}：其中有所有 Pod 的日志，且符号链接可能指向目录之外。',
    ),
    component: text(
      'Mounts folders of its node such as {path}, as {component} has to.',
      '挂载节点目录（如 {path}），这是 {component} 所必需的。',
    ),
  },
  severity: 'high',
  category: 'workloads',
  frameworks: [
    { framework: 'cis-k8s', id: '5.2.11', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N1.4' },
    { framework: 'pss-baseline', id: 'hostPathVolumes' },
    { framework: 'threat-matrix', id: 'MS-TA9013' },
    { framework: 'mitre-attack', id: 'T1611' },
    { framework: 'owasp-k8s', id: 'K01', version: '2022' },
    { framework: 'measures', id: 'S11' },
  ],
  references: [
    { title: 'hostPath volumes', url: 'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath' },
  ],
  needs: { workloads: 'matters' },
  evaluate: ({ workloads }) =>
    judgeUnits(workloads, (unit) =>
      unit.podSpecs.flatMap((podSpec) =>
        (podSpec.spec.volumes ?? []).flatMap((volume, index) =>
          violationsOf(unit, podSpec, { volume, path: `${podSpec.path}.volumes[${index}].hostPath.path` }),
        ),
      ),
    ),
});

interface Found {
  readonly volume: Volume;
  readonly path: string;
}

function violationsOf(unit: WorkloadUnit, podSpec: UnitPodSpec, { volume, path }: Found): Violation[] {
  const sensitive = volume.hostPath === undefined ? null : sensitivePathOf(volume.hostPath.path);
  if (sensitive === null || volume.hostPath === undefined) return [];
  const isWritable = containersIn(podSpec.spec).some((container) =>
    container.volumeMounts?.some((mount) => mount.name === volume.name && mount.readOnly !== true),
  );
  const { severity, component } = weightOf(
    unit,
    'hostPath',
    isWritable ? sensitive.writable : sensitive.readOnly,
  );
  const folder = volume.hostPath.path;
  const observed = isWritable
    ? text(`${folder} (writable)`, `${folder}（可写）`)
    : text(`${folder} (read-only)`, `${folder}（只读）`);
  const hostPath = normalised(volume.hostPath.path);
  return [
    {
      resource: unit.ref,
      // The folder is what matters, volumes are renamed freely; what a component needs is told once.
      detailKey: component === null ? hostPath : 'component',
      messageId: component === null ? sensitive.kind : 'component',
      params: { volume: volume.name, path: hostPath, component: component ?? '' },
      evidence: [
        fieldEvidence(unit, { podSpec, path, observed, expected: text('no hostPath', '不使用 hostPath') }),
      ],
      severity,
    },
  ];
}
