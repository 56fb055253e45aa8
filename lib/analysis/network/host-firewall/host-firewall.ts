import { parseCidr } from '#lib/analysis/network/reach/address-ranges.ts';
import type { CalicoCluster } from '#lib/analysis/network/reach/calico-entity.ts';
import { calicoRules } from '#lib/analysis/network/reach/calico-rules.ts';
import { fieldLists } from '#lib/analysis/network/reach/raw-fields.ts';
import type { PolicyPlan } from '#lib/analysis/network/reach/policy-ir.ts';
import {
  reachOfSlices,
  REACH_SLICES,
  type ClusterReach,
} from '#lib/analysis/network/reach/reach-of-slices.ts';
import { gapsOf, itemsOf } from '#lib/model/collected.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import { isUnexpected } from '#lib/model/gap.ts';
import type { HostFirewall, HostFirewallKind } from '#lib/model/host-firewall.ts';
import type { SliceName, Slices } from '#lib/model/inventory.ts';
import type { Node } from '#lib/model/node.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { text, type Text } from '#lib/model/text.ts';
import { hostEndpointsOf } from './host-endpoints.ts';
import { HostJudge } from './host-judge.ts';
import { calicoLints } from './calico-lints.ts';
import { felixSettingsOf } from './felix-settings.ts';
import { HostPaths } from './host-paths.ts';
import { planHosts, type HostPlan } from './host-plan.ts';
import { hostPorts } from './host-ports.ts';
import { hostSources } from './host-sources.ts';
import { buildHostSpace, type HostSpace } from './host-space.ts';
import { hostStates, type HostState } from './host-state.ts';
import { HostTable } from './host-table.ts';

/** The slices that tell of firewalls of hosts. */
export const HOST_SLICES = [
  ...REACH_SLICES,
  'calicoFelixConfigurations',
  'calicoKubeControllersConfigurations',
  'calicoIPPools',
  'clusterRoles',
  'clusterRoleBindings',
] as const satisfies readonly SliceName[];

export type HostSlices = Pick<Slices, (typeof HOST_SLICES)[number]>;

/** Kinds of which an unread one leaves every answer open. */
const DECIDING = [
  'nodes',
  'calicoHostEndpoints',
  'calicoGlobalNetworkPolicies',
  'calicoTiers',
  'calicoFelixConfigurations',
  'ciliumClusterwideNetworkPolicies',
] as const;

/** Returns who reaches which port of which host, as far as the cluster shows its firewall of hosts. */
export function hostFirewallOf(slices: HostSlices): HostFirewall {
  const unread = DECIDING.flatMap((name) => gapsOf(slices[name]).filter(isUnexpected).slice(0, 1));
  if (unread.length > 0) {
    return withoutTable(
      'unknown',
      unread.map(({ message }) =>
        text(`Not everything was read: ${message.en}`, `有内容未能读取：${message['zh-CN']}`),
      ),
    );
  }
  if (hasCiliumHostPolicies(slices)) return withoutTable('unknown', [CILIUM]);
  if (itemsOf(slices.calicoHostEndpoints).length === 0) return withoutTable('none', [noneNote(slices)]);
  return calicoFirewall(slices);
}

/** CI-12: a policy that selects nodes is for hosts. */
function hasCiliumHostPolicies({ ciliumClusterwideNetworkPolicies }: HostSlices): boolean {
  return itemsOf(ciliumClusterwideNetworkPolicies).some(({ spec }) =>
    fieldLists(spec['specs']).some(({ nodeSelector }) => nodeSelector !== undefined),
  );
}

function withoutTable(kind: HostFirewallKind, notes: readonly Text[]): HostFirewall {
  return { kind, notes, sources: [], ports: [], nodes: [], groups: [], lints: [] };
}

function noneNote(slices: HostSlices): Text {
  const hasGlobal = itemsOf(slices.calicoGlobalNetworkPolicies).length > 0;
  return hasGlobal
    ? text(
        'There is no host endpoint: global policies act on pods only, and no packet to a node is held back by them.',
        '没有任何 HostEndpoint：全局策略只作用于 Pod，不会拦截任何发往节点的报文。',
      )
    : text(
        'No host firewall is to be seen in the cluster: whoever reaches a node at all reaches every port that listens there, unless something outside the cluster holds it back.',
        '集群中看不到主机防火墙：只要能访问到节点，就能访问其上所有监听的端口，除非集群之外有设备拦截。',
      );
}

interface CalicoModel {
  readonly plan: HostPlan;
  readonly space: HostSpace;
  readonly hosts: readonly HostState[];
  readonly reached: ClusterReach;
}

function calicoFirewall(slices: HostSlices): HostFirewall {
  const policies = itemsOf(slices.calicoGlobalNetworkPolicies);
  const pools = itemsOf(slices.calicoIPPools);
  const sources = hostSources({
    policies,
    networkSets: itemsOf(slices.calicoGlobalNetworkSets),
    pools,
    configurations: itemsOf(slices.calicoFelixConfigurations),
    nodes: itemsOf(slices.nodes),
  });
  const model = modelOf(
    slices,
    sources.flatMap(({ ranges }) => ranges),
  );
  const { plan, space, hosts, reached } = model;
  const profiles = new Set(itemsOf(slices.calicoProfiles).map(({ metadata }) => metadata.name));
  const paths = new HostPaths({
    judge: new HostJudge({ plan, space, profiles }),
    reach: reached.reach,
    isTunnelled: pools.some(({ spec }) => [spec['ipipMode'], spec['vxlanMode']].some(isOn)),
    isMasqueraded: pools.some(({ spec }) => spec['natOutgoing'] === true),
  });
  const table = new HostTable({ hosts, space, paths, reach: reached.reach });
  const ports = hostPorts({
    hosts,
    pods: itemsOf(slices.pods),
    services: itemsOf(slices.services),
    endpointSlices: itemsOf(slices.endpointSlices),
  });
  const groups = hosts.map((host) =>
    sources.map((source) => ports.map((port) => table.cell(host, source, port))),
  );
  const isRunning = reached.plugin.name?.includes('Calico') === true;
  return {
    kind: isRunning ? 'calico' : 'unknown',
    notes: isRunning ? [] : [NOT_RUNNING],
    sources: sources.map(({ key, kind, cidr, mentions }) => ({ key, kind, cidr, mentions })),
    ports: ports.map(({ targets: _targets, ...port }) => port),
    nodes: nodesOf(slices, hosts),
    groups,
    lints: calicoLints({ slices, plan, hosts, table, ports, sources }),
  };
}

