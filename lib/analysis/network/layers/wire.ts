import type { AddressRange, Family } from '#lib/analysis/network/reach/address-ranges.ts';
import { text, type Text } from '#lib/model/text.ts';
import { holdsAddress } from './attachment-ipam.ts';
import type { LayerMember } from './build-layers.ts';
import { PRIMARY_KEY, type LayerNetwork } from './layer-network.ts';

/** Whether a frame gets from one interface to another, policies aside (MN-6). */
export interface WireAnswer {
  readonly isShared: 'yes' | 'unknown';
  readonly reason: Text;
}

/** An address that is no pod's, such as that of a machine beside the cluster. */
export interface OutsideAddress {
  readonly family: Family;
  readonly value: bigint;
}

/** Plugins whose interfaces stand on one of the host's, so that the same one means the same wire. */
const ON_MASTER = ['macvlan', 'ipvlan', 'vlan', 'host-device', 'sriov', 'tap'];

/** Returns the name of the wire a network is on; networks with equal names share it. */
export function wireOf({ key, config }: LayerNetwork): string {
  if (config === null || config.type === null) return `network ${key}`;
  const vlan = config.vlan === null ? '' : ` VLAN ${config.vlan}`;
  if (config.bridge !== null) return `bridge ${config.bridge}${vlan}`;
  if (config.master !== null && ON_MASTER.includes(config.type)) return `on ${config.master}${vlan}`;
  return `network ${key}`;
}

/** Returns whether two interfaces of pods reach each other on their own, without a gateway. */
export function wireBetween(a: LayerMember, b: LayerMember): WireAnswer {
  if (a.network.key === PRIMARY_KEY && b.network.key === PRIMARY_KEY) return yes(PRIMARY_WIRE);
  if (wireOf(a.network) !== wireOf(b.network)) return unknown(OTHER_WIRE);
  const doubt = doubtOf(a, b) ?? doubtOf(b, a);
  if (doubt !== null) return unknown(doubt);
  return bySubnets(subnetsOf(a), subnetsOf(b));
}

/** Returns whether a machine with such an address beside the cluster reaches an interface. */
export function wireFromOutside(outside: OutsideAddress, to: LayerMember): WireAnswer {
  const { config, key } = to.network;
  if (key === PRIMARY_KEY) return yes(PRIMARY_WIRE);
  if (config?.type === 'bridge' || config?.bridge) return unknown(BRIDGE_UPLINK);
  if (config !== null && !leavesNode(config.type)) return unknown(OTHER_PLUGIN);
  const mode = modeDoubt(to);
  if (mode !== null) return unknown(mode);
  const { sure, may } = subnetsOf(to);
  if (may.length === 0) return unknown(NO_SUBNET);
  const holds = (range: AddressRange): boolean => holdsAddress(range, outside);
  if (sure.some(holds)) return yes(SAME_SUBNET);
  return unknown(may.some(holds) ? NO_SUBNET : OTHER_SUBNET);
}

function leavesNode(type: string | null): boolean {
  return type !== null && ON_MASTER.includes(type);
}

/** What about one of two interfaces on the same wire makes the way between them uncertain. */
function doubtOf(one: LayerMember, other: LayerMember): Text | null {
  if (one.network.config?.bridge) {
    const isSameNode = one.pod.node !== null && one.pod.node === other.pod.node;
    return isSameNode ? null : BRIDGE_NODES;
  }
  return modeDoubt(one) ?? (ROUTED.includes(one.network.config?.type ?? '') ? OTHER_PLUGIN : null);
}

/** Plugins that lead each pod to its host and no further by themselves. */
const ROUTED = ['ptp', 'loopback', 'dummy', 'tuning'];

