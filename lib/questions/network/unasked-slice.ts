import type { ApiResource } from '#lib/model/cluster-objects.ts';
import { makeGap } from '#lib/model/gap.ts';
import type { InventorySource, SliceName } from '#lib/model/inventory.ts';
import { text } from '#lib/model/text.ts';
import type { SentSlice } from './network-asks.ts';

/**
 * Returns what is known of a slice that a stored scan never asked for, because Merlon did not know the kind when the
 * scan was made: that the cluster does not serve it, where all that it served was read (`served`), else nothing.
 */
export function unaskedSlice(
  slice: SliceName,
  source: InventorySource,
  served: readonly ApiResource[] | null,
): Pick<SentSlice, 'state' | 'gaps'> {
  if (source !== 'api') return { state: 'not-given', gaps: [] };
  const isServed = served?.some((resource) => isOf(slice, resource));
  if (isServed === false) return { state: 'absent', gaps: [] };
  const gap = makeGap({
    slice,
    // The scan ends before this kind, as an answer that broke off does.
    reason: 'truncated',
    verb: null,
    resource: resourceOf(slice),
    scope: 'cluster',
    message: slice.endsWith('Classes') ? TOO_OLD_FOR_CLASSES : TOO_OLD,
    unlock: text('Scan the cluster again.', '请重新扫描该集群。'),
  });
  return { state: 'failed', gaps: [gap] };
}

/** Groups that may serve a kind that Merlon came to read later; of any other nobody knows. */
const GROUPS: readonly (readonly [slice: RegExp, group: RegExp])[] = [
  [/^calico/, /^(?:crd\.)?projectcalico\.org$/],
  [/^cilium/, /^cilium\.io$/],
  [/^ingressClasses$/, /^networking\.k8s\.io$/],
  [/^gatewayClasses$/, /^gateway\.networking\.k8s\.io$/],
  [/(?:cluster|admin)NetworkPolicies$/i, /^policy\.networking\.k8s\.io$/],
];

/** Slices are named after their resource; Calico's have the plugin's name before it. */
function isOf(slice: SliceName, { group, resource }: ApiResource): boolean {
  const [, groups] = GROUPS.find(([of]) => of.test(slice)) ?? [];
  return groups === undefined || (resource === resourceOf(slice) && groups.test(group));
}

function resourceOf(slice: SliceName): string {
  return slice.toLowerCase().replace(/^calico/, '');
}

/** The same for every policy, so that it is told once. */
const TOO_OLD = text(
  'this scan is older than Merlon’s reading of the policies of network plugins; scan the cluster again.',
  '此扫描早于 Merlon 开始读取网络插件策略的版本；请重新扫描该集群。',
);
const TOO_OLD_FOR_CLASSES = text(
  'this scan is older than Merlon’s reading of IngressClasses and GatewayClasses; scan the cluster again.',
  '此扫描早于 Merlon 开始读取 IngressClass 和 GatewayClass 的版本；请重新扫描该集群。',
);
