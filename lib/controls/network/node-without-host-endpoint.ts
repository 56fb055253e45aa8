import { defineControl } from '#lib/controls/define-control.ts';
import { showCommand } from '#lib/controls/show-command.ts';
import type { Violation } from '#lib/model/control.ts';
import type { HostNode } from '#lib/model/host-firewall.ts';
import { text } from '#lib/model/text.ts';
import { nodeRef } from './host-refs.ts';

type Guard = 'calico' | 'cilium';

export const nodeWithoutHostEndpoint = defineControl({
  id: 'node-without-host-endpoint',
  aliases: [],
  title: text('The host firewall covers every node', '主机防火墙覆盖所有节点'),
  failTitle: text('The host firewall leaves nodes out', '主机防火墙遗漏了部分节点'),
  stake: text(
    'On these nodes every port that listens is open to whoever reaches the node',
    '在这些节点上，所有监听的端口都对能够到达该节点的人开放',
  ),
  description: text(
    'Where some nodes are guarded and others are not, the unguarded ones are the way in, and nobody looks there because the firewall is thought to be everywhere. With Calico a node needs a host endpoint, one made for it or an automatic one; with Cilium a policy has to select it. It often happens to nodes that joined after the firewall was set up.',
    '如果只有部分节点受到保护，未受保护的节点就会成为入口，而人们以为防火墙无处不在，不会去那里检查。在 Calico 中，节点需要一个 HostEndpoint（专门创建或自动创建）；在 Cilium 中，需要有策略选中它。防火墙部署之后才加入的节点往往会遗漏。',
  ),
  remediation: {
    text: text(
      'With Calico, let automatic host endpoints be made, or extend what creates them to every node; add the policies that allow what the node needs first. With Cilium, write the node selector by a label that every node carries.',
      '使用 Calico 时，开启自动 HostEndpoint，或让创建它们的工具覆盖所有节点；请先添加放行该节点所需流量的策略。使用 Cilium 时，节点选择器应使用所有节点都带有的标签。',
    ),
    yaml: `apiVersion: projectcalico.org/v3
kind: KubeControllersConfiguration
metadata:
  name: default
spec:
  controllers:
    node:
      hostEndpoint:
        autoCreate: Enabled`,
  },
  messages: {
    calico: text(
      '{node} has no host endpoint, while {guarded} of {nodes} nodes have one: Calico holds nothing back there.',
      '{node} 没有 HostEndpoint，而 {nodes} 个节点中有 {guarded} 个有：Calico 在该节点上不做任何拦截。',
    ),
    cilium: text(
      'No policy selects {node}, while {guarded} of {nodes} nodes are selected: Cilium holds nothing back there.',
      '没有策略选中 {node}，而 {nodes} 个节点中有 {guarded} 个被选中：Cilium 在该节点上不做任何拦截。',
    ),
  },
  severity: 'high',
  category: 'network',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N2.1' },
    { framework: 'owasp-k8s', id: 'K07', version: '2022' },
    { framework: 'measures', id: 'S23' },
  ],
  references: [
    {
      title: 'Protect hosts with Calico',
      url: 'https://docs.tigera.io/calico/latest/network-policy/hosts/protect-hosts',
    },
    { title: 'Host policies of Cilium', url: 'https://docs.cilium.io/en/stable/security/policy/host/' },
  ],
  needs: { hostFirewall: 'whole' },
  evaluate: ({ hostFirewall: { kind, nodes, notes, groups } }) => {
    if (kind === 'none') return { kind: 'not-applicable', reason: NOT_USED };
    const bare = nodes.filter(({ endpoints }) => endpoints.length === 0);
    const guard: Guard = kind === 'cilium' ? 'cilium' : 'calico';
    const guarded = nodes.length - bare.length;
    const isUsed = guarded > 0 && groups.length > 0;
    const violations = isUsed
      ? bare.map((node) => violationOf(node, guard, { guarded, nodes: nodes.length }))
      : [];
    const verdict = { kind: 'judged', checked: nodes.length, violations } as const;
    const [reason] = notes;
    return kind === 'unknown' && reason !== undefined
      ? { ...verdict, unseen: { reason, gapIds: [] } }
      : verdict;
  },
});

function violationOf(
  { name }: HostNode,
  guard: Guard,
  counts: { readonly guarded: number; readonly nodes: number },
): Violation {
  const resource = nodeRef(name);
  return {
    resource,
    detailKey: 'unguarded',
    messageId: guard,
    params: { node: name, ...counts },
    evidence: [
      guard === 'calico'
        ? {
            path: 'HostEndpoint: spec.node',
            observed: text('none names the node', '没有指向该节点的'),
            expected: name,
            command: 'kubectl get hostendpoints.projectcalico.org -o yaml',
          }
        : {
            path: 'metadata.labels',
            observed: text('no nodeSelector matches them', '没有 nodeSelector 匹配这些标签'),
            expected: text('labels that a policy for nodes selects', '被针对节点的策略选中的标签'),
            command: showCommand(resource),
          },
    ],
  };
}

const NOT_USED = text('No host firewall is used in the cluster.', '集群没有使用主机防火墙。');