/** macvlan: only `bridge` lets pods of one host talk for certain; ipvlan: only `l2` is one wire. */
function modeDoubt({ network: { config } }: LayerMember): Text | null {
  const type = config?.type ?? null;
  const plain = type === 'macvlan' ? 'bridge' : type === 'ipvlan' ? 'l2' : null;
  if (plain === null || config?.mode === plain) return null;
  return text(
    `In mode ${config?.mode ?? ''}, ${type} does not simply pass frames between pods.`,
    `在 ${config?.mode ?? ''} 模式下，${type} 不会直接在 Pod 之间转发帧。`,
  );
}

interface Subnets {
  /** It is in these for certain. */
  readonly sure: readonly AddressRange[];
  /** It may be in these. */
  readonly may: readonly AddressRange[];
}

/** Returns the subnets of an interface: of its addresses where they are known, else those of its network. */
function subnetsOf({ interface: { addresses }, network }: LayerMember): Subnets {
  const ranges = network.subnets.map(({ range }) => range);
  if (addresses.length > 0) {
    const found = addresses.flatMap((one): AddressRange[] => {
      const known = ranges.filter((range) => holdsAddress(range, one));
      if (known.length > 0) return known;
      const own = one.prefix === null ? null : rangeOf(one.family, one.value, one.prefix);
      return own === null ? [] : [own];
    });
    return { sure: found, may: found };
  }
  const families = new Set(ranges.map(({ family }) => family));
  // One subnet of each family: whatever address it is given lies there.
  return { sure: families.size === ranges.length ? ranges : [], may: ranges };
}

function rangeOf(family: Family, value: bigint, prefix: number): AddressRange | null {
  const bits = family === 'IPv4' ? 32 : 128;
  if (prefix > bits) return null;
  const size = 1n << BigInt(bits - prefix);
  const first = value - (value % size);
  return { family, first, last: first + size - 1n };
}

function bySubnets(a: Subnets, b: Subnets): WireAnswer {
  if (overlap(a.sure, b.sure)) return yes(SAME_SUBNET);
  if (a.may.length === 0 || b.may.length === 0) return unknown(NO_SUBNET);
  return unknown(overlap(a.may, b.may) ? NO_SUBNET : OTHER_SUBNET);
}

function overlap(a: readonly AddressRange[], b: readonly AddressRange[]): boolean {
  return a.some((one) =>
    b.some((two) => one.family === two.family && one.first <= two.last && two.first <= one.last),
  );
}

function yes(reason: Text): WireAnswer {
  return { isShared: 'yes', reason };
}

function unknown(reason: Text): WireAnswer {
  return { isShared: 'unknown', reason };
}

const PRIMARY_WIRE = text('Both are on the primary network of the cluster.', '双方都在集群的主网络上。');
const SAME_SUBNET = text(
  'They share the wire and the subnet, so frames go straight from one to the other.',
  '双方处于同一链路和同一子网，帧可以直接到达对方。',
);
const OTHER_SUBNET = text(
  'Their subnets differ, so only a gateway outside the cluster could lead from one to the other.',
  '双方子网不同，只有集群之外的网关才可能连通它们。',
);
const OTHER_WIRE = text(
  'They share no wire; whether a router joins the two networks cannot be told from the cluster.',
  '双方不在同一链路上；是否有路由器连接这两个网络，无法从集群中得知。',
);
const NO_SUBNET = text(
  'The subnet of one of them is not known, so it cannot be told whether they share it.',
  '其中一方的子网未知，无法判断双方是否处于同一子网。',
);
const BRIDGE_NODES = text(
  'A bridge ends at its node; whether it has an uplink to the other node cannot be told from the cluster.',
  '网桥只在本节点内有效；它是否有通往另一节点的上行链路，无法从集群中得知。',
);
const BRIDGE_UPLINK = text(
  'A bridge ends at its node; whether it has an uplink cannot be told from the cluster.',
  '网桥只在本节点内有效；它是否有上行链路，无法从集群中得知。',
);
const OTHER_PLUGIN = text(
  'Where the plugin of this network leads cannot be told from its configuration.',
  '无法从配置判断该网络的插件会把流量送往何处。',
);
