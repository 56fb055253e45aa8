import { parseKubeVersion, isProviderBuild } from '#lib/facts/kube-version.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import type { Verdict, Violation } from '#lib/model/control.ts';
import { refOf } from '#lib/model/kube-object.ts';
import { isControlPlane, type Node } from '#lib/model/node.ts';
import { text } from '#lib/model/text.ts';

/** Labels by which a provider that keeps the control plane to itself marks its nodes. */
const MANAGED_LABELS = [
  'eks.amazonaws.com/nodegroup',
  'cloud.google.com/gke-nodepool',
  'kubernetes.azure.com/cluster',
];

export const singleControlPlaneNode = defineControl({
  id: 'single-control-plane-node',
  aliases: [],
  title: text('Several nodes carry the control plane', '控制平面运行在多个节点上'),
  failTitle: text('One node carries the whole control plane', '整个控制平面只运行在一个节点上'),
  description: text(
    'With a single control-plane node its failure, or its upgrade, stops everything that changes: nothing is scheduled, no policy or secret is rolled out, no attack can be answered through the API. With etcd on it, losing its disk loses the cluster.',
    '只有一个控制平面节点时，一旦它故障或升级，所有变更都会停止：无法调度，无法下发策略或密钥，也无法通过 API 应对攻击。如果 etcd 也在其上，丢失磁盘就等于丢失集群。',
  ),
  remediation: {
    text: text(
      'Put a load balancer before the API and join two more control-plane nodes, three in all, so that etcd keeps its majority when one is gone. Until then take etcd snapshots off the node.',
      '在 API 前放置负载均衡器，再加入两个控制平面节点（共三个），使 etcd 在失去一个成员后仍保持多数。在此之前，请将 etcd 快照保存到节点之外。',
    ),
    command: 'kubeadm join LOAD_BALANCER:6443 --control-plane --certificate-key KEY --token TOKEN',
  },
  messages: {
    single: text('{node} is the only control-plane node.', '{node} 是唯一的控制平面节点。'),
  },
  severity: 'medium',
  category: 'control-plane',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N2.4' },
    { framework: 'mitre-attack', id: 'T1499' },
    { framework: 'measures', id: 'S2' },
  ],
  references: [
    {
      title: 'Highly available clusters with kubeadm',
      url: 'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/',
    },
  ],
  needs: { nodes: 'whole' },
  evaluate: ({ nodes }) => {
    const controlPlane = nodes.filter(isControlPlane);
    const [only] = controlPlane;
    if (only === undefined) return withoutControlPlane(nodes);
    const violations = controlPlane.length === 1 ? [violationOf(only)] : [];
    return { kind: 'judged', checked: 1, violations };
  },
});

function violationOf(node: Node): Violation {
  const resource = refOf(node);
  const path = "metadata.labels['node-role.kubernetes.io/control-plane']";
  const command = 'kubectl get nodes -l node-role.kubernetes.io/control-plane';
  return {
    resource,
    detailKey: 'control-plane',
    messageId: 'single',
    params: { node: node.metadata.name },
    evidence: [
      { path, observed: text('1 node', '1 个节点'), expected: text('3 nodes', '3 个节点'), command },
    ],
  };
}

/** No node is labelled: either a provider runs the control plane out of sight, or it cannot be told. */
function withoutControlPlane(nodes: readonly Node[]): Verdict {
  if (nodes.some(isManaged)) {
    const reason = text('The provider runs the control plane.', '控制平面由服务商运行。');
    return { kind: 'not-applicable', reason };
  }
  const reason = text(
    'No node carries a control-plane label: where the control plane runs cannot be told.',
    '没有节点带有控制平面标签：无法判断控制平面运行在哪里。',
  );
  return { kind: 'judged', checked: 0, violations: [], unseen: { reason, gapIds: [] } };
}

function isManaged({ metadata, status }: Node): boolean {
  const version = parseKubeVersion(status.nodeInfo?.kubeletVersion ?? '');
  const hasLabel = MANAGED_LABELS.some((label) => metadata.labels?.[label] !== undefined);
  return hasLabel || (version !== null && isProviderBuild(version));
}
