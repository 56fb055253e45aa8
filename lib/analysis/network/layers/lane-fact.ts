import { byCodeUnit } from '#lib/model/order.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { LayerMember } from './build-layers.ts';
import { PRIMARY_KEY, type LayerNetwork, type NetworkOrigin } from './layer-network.ts';
import type { LayerPolicy } from './layer-policies.ts';
import type { LayerView } from './layer-view.ts';
import type { InterfaceReason } from './pod-interfaces.ts';
import { wireFromOutside, wireOf } from './wire.ts';

/** How an address is known: both, by a status alone, or by an annotation alone. */
export const ADDRESS_STANDINGS = ['fixed', 'observed', 'declared'] as const;
export type AddressStanding = (typeof ADDRESS_STANDINGS)[number];

export interface LaneWorkload {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  readonly pods: number;
  readonly interfaceName: string;
  readonly reason: InterfaceReason;
  readonly isReported: boolean;
  /** The first of them. */
  readonly addresses: readonly { readonly ip: string; readonly standing: AddressStanding }[];
  readonly addressCount: number;
  /** Its other networks. */
  readonly alsoOn: readonly string[];
}

/** One network as a page tells it. */
export interface LaneFact {
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
  /** Other networks on the same wire. */
  readonly sharesWireWith: readonly string[];
  readonly pods: number;
  readonly workloads: readonly LaneWorkload[];
  /** Workloads on it that are not told by name. */
  readonly moreWorkloads: number;
  /** Whether a policy acts there. */
  readonly acts: 'none' | 'some' | 'unknown';
  readonly policies: Text;
  /** Who reaches it from outside the cluster; null where that is not about this network. */
  readonly outside: Text | null;
}

const MOST_WORKLOADS = 200;
const MOST_ADDRESSES = 8;

/** Returns one network with who is on it and what acts there. */
export function laneFact(network: LayerNetwork, view: LayerView, policies: readonly LayerPolicy[]): LaneFact {
  const { layers } = view;
  const { key, origin, isClusterWide, config, subnets } = network;
  const members = layers.members.get(key) ?? [];
  const groups = [...Map.groupBy(members, groupKey)].toSorted(([a], [b]) => byCodeUnit(a, b));
  const all = groups.map(([, list]) => workloadOf(list, view));
  // Everybody is on the primary network: only those with another one are worth their names there.
  const told = key === PRIMARY_KEY ? all.filter(({ alsoOn }) => alsoOn.length > 0) : all;
  const workloads = told.slice(0, MOST_WORKLOADS);
  return {
    key,
    origin,
    isClusterWide: isClusterWide && key !== PRIMARY_KEY,
    type: config?.type ?? null,
    mode: config?.mode ?? null,
    master: config?.master ?? null,
    vlan: config?.vlan ?? null,
    bridge: config?.bridge ?? null,
    ipam: config?.ipam?.type ?? null,
    subnets: subnets.map(({ cidr }) => cidr),
    gateway: config?.ipam?.gateway ?? null,
    sharesWireWith: layers.networks
      .filter((other) => other.key !== key && wireOf(other) === wireOf(network))
      .map((other) => other.key),
    pods: new Set(members.map(({ pod }) => pod)).size,
    workloads,
    moreWorkloads: all.length - workloads.length,
    ...actsOn(network, view, policies),
    outside: key === PRIMARY_KEY ? null : outsideOf(network, members),
  };
}

function groupKey({ pod, interface: one }: LayerMember): string {
  return [pod.namespace, pod.owner.name, pod.owner.kind, one.name].join('\0');
}

function workloadOf(list: readonly LayerMember[], { layers }: LayerView): LaneWorkload {
  const [first] = list;
  const addresses = list.flatMap((member) =>
    member.interface.addresses.map(({ text: ip, isObserved, fixedBy }) => ({
      ip,
      standing: standingOf(isObserved, fixedBy !== null),
    })),
  );
  const once = [...new Map(addresses.map((one) => [one.ip, one] as const)).values()];
  const own = first === undefined ? undefined : interfacesOf(layers).get(first.pod);
  return {
    namespace: first?.pod.namespace ?? '',
    kind: first?.pod.owner.kind ?? '',
    name: first?.pod.owner.name ?? '',
    pods: list.length,
    interfaceName: first?.interface.name ?? '',
    reason: first?.interface.reason ?? 'primary',
    isReported: list.every((member) => member.interface.isReported),
    addresses: once.slice(0, MOST_ADDRESSES),
    addressCount: once.length,
    alsoOn: [...new Set((own ?? []).filter((one) => one !== first?.interface).map(({ network }) => network))],
  };
}

