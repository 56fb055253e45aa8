import { defineControl } from '#lib/controls/define-control.ts';
import type { Violation } from '#lib/model/control.ts';
import type { HostCell, HostFirewall, HostNode, HostPort } from '#lib/model/host-firewall.ts';
import { text } from '#lib/model/text.ts';
import { nodeRef } from './host-refs.ts';

export const failsafePortsOpen = defineControl({
  id: 'failsafe-ports-open',
  aliases: [],
  title: text('Failsafe ports are not open to the world', 'failsafe 端口不对外部开放'),
  failTitle: text(
    'Failsafe ports of the host firewall are open to the world',
    '主机防火墙的 failsafe 端口对外部开放',
  ),
  stake: text(
    'Calico lets these ports in before any policy is asked, so no rule can close them',
    'Calico 在判断任何策略之前就放行这些端口，任何规则都无法关闭它们',
  ),
  description: text(
    'Calico keeps a list of failsafe ports, so that a mistake in a policy does not shut the administrators out. Its own list holds the ports of SSH, etcd and the API server, and it lets anybody in on them, whatever the policies of the host endpoints say. A firewall that looks closed then leaves etcd open to every address that can reach the node.',
    'Calico 保留一份 failsafe 端口列表，以免策略写错时把管理员挡在门外。其默认列表包含 SSH、etcd 和 API server 的端口，无论 HostEndpoint 的策略怎么写，任何人都能通过这些端口进入。防火墙看似关闭，etcd 却仍向所有能够到达该节点的地址开放。',
  ),
  remediation: {
    text: text(
      'Allow what is needed on these ports by a policy first: nodes among each other, administrators by their networks. Then give the entries of the list a network, or take them out. Keep a way in that does not depend on the network while you change it.',
      '先用策略放行这些端口所需的流量：节点之间互访、管理员所在网段。然后为列表条目限定网段，或将其移除。更改期间请保留一条不依赖网络的登录途径。',
    ),
    yaml: `apiVersion: projectcalico.org/v3
kind: FelixConfiguration
metadata:
  name: default
spec:
  failsafeInboundHostPorts:
    - protocol: tcp
      port: 22
      net: 10.0.0.0/8 # the administrators' network`,
  },
  messages: {
    open: text(
      '{node} lets every address outside the cluster in on {ports}, as failsafe ports: no policy can close them.',
      '{node} 对集群外的所有地址开放 {ports}：它们是 failsafe 端口，策略无法关闭。',
    ),
  },
  severity: 'high',
  category: 'network',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N2.1' },
    { framework: 'owasp-k8s', id: 'K07', version: '2022' },
    { framework: 'measures', id: 'S22' },
  ],
  references: [
    {
      title: 'Failsafe rules',
      url: 'https://docs.tigera.io/calico/latest/reference/host-endpoints/failsafe',
    },
  ],
  needs: { hostFirewall: 'whole' },
  evaluate: ({ hostFirewall }) => {
    const { kind, notes, nodes } = hostFirewall;
    if (kind === 'none' || kind === 'cilium') return { kind: 'not-applicable', reason: NOT_USED };
    const guarded = nodes.filter(({ endpoints }) => endpoints.length > 0);
    const judged = guarded.map((node) => ({ node, cells: outsideCells(hostFirewall, node) }));
    const violations = judged.flatMap(({ node, cells }) => {
      const open = cells.filter(({ cell }) => cell.verdict === 'failsafe').map(({ port }) => port);
      return open.length === 0 ? [] : [violationOf(node, open)];
    });
    const isUnsure = judged.some(({ cells }) => cells.some(({ cell }) => cell.verdict === 'unknown'));
    const verdict = { kind: 'judged', checked: guarded.length, violations } as const;
    if (kind === 'calico' && !isUnsure) return verdict;
    return { ...verdict, unseen: { reason: notes[0] ?? UNSURE, gapIds: [] } };
  },
});

/** What the internet gets on the failsafe ports that something listens on there. */
function outsideCells(
  { sources, ports, groups }: HostFirewall,
  { group, isControlPlane }: HostNode,
): { readonly port: HostPort; readonly cell: HostCell }[] {
  const row = sources.findIndex(({ kind }) => kind === 'internet');
  return ports.flatMap((port, column) => {
    const isIdle = port.runsOn === 'control-plane' && !isControlPlane;
    const cell = groups[group]?.[row]?.[column];
    if (!port.isFailsafe || port.isForwarded || isIdle || cell === undefined) return [];
    return [{ port, cell }];
  });
}

function violationOf({ name, endpoints }: HostNode, open: readonly HostPort[]): Violation {
  const ports = open.map(({ port, lane }) => `${lane} ${port}`).join(', ');
  return {
    resource: nodeRef(name),
    detailKey: 'failsafe',
    messageId: 'open',
    params: { node: name, ports },
    evidence: [
      {
        path: `HostEndpoint ${endpoints.join(', ')}; spec.failsafeInboundHostPorts`,
        observed: ports,
        expected: text('no entry that is for every address', '没有面向所有地址的条目'),
        command: 'kubectl get felixconfigurations.projectcalico.org -o yaml',
      },
    ],
  };
}

const NOT_USED = text(
  'No host endpoint of Calico guards the nodes, so there are no failsafe ports.',
  '没有 Calico 的 HostEndpoint 保护节点，因此不存在 failsafe 端口。',
);
const UNSURE = text(
  'Whether a failsafe port is open to the world cannot be told of every node.',
  '无法判断每个节点的 failsafe 端口是否对外部开放。',
);
