import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { CILIUM_HOST_TIER } from '#lib/analysis/network/reach/policy-plan.ts';
import { reachOfSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import type { NetworkPlugin } from '#lib/analysis/network/network-plugin.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { HostFirewall } from '#lib/model/host-firewall.ts';
import type { Node } from '#lib/model/node.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { text, type Text } from '#lib/model/text.ts';
import { ciliumLints } from './cilium-lints.ts';
import { ciliumMentions } from './cilium-mentions.ts';
import { ciliumSenders } from './cilium-senders.ts';
import { CiliumWays } from './cilium-ways.ts';
import type { HostSlices } from './host-firewall.ts';
import { byNodeName, hostNodes } from './host-nodes.ts';
import { hostPorts } from './host-ports.ts';
import { hostSources } from './host-sources.ts';
import { familiesOfNode, type HostGroup } from './host-state.ts';
import { HostTable } from './host-table.ts';
import { withoutTable } from './without-table.ts';

/** Returns who reaches which port of which host past Cilium's policies for nodes (CI-12, CI-13). */
export function ciliumFirewall(slices: HostSlices, plugin: NetworkPlugin): HostFirewall {
  const nodes = itemsOf(slices.nodes).toSorted(byNodeName);
  const policies = itemsOf(slices.ciliumClusterwideNetworkPolicies);
  const mentions = ciliumMentions(policies, itemsOf(slices.ciliumCIDRGroups));
  const sources = hostSources({ mentions, nodes });
  const ranges = sources.flatMap((source) => source.ranges);
  const { reach } = reachOfSlices(slices, { profile: 'cilium', ranges });
  const reason = whyNone(reach, plugin);
  if (reason !== null) return withoutTable('none', [reason]);
  const hosts = hostGroups(reach, nodes);
  const isMasqueraded = isMasqueradedBy(slices);
  const space = ciliumSenders(reach, hosts);
  const table = new HostTable({ hosts, space, ways: new CiliumWays({ reach, isMasqueraded }), reach });
  const ports = hostPorts({
    hosts: [],
    pods: itemsOf(slices.pods),
    services: itemsOf(slices.services),
    endpointSlices: itemsOf(slices.endpointSlices),
  });
  const groups = hosts.map((host) =>
    sources.map((source) => ports.map((port) => table.cell(host, source, port))),
  );
  const isRunning = plugin.name?.includes('Cilium') === true;
  return {
    kind: isRunning ? 'cilium' : 'unknown',
    notes: isRunning ? [] : [NOT_RUNNING],
    sources: sources.map(({ key, kind, cidr, mentions: who }) => ({ key, kind, cidr, mentions: who })),
    ports: ports.map(({ targets: _targets, ...port }) => port),
    nodes: hostNodes(nodes, hosts, (node) => policiesOf(reach, node)),
    groups,
    lints: ciliumLints({ slices, reach, hosts, isSelected: (node) => policiesOf(reach, node).length > 0 }),
  };
}

function whyNone({ dataplane, plan }: Reachability, { enforces, reason }: NetworkPlugin): Text | null {
  if (enforces === 'no') return reason;
  if (dataplane.hostPolicies === 'inert')
    return plan.problems.some(({ rule }) => rule === 'CI-12') ? FIREWALL_OFF : NOT_USED;
  const tier = plan.tiers.find(({ name }) => name === CILIUM_HOST_TIER);
  return tier === undefined || [...tier.ingress, ...tier.egress].length === 0 ? NO_POLICY : null;
}

/** Nodes of one class get the same answers. */
function hostGroups({ space }: Reachability, nodes: readonly Node[]): HostGroup[] {
  const byClass = Map.groupBy(nodes, (node) => {
    const at = space.classOfNode.get(node.metadata.name) ?? space.podClasses.length;
    return `${at} ${familiesOfNode(node).join()}`;
  });
  return [...byClass.values()].flatMap((members, group) => {
    const [node] = members;
    if (node === undefined) return [];
    return [
      {
        group,
        node,
        members: members.map(({ metadata }) => metadata.name),
        self: space.classOfNode.get(node.metadata.name) ?? space.podClasses.length,
        families: familiesOfNode(node),
      },
    ];
  });
}

function policiesOf({ families, space }: Reachability, node: string): string[] {
  const at = space.classOfNode.get(node);
  if (at === undefined) return [];
  const tiers = (['ingress', 'egress'] as const).flatMap((way) => families.IPv4.tiersOf(way, at));
  const names = tiers.flatMap(({ policies }) => policies.map(({ ref }) => ref.name));
  return [...new Set(names)].toSorted(byCodeUnit);
}

/** Without its own masquerading Cilium leaves it to iptables, which do not spare packets to other nodes. */
function isMasqueradedBy({ configMaps }: HostSlices): boolean {
  const settings = itemsOf(configMaps).find(({ metadata }) => metadata.name === 'cilium-config')?.data ?? {};
  const isOn = settings['enable-ipv4-masquerade'] !== 'false' && settings['masquerade'] !== 'false';
  return isOn && settings['enable-bpf-masquerade'] !== 'true';
}

const NO_POLICY = text(
  "Cilium's host firewall is on or may be, and no policy selects nodes: whoever reaches a node at all reaches every port that listens there, unless something outside the cluster holds it back.",
  'Cilium 的主机防火墙已启用或可能已启用，但没有任何策略选择节点：只要能访问到节点，就能访问其上所有监听的端口，除非集群之外有设备拦截。',
);
const NOT_USED = text(
  "No host firewall is to be seen in the cluster, and Cilium's is off (`enable-host-firewall`): whoever reaches a node at all reaches every port that listens there, unless something outside the cluster holds it back.",
  '集群中看不到主机防火墙，Cilium 的主机防火墙也未启用（enable-host-firewall）：只要能访问到节点，就能访问其上所有监听的端口，除非集群之外有设备拦截。',
);
const FIREWALL_OFF = text(
  "There are policies for nodes, and they do nothing: Cilium's host firewall is off (`enable-host-firewall` in the ConfigMap cilium-config). Whoever reaches a node at all reaches every port that listens there.",
  '存在针对节点的策略，但它们不起作用：Cilium 的主机防火墙未启用（ConfigMap cilium-config 中的 enable-host-firewall）。只要能访问到节点，就能访问其上所有监听的端口。',
);
const NOT_RUNNING = text(
  'Policies for nodes are written, but no agent of Cilium was seen running: the answers hold where one runs.',
  '已写有针对节点的策略，但没有看到 Cilium 的代理在运行：以下结论仅在其运行时成立。',
);
