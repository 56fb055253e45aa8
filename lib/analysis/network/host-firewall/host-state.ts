import { FAMILIES, parseAddress, type Family } from '#lib/analysis/network/reach/address-ranges.ts';
import type { SpecObject } from '#lib/model/cluster-objects.ts';
import type { Node } from '#lib/model/node.ts';
import type { Workload } from '#lib/model/workload.ts';
import { felixSettingsOf, type FelixSettings } from './felix-settings.ts';
import { endpointsMet, type Arrival, type HostEndpoint, type Met } from './host-endpoints.ts';
import type { HostPlan } from './host-plan.ts';
import type { HostSpace } from './host-space.ts';

/** Nodes that nothing tells apart for the firewall, one of them standing for all. */
export interface HostGroup {
  readonly group: number;
  readonly node: Node;
  /** Names of all of them. */
  readonly members: readonly string[];
  /** Its class among the parties of traffic. */
  readonly self: number;
  readonly families: readonly Family[];
}

/** Such nodes under Calico. */
export interface HostState extends HostGroup {
  readonly endpoints: readonly HostEndpoint[];
  readonly settings: FelixSettings;
  readonly met: Readonly<Record<Arrival, readonly Met[]>>;
}

interface StateSources {
  readonly nodes: readonly Node[];
  readonly endpoints: readonly HostEndpoint[];
  readonly configurations: readonly SpecObject[];
  readonly daemonSets: readonly Workload[];
  readonly plan: HostPlan;
  readonly space: HostSpace;
}

const ARRIVALS = ['card', 'card-or-tunnel', 'lo', 'pod'] as const;

/** Returns the groups of nodes that get the same answers, in the order of their first members. */
export function hostStates(sources: StateSources): HostState[] {
  const groups = new Map<string, { state: Omit<HostState, 'members' | 'group'>; members: string[] }>();
  for (const node of sources.nodes) {
    const state = stateOf(node, sources);
    const key = keyOf(state, sources);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { state, members: [node.metadata.name] });
    else known.members.push(node.metadata.name);
  }
  return [...groups.values()].map(({ state, members }, group) => ({ ...state, members, group }));
}

function stateOf(node: Node, sources: StateSources): Omit<HostState, 'members' | 'group'> {
  const { name } = node.metadata;
  const own = sources.endpoints.filter((endpoint) => endpoint.node === name);
  return {
    node,
    self: sources.space.space.classOfNode.get(name) ?? 0,
    families: familiesOfNode(node),
    endpoints: own,
    settings: felixSettingsOf(node, sources),
    met: Object.fromEntries(
      ARRIVALS.map((arrival) => [arrival, endpointsMet(node, own, arrival)]),
    ) as unknown as HostState['met'],
  };
}

/** Returns the families that a node has addresses of. */
export function familiesOfNode(node: Node): readonly Family[] {
  const addresses = (node.status.addresses ?? []).flatMap(({ address }) => parseAddress(address) ?? []);
  const families = FAMILIES.filter((family) => addresses.some((one) => one.family === family));
  return families.length === 0 ? ['IPv4'] : families;
}

/** Everything that answers depend on; names of endpoints do not. */
function keyOf(state: Omit<HostState, 'members' | 'group'>, { plan, space }: StateSources): string {
  const { self, families, endpoints, settings, met } = state;
  const selected = (endpoint: HostEndpoint): unknown => [
    endpoint.interfaceName === '*',
    endpoint.profiles,
    endpoint.ports,
    plan.policies.map(({ selects }) => selects(endpoint.labels)),
  ];
  const positions = ARRIVALS.map((arrival) =>
    met[arrival].map((one) => (one === null ? -1 : endpoints.indexOf(one))),
  );
  const classes = families.map((family) => [family, space.alike(family, self)]);
  return JSON.stringify([classes, endpoints.map(selected), settings, positions], (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}