const known = new WeakMap<
  LayerView['layers'],
  Map<LayerMember['pod'], readonly LayerMember['interface'][]>
>();

/** Looked up for every workload, so it is made once. */
function interfacesOf(layers: LayerView['layers']) {
  let found = known.get(layers);
  if (found === undefined) {
    found = new Map(layers.pods.map(({ pod, interfaces }) => [pod, interfaces] as const));
    known.set(layers, found);
  }
  return found;
}

function standingOf(isObserved: boolean, isFixed: boolean): AddressStanding {
  if (!isFixed) return 'observed';
  return isObserved ? 'fixed' : 'declared';
}

/** MN-4: NetworkPolicies are for the primary network alone; beside it only MultiNetworkPolicies act. */
function actsOn(
  { key, isClusterWide }: LayerNetwork,
  { plugin, primary, enforcer, unseen }: LayerView,
  policies: readonly LayerPolicy[],
): Pick<LaneFact, 'acts' | 'policies'> {
  if (key === PRIMARY_KEY) {
    const enforces = plugin.enforces;
    const acts = enforces === 'yes' ? 'some' : enforces === 'no' ? 'none' : 'unknown';
    return { acts, policies: primary.dataplane.enforces ? plugin.reason : notEnforced(plugin.name ?? '') };
  }
  const here = policies.filter(
    ({ policed, policy }) =>
      policy.networks.includes(key) && policed.some(({ network }) => network.key === key),
  );
  if (here.length === 0) {
    if (unseen.length > 0) return { acts: 'unknown', policies: MAY_BE_MISSING };
    return { acts: 'none', policies: isClusterWide ? NONE_CAN : NONE };
  }
  const names = here.map(({ policy }) => `${policy.namespace}/${policy.name}`);
  return enforcer === null
    ? { acts: 'unknown', policies: written(names) }
    : { acts: 'some', policies: acting(names, enforcer.name) };
}

/** Machines that are no pods but stand on the same wire. */
function outsideOf(network: LayerNetwork, members: readonly LayerMember[]): Text | null {
  const [member] = members;
  if (member === undefined) return null;
  const open = network.subnets.filter(
    ({ range }) => wireFromOutside({ family: range.family, value: range.first }, member).isShared === 'yes',
  );
  if (open.length === 0) {
    const [subnet] = network.subnets;
    const ask = { family: subnet?.range.family ?? 'IPv4', value: subnet?.range.first ?? 0n } as const;
    return wireFromOutside(ask, member).reason;
  }
  const cidrs = open.map(({ cidr }) => cidr).join(', ');
  return text(
    `Machines outside the cluster that stand on this wire in ${cidrs} reach it directly.`,
    `集群之外、处于该链路且地址在 ${cidrs} 内的主机可以直接访问它。`,
  );
}

function notEnforced(name: string): Text {
  return text(
    `No policy acts here: ${name} enforces none, so any pod reaches any other on every port.`,
    `这里没有策略生效：${name} 不执行任何策略，任何 Pod 都能访问其他 Pod 的所有端口。`,
  );
}

function written(names: readonly string[]): Text {
  return text(
    `Written for it, but no controller that enforces them is seen: ${names.join(', ')}.`,
    `已为它编写策略，但没有看到执行它们的控制器：${names.join('、')}。`,
  );
}

function acting(names: readonly string[], enforcer: string): Text {
  return text(`Enforced by ${enforcer}: ${names.join(', ')}.`, `由 ${enforcer} 执行：${names.join('、')}。`);
}

const NONE = text(
  'No policy acts here: NetworkPolicies are for the primary network alone, and no MultiNetworkPolicy selects a pod on this one.',
  '这里没有策略生效：NetworkPolicy 只作用于主网络，也没有 MultiNetworkPolicy 选中该网络上的 Pod。',
);
const NONE_CAN = text(
  'No policy acts here, and none can: every pod is given this network, and MultiNetworkPolicies police only interfaces that a pod asks for.',
  '这里没有策略生效，也无法生效：该网络分配给每个 Pod，而 MultiNetworkPolicy 只约束 Pod 自己请求的接口。',
);
const MAY_BE_MISSING = text(
  'Whether a policy acts here cannot be told: not everything was read.',
  '无法判断是否有策略在此生效：有内容未能读取。',
);
