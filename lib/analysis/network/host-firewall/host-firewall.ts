import { fieldLists } from '#lib/analysis/network/reach/raw-fields.ts';
import { pluginOfSlices, REACH_SLICES } from '#lib/analysis/network/reach/reach-of-slices.ts';
import { gapsOf, itemsOf } from '#lib/model/collected.ts';
import { isUnexpected } from '#lib/model/gap.ts';
import type { HostFirewall } from '#lib/model/host-firewall.ts';
import type { SliceName, Slices } from '#lib/model/inventory.ts';
import { text, type Text } from '#lib/model/text.ts';
import { calicoFirewall } from './calico-firewall.ts';
import { ciliumFirewall } from './cilium-firewall.ts';
import { withoutTable } from './without-table.ts';

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
  const plugin = pluginOfSlices(slices);
  const hasEndpoints = itemsOf(slices.calicoHostEndpoints).length > 0;
  const names = (plugin.name ?? '').split(' + ');
  const isCalico = hasEndpoints && (names.includes('Calico') || !hasCiliumHostPolicies(slices));
  if (names.includes('Cilium') || (hasCiliumHostPolicies(slices) && !isCalico))
    return ciliumFirewall(slices, plugin);
  return hasEndpoints ? calicoFirewall(slices) : withoutTable('none', [noneNote(slices)]);
}

/** CI-12: a policy that selects nodes is for hosts. */
function hasCiliumHostPolicies({ ciliumClusterwideNetworkPolicies }: HostSlices): boolean {
  return itemsOf(ciliumClusterwideNetworkPolicies).some(({ spec }) =>
    fieldLists(spec['specs']).some(({ nodeSelector }) => nodeSelector !== undefined),
  );
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
