import type { Reachability } from '#lib/analysis/network/reach/build-reach.ts';
import type { Lane } from '#lib/analysis/network/reach/port-sets.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { HostLint } from '#lib/model/host-firewall.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { text } from '#lib/model/text.ts';
import { ciliumTunnel } from './cilium-tunnel.ts';
import type { HostSlices } from './host-firewall.ts';
import type { HostGroup } from './host-state.ts';
import { listedNames } from './listed-names.ts';

interface CiliumLintSources {
  readonly slices: HostSlices;
  readonly reach: Reachability;
  readonly hosts: readonly HostGroup[];
  /** Whether some policy selects the node. */
  readonly isSelected: (node: string) => boolean;
}

/** Returns what of Cilium's firewall of hosts does not do what it seems to, the worst first. */
export function ciliumLints(given: CiliumLintSources): HostLint[] {
  return [...tunnelsClosed(given), ...nodesLeftOut(given), ...unclearPolicies(given)];
}

/** Packets of pods travel between nodes in packets of nodes: a node that does not let those in cuts its pods off. */
function tunnelsClosed({ slices, reach, hosts }: CiliumLintSources): HostLint[] {
  const tunnel = ciliumTunnel(itemsOf(slices.configMaps));
  const isSeen = itemsOf(slices.configMaps).some(({ metadata }) => metadata.name === 'cilium-config');
  if (tunnel === null || !isSeen) return [];
  const { protocol, port } = tunnel;
  const matrix = reach.families.IPv4;
  const isOpen = (to: HostGroup, lane: Lane): boolean =>
    hosts.every((from) => {
      if (from === to && from.members.length === 1) return true;
      const reached = matrix.between(from.self, to.self);
      return matrix.ports.has(reached.may, lane, port);
    });
  const shut = hosts.filter((to) => !isOpen(to, 'UDP')).flatMap(({ members }) => members);
  if (shut.length === 0 || hosts.flatMap(({ members }) => members).length < 2) return [];
  const names = listedNames(shut.toSorted(byCodeUnit));
  return [
    {
      id: 'tunnel-closed',
      rule: 'CI-12',
      severity: 'high',
      objects: shut.map((name) => `Node ${name}`),
      message: text(
        `${names.en}: other nodes may not reach UDP ${port}, by which packets of pods travel between nodes (${protocol}); pods there are cut off from those of other nodes.`,
        `${names.zh}：其他节点无法访问 UDP ${port}，而 Pod 的跨节点流量经由该端口（${protocol}）传输；这些节点上的 Pod 与其他节点的 Pod 之间会断开。`,
      ),
    },
  ];
}

function nodesLeftOut({ hosts, isSelected }: CiliumLintSources): HostLint[] {
  const all = hosts.flatMap(({ members }) => members);
  const bare = all.filter((name) => !isSelected(name)).toSorted(byCodeUnit);
  if (bare.length === 0) return [];
  const names = listedNames(bare);
  return [
    {
      id: 'node-without-policy',
      rule: 'CI-12',
      severity: 'high',
      objects: bare.map((name) => `Node ${name}`),
      message: text(
        `${names.en}: no policy selects the node, so Cilium holds back nothing there.`,
        `${names.zh}：没有策略选中这些节点，Cilium 在其上不做任何拦截。`,
      ),
    },
  ];
}

/** CI-13: a status "valid" proves nothing. */
function unclearPolicies({ reach }: CiliumLintSources): HostLint[] {
  return reach.plan.problems
    .filter(({ rule }) => rule === 'CI-12' || rule === 'CI-13')
    .map(({ ref, rule, message }): HostLint => ({
      id: rule === 'CI-13' ? 'node-label-not-taken' : 'policy-without-effect',
      rule,
      severity: rule === 'CI-13' ? 'high' : 'medium',
      objects: [`${ref.kind} ${ref.name}`],
      message: text(`${ref.name}: ${message.en}`, `${ref.name}：${message['zh-CN']}`),
    }))
    .toSorted((a, b) => byCodeUnit(a.objects.join(), b.objects.join()));
}
