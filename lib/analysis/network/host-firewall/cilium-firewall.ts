import type { AddressRange } from '#lib/analysis/network/reach/address-ranges.ts';
import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import { ciliumDataplane } from '#lib/analysis/network/reach/cilium-settings.ts';
import { fieldLists } from '#lib/analysis/network/reach/raw-fields.ts';
import { reachOfSlices } from '#lib/analysis/network/reach/reach-of-slices.ts';
import type { NetworkPlugin } from '#lib/analysis/network/network-plugin.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { HostFirewall } from '#lib/model/host-firewall.ts';
import type { Node } from '#lib/model/node.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { text, type Text } from '#lib/model/text.ts';
import { ciliumLints } from './cilium-lints.ts';
import { ciliumMentions } from './cilium-mentions.ts';
import { ciliumSenders } from './cilium-senders.ts';
import { ciliumTunnel } from './cilium-tunnel.ts';
import { CiliumWays } from './cilium-ways.ts';
import type { HostSlices } from './host-firewall.ts';
import { byNodeName, hostNodes } from './host-nodes.ts';
import { hostPorts } from './host-ports.ts';
import { hostSources } from './host-sources.ts';
import { familiesOfNode, type HostGroup } from './host-state.ts';
import { HostTable } from './host-table.ts';
import { withoutTable } from './without-table.ts';

/** Cilium's firewall of hosts, ready to be asked about single cells. */
export interface CiliumTable {
  readonly reach: Reachability;
  readonly hosts: readonly HostGroup[];
  readonly table: HostTable<HostGroup>;
}

/** Returns Cilium's firewall of hosts; `ranges` are those that questions are about. */
export function ciliumTable(slices: HostSlices, ranges: readonly AddressRange[]): CiliumTable {
  const { reach } = reachOfSlices(slices, { profile: 'cilium', ranges });
  const hosts = hostGroups(reach, itemsOf(slices.nodes).toSorted(byNodeName));
  const ways = new CiliumWays({ reach, isMasqueraded: isMasqueradedBy(slices) });
  return { reach, hosts, table: new HostTable({ hosts, space: ciliumSenders(reach, hosts), ways, reach }) };
}

/** Returns who reaches which port of which host past Cilium's policies for nodes (CI-12, CI-13). */
export function ciliumFirewall(slices: HostSlices, plugin: NetworkPlugin): HostFirewall {
  const reason = whyNone(slices, plugin);
  if (reason !== null) return withoutTable('none', [reason]);
  const policies = itemsOf(slices.ciliumClusterwideNetworkPolicies);
  const mentions = ciliumMentions(policies, itemsOf(slices.ciliumCIDRGroups));
  const sources = hostSources({ mentions, nodes: itemsOf(slices.nodes) });
  const ranges = sources.flatMap((source) => source.ranges);
  const { reach, hosts, table } = ciliumTable(slices, ranges);
  const ports = hostPorts({
    hosts: [],
    pods: itemsOf(slices.pods),
    services: itemsOf(slices.services),
    endpointSlices: itemsOf(slices.endpointSlices),
    ofPlugin: ciliumPorts(slices),
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
    nodes: hostNodes(itemsOf(slices.nodes), hosts, (node) => policiesOf(reach, node)),
    groups,
    lints: ciliumLints({ slices, reach, hosts, isSelected: (node) => policiesOf(reach, node).length > 0 }),
  };
}

/** Told by settings and policies alone: most clusters have no such firewall, and then nothing is worked out. */
function whyNone(slices: HostSlices, { enforces, reason }: NetworkPlugin): Text | null {
  if (enforces === 'no') return reason;
  const { hostPolicies, closedByDefault } = ciliumDataplane(itemsOf(slices.configMaps));
  const hasPolicies = itemsOf(slices.ciliumClusterwideNetworkPolicies).some(hasRulesForNodes);
  if (hostPolicies === 'inert') return hasPolicies ? FIREWALL_OFF : NOT_USED;
  return hasPolicies || closedByDefault ? null : NO_POLICY;
}

const SECTIONS = ['ingress', 'ingressDeny', 'egress', 'egressDeny'];

/** CI-2: a policy without rules does nothing. */
function hasRulesForNodes({ spec }: SpecObject): boolean {
  return fieldLists(spec['specs']).some(
    (one) => one['nodeSelector'] !== undefined && SECTIONS.some((name) => fieldLists(one[name]).length > 0),
  );
}

/** What nodes under Cilium need of each other. */
function ciliumPorts({ configMaps }: HostSlices) {
  const tunnel = ciliumTunnel(itemsOf(configMaps));
  const health = { port: 4240, label: text('Cilium health', 'Cilium 健康检查') };
  return tunnel === null
    ? [health]
    : [health, { port: tunnel.port, lane: 'UDP' as const, label: text(tunnel.protocol, tunnel.protocol) }];
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
