import type { Text } from '#lib/model/text.ts';
import { actsOn, outsideOf, type LaneActs } from './lane-acts.ts';
import { laneWorkloads, type LaneWorkload } from './lane-workload.ts';
import { PRIMARY_KEY, type LayerNetwork, type NetworkOrigin } from './layer-network.ts';
import type { LayerPolicy } from './layer-policies.ts';
import type { LayerView } from './layer-view.ts';
import { wireOf } from './wire.ts';

/** One network as a page tells it. */
export interface LaneFact extends LaneActs {
  readonly key: string;
  readonly origin: NetworkOrigin;
  readonly isClusterWide: boolean;
  /** What is configured of it: plugin, mode, master … as they are written. */
  readonly type: string | null;
  readonly mode: string | null;
  readonly master: string | null;
  readonly vlan: number | null;
  readonly bridge: string | null;
  readonly ipam: string | null;
  readonly subnets: readonly string[];
  readonly gateway: string | null;
  /** The first of the other networks on the same wire, and how many more there are. */
  readonly sharesWireWith: readonly string[];
  readonly moreOnWire: number;
  readonly pods: number;
  readonly workloads: readonly LaneWorkload[];
  /** Workloads on it that are not told by name. */
  readonly moreWorkloads: number;
  /** Who reaches it from outside the cluster; null where that is not about this network. */
  readonly outside: Text | null;
}

const MOST_WORKLOADS = 200;
const MOST_ON_WIRE = 12;

interface LaneSources {
  readonly view: LayerView;
  readonly policies: readonly LayerPolicy[];
  /** The keys of all networks by the wire they are on. */
  readonly onWire: ReadonlyMap<string, readonly string[]>;
}

/** Returns one network with who is on it and what acts there. */
export function laneFact(network: LayerNetwork, { view, policies, onWire }: LaneSources): LaneFact {
  const { layers } = view;
  const { key, origin, isClusterWide } = network;
  const isPrimary = key === PRIMARY_KEY;
  const members = layers.members.get(key) ?? [];
  const all = laneWorkloads(members, layers);
  // Everybody is on the primary network: only those with another one are worth their names there.
  const told = isPrimary ? all.filter(({ alsoOn }) => alsoOn.length > 0) : all;
  const workloads = told.slice(0, MOST_WORKLOADS);
  const acting = actsOn(network, view, policies);
  const beside = (onWire.get(wireOf(network)) ?? []).filter((other) => other !== key);
  return {
    key,
    origin,
    isClusterWide: isClusterWide && !isPrimary,
    ...configured(network),
    sharesWireWith: beside.slice(0, MOST_ON_WIRE),
    moreOnWire: Math.max(0, beside.length - MOST_ON_WIRE),
    pods: new Set(members.map(({ pod }) => pod)).size,
    workloads,
    moreWorkloads: all.length - workloads.length,
    ...acting,
    outside: isPrimary ? null : outsideOf(network, members, acting.acts),
  };
}

const UNTOLD = { type: null, mode: null, master: null, vlan: null, bridge: null } as const;

function configured({ config, subnets }: LayerNetwork) {
  const { type, mode, master, vlan, bridge } = config ?? UNTOLD;
  const ipam = config?.ipam ?? null;
  return {
    type,
    mode,
    master,
    vlan,
    bridge,
    ipam: ipam?.type ?? null,
    subnets: subnets.map(({ cidr }) => cidr),
    gateway: ipam?.gateway ?? null,
  };
}