function isOn(mode: unknown): boolean {
  return typeof mode === 'string' && mode !== 'Never';
}

function modelOf(slices: HostSlices, ranges: Parameters<typeof buildHostSpace>[0]['ranges']): CalicoModel {
  const nodes = itemsOf(slices.nodes);
  const configurations = itemsOf(slices.calicoFelixConfigurations);
  const daemonSets = itemsOf(slices.daemonSets);
  const profiles = itemsOf(slices.calicoProfiles);
  const cluster = clusterOf(slices);
  const plan = planHosts({
    tiers: itemsOf(slices.calicoTiers),
    policies: itemsOf(slices.calicoGlobalNetworkPolicies),
    cluster,
  });
  const reached = reachOfSlices(slices, { profile: 'calico' });
  const settings = nodes.map((node) => felixSettingsOf(node, { configurations, daemonSets }));
  const space = buildHostSpace({
    plans: { ...plan.stages, ...profilePlans(profiles, cluster) },
    pods: reached.reach.space.pods,
    nodes,
    namespaces: itemsOf(slices.namespaces),
    serviceAccounts: new Map(
      itemsOf(slices.serviceAccounts).map(
        ({ metadata }) =>
          [`${metadata.namespace ?? 'default'}/${metadata.name}`, metadata.labels ?? {}] as const,
      ),
    ),
    ranges: [...ranges, ...[parseCidr('127.0.0.0/8')].flatMap((range) => range ?? [])],
    nets: settings.flatMap(({ inbound, outbound }) =>
      [...(inbound ?? []), ...(outbound ?? [])].flatMap(({ net }) => net ?? []),
    ),
  });
  const endpoints = hostEndpointsOf(itemsOf(slices.calicoHostEndpoints), profiles);
  const hosts = hostStates({ nodes, endpoints, configurations, daemonSets, plan, space });
  return { plan, space, hosts, reached };
}

function clusterOf(slices: HostSlices): CalicoCluster {
  return {
    networkSets: itemsOf(slices.calicoNetworkSets),
    globalNetworkSets: itemsOf(slices.calicoGlobalNetworkSets),
    hostEndpoints: itemsOf(slices.calicoHostEndpoints),
    endpointSlices: itemsOf(slices.endpointSlices),
    namespaces: new Map(
      itemsOf(slices.namespaces).map(({ metadata }) => [metadata.name, metadata.labels ?? {}] as const),
    ),
  };
}

/** A profile is asked as a tier of its own that decides nothing at its end. */
function profilePlans(profiles: readonly SpecObject[], cluster: CalicoCluster): Record<string, PolicyPlan> {
  return Object.fromEntries(
    profiles.map(({ kind, metadata, spec }) => {
      const context = { cluster, namespace: null, report: () => undefined };
      const of = (direction: 'ingress' | 'egress') => [
        {
          ref: { kind, namespace: null, name: metadata.name },
          rank: 0,
          governs: false,
          subject: { op: 'all' as const },
          rules: calicoRules(spec[direction], direction, context),
        },
      ];
      const tier = { name: metadata.name, end: 'pass' as const, ties: 'add' as const };
      return [
        `profile/${metadata.name}`,
        { tiers: [{ ...tier, ingress: of('ingress'), egress: of('egress') }], problems: [] },
      ];
    }),
  );
}

function nodesOf(slices: HostSlices, hosts: readonly HostState[]): HostFirewall['nodes'] {
  const groupOf = new Map(
    hosts.flatMap(({ members, group }) => members.map((name) => [name, group] as const)),
  );
  const endpoints = hostEndpointsOf(itemsOf(slices.calicoHostEndpoints), []);
  return itemsOf(slices.nodes)
    .map((node) => ({
      name: node.metadata.name,
      isControlPlane: isControlPlane(node),
      endpoints: endpoints.filter((one) => one.node === node.metadata.name).map(({ name }) => name),
      group: groupOf.get(node.metadata.name) ?? 0,
    }))
    .toSorted((a, b) => byCodeUnit(a.name, b.name));
}

function isControlPlane({ metadata }: Node): boolean {
  const labels = metadata.labels ?? {};
  return (
    labels['node-role.kubernetes.io/control-plane'] !== undefined ||
    labels['node-role.kubernetes.io/master'] !== undefined
  );
}

const CILIUM = text(
  'There are host policies of Cilium (CiliumClusterwideNetworkPolicy with a nodeSelector); what they let in to nodes is not judged here.',
  '存在 Cilium 的主机策略（带 nodeSelector 的 CiliumClusterwideNetworkPolicy）；此处不判断它们对节点的放行情况。',
);

const NOT_RUNNING = text(
  'Host endpoints are written, but no agent of Calico was seen running: the answers hold where one runs.',
  '已写有 HostEndpoint，但没有看到 Calico 的代理在运行：以下结论仅在其运行时成立。',
);
