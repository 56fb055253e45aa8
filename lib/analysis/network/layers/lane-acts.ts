import { text, type Text } from '#lib/model/text.ts';
import type { LayerMember } from './build-layers.ts';
import { PRIMARY_KEY, type LayerNetwork } from './layer-network.ts';
import type { LayerPolicy } from './layer-policies.ts';
import type { LayerView } from './layer-view.ts';
import { looksAfter } from './multi-policy-enforcer.ts';
import { wireFromOutside } from './wire.ts';

/** Whether policies act on a network, and which. */
export interface LaneActs {
  readonly acts: 'none' | 'some' | 'unknown';
  readonly policies: Text;
}

/** Returns what acts on a network. MN-4: NetworkPolicies are for the primary network alone; beside it only MultiNetworkPolicies act. */
export function actsOn(
  { key, config, isClusterWide }: LayerNetwork,
  { plugin, primary, enforcer, unseen }: LayerView,
  policies: readonly LayerPolicy[],
): LaneActs {
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
  return enforced(names, { enforcer, type: config?.type ?? null });
}

/** MN-8: what is written acts where its controller runs and looks after such networks. */
function enforced(
  names: readonly string[],
  { enforcer, type }: Pick<LayerView, 'enforcer'> & { readonly type: string | null },
): LaneActs {
  if (enforcer === null) return { acts: 'unknown', policies: written(names) };
  return looksAfter(enforcer, type)
    ? { acts: 'some', policies: acting(names, enforcer.name) }
    : { acts: 'unknown', policies: leftAside(names, enforcer.name) };
}

/** Returns who reaches a network that is no pod but stands on the same wire; null where no pod is on it. */
export function outsideOf(
  network: LayerNetwork,
  members: readonly LayerMember[],
  acts: LaneActs['acts'],
): Text | null {
  const [member] = members;
  if (member === undefined) return null;
  const open = network.subnets.filter(({ range: { family, first: value } }) =>
    members.some((one) => wireFromOutside({ family, value }, one).isShared === 'yes'),
  );
  if (open.length === 0) {
    const [subnet] = network.subnets;
    const ask = { family: subnet?.range.family ?? 'IPv4', value: subnet?.range.first ?? 0n } as const;
    return wireFromOutside(ask, member).reason;
  }
  const cidrs = open.map(({ cidr }) => cidr).join(', ');
  if (acts !== 'none') {
    return text(
      `Machines outside the cluster may stand on this wire in ${cidrs}; its policies decide what they reach.`,
      `集群之外的主机可能处于该链路且地址在 ${cidrs} 内；它们能访问什么由其上的策略决定。`,
    );
  }
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

function leftAside(names: readonly string[], enforcer: string): Text {
  return text(
    `Written for it, but ${enforcer} is not known to look after networks of this type: ${names.join(', ')}.`,
    `已为它编写策略，但无法确认 ${enforcer} 会处理这种类型的网络：${names.join('、')}。`,
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
