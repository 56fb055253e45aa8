import {
  FAMILIES,
  parseAddress,
  parseCidr,
  type AddressRange,
  type Family,
} from '#lib/analysis/network/reach/address-ranges.ts';
import type { CalicoCluster } from '#lib/analysis/network/reach/calico-entity.ts';
import { calicoRules } from '#lib/analysis/network/reach/calico-rules.ts';
import { withProfileLabels } from '#lib/analysis/network/reach/host-endpoint-labels.ts';
import type { PolicyPlan } from '#lib/analysis/network/reach/policy-ir.ts';
import { reachOfSlices, type ClusterReach } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { HostFirewall, HostJudgement } from '#lib/model/host-firewall.ts';
import { text } from '#lib/model/text.ts';
import { calicoLints } from './calico-lints.ts';
import { calicoMentions } from './calico-mentions.ts';
import { felixSettingsOf } from './felix-settings.ts';
import { hostEndpointsOf } from './host-endpoints.ts';
import type { HostSlices } from './host-firewall.ts';
import { HostJudge } from './host-judge.ts';
import { byNodeName, hostNodes } from './host-nodes.ts';
import { HostPaths } from './host-paths.ts';
import { planHosts, type HostPlan } from './host-plan.ts';
import { CALICO_PORTS, hostPorts } from './host-ports.ts';
import { hostSources } from './host-sources.ts';
import { buildHostSpace, type HostSpace } from './host-space.ts';
import { hostStates, type HostState } from './host-state.ts';
import { HostTable } from './host-table.ts';

interface CalicoModel {
  readonly plan: HostPlan;
  readonly space: HostSpace;
  readonly hosts: readonly HostState[];
  readonly reached: ClusterReach;
}

/** Calico's host firewall, ready to be asked about single cells. */
export interface CalicoTable extends CalicoModel {
  readonly paths: HostPaths;
  readonly table: HostTable<HostState>;
}

/** Returns Calico's host firewall; `ranges` are those that questions are about. */
export function calicoTable(slices: HostSlices, ranges: readonly AddressRange[]): CalicoTable {
  const pools = itemsOf(slices.calicoIPPools);
  const model = modelOf(slices, ranges);
  const { plan, space, hosts, reached } = model;
  const profiles = new Set(itemsOf(slices.calicoProfiles).map(({ metadata }) => metadata.name));
  const paths = new HostPaths({
    judge: new HostJudge({ plan, space, profiles }),
    reach: reached.reach,
    podAt: podsByAddress(model),
    isTunnelled: pools.some(({ spec }) => [spec['ipipMode'], spec['vxlanMode']].some(isOn)),
    isMasqueraded: pools.some(({ spec }) => spec['natOutgoing'] === true),
  });
  return { ...model, paths, table: new HostTable({ hosts, space, ways: paths, reach: reached.reach }) };
}

function podsByAddress({ space, reached }: CalicoModel): (family: Family, address: string) => number | null {
  const known = new Map<string, number>();
  for (const [at, { addresses, isOnHost }] of reached.reach.space.pods.entries()) {
    if (isOnHost) continue;
    for (const family of FAMILIES) {
      const peer = space.alike(family, space.space.classOfPod[at] ?? 0);
      const address = addresses[family];
      if (address !== undefined) known.set(`${family} ${address}`, peer);
    }
  }
  return (family, address) => known.get(`${family} ${parseAddress(address)?.value ?? ''}`) ?? null;
}

/** Returns who reaches which port of which host past Calico's host endpoints. */
export function calicoFirewall(slices: HostSlices): HostFirewall {
  const mentions = calicoMentions({
    policies: itemsOf(slices.calicoGlobalNetworkPolicies),
    networkSets: itemsOf(slices.calicoGlobalNetworkSets),
    pools: itemsOf(slices.calicoIPPools),
    configurations: itemsOf(slices.calicoFelixConfigurations),
  });
  const sources = hostSources({ mentions, nodes: itemsOf(slices.nodes) });
  const { plan, space, hosts, reached, paths, table } = calicoTable(
    slices,
    sources.flatMap(({ ranges }) => ranges),
  );
  const loopback = (to: HostState): HostJudgement | null => {
    const at = space.space.atoms.IPv4.findIndex(({ first }) => first === LOOPBACK);
    if (at === -1) return null;
    return paths.fromLoopback(to, space.alike('IPv4', space.families.IPv4.atomsFrom + at));
  };
  const ports = hostPorts({
    hosts,
    pods: itemsOf(slices.pods),
    services: itemsOf(slices.services),
    endpointSlices: itemsOf(slices.endpointSlices),
    ofPlugin: CALICO_PORTS,
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
    nodes: hostNodes(itemsOf(slices.nodes), hosts, namesOfEndpoints(slices)),
    groups,
    lints: calicoLints({ slices, plan, hosts, table, ports, sources, loopback }),
  };
}

/** 127.0.0.0 */
const LOOPBACK = 0x7f000000n;

function isOn(mode: unknown): boolean {
  return typeof mode === 'string' && mode !== 'Never';
}

function modelOf(slices: HostSlices, ranges: readonly AddressRange[]): CalicoModel {
  const nodes = itemsOf(slices.nodes).toSorted(byNodeName);
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
    hostEndpoints: withProfileLabels(itemsOf(slices.calicoHostEndpoints), itemsOf(slices.calicoProfiles)),
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

function namesOfEndpoints(slices: HostSlices): (node: string) => readonly string[] {
  const endpoints = hostEndpointsOf(itemsOf(slices.calicoHostEndpoints), []);
  return (node) => endpoints.filter((one) => one.node === node).map(({ name }) => name);
}

const NOT_RUNNING = text(
  'Host endpoints are written, but no agent of Calico was seen running: the answers hold where one runs.',
  '已写有 HostEndpoint，但没有看到 Calico 的代理在运行：以下结论仅在其运行时成立。',
);
