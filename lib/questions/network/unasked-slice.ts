import { COLLECTORS } from '#lib/collect/collectors.ts';
import { groupVariants, resourceName } from '#lib/collect/collector.ts';
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
  const variants = COLLECTORS.filter((one) => one.slice === slice).flatMap(groupVariants);
  const isServed = served?.some(({ group, resource }) =>
    variants.some((one) => one.group === group && one.resource === resource),
  );
  if (isServed === false) return { state: 'absent', gaps: [] };
  const [first] = variants;
  const gap = makeGap({
    slice,
    // The scan ends before this kind, as an answer that broke off does.
    reason: 'truncated',
    verb: null,
    resource: first === undefined ? null : resourceName(first),
    scope: 'cluster',
    message: TOO_OLD,
    unlock: text('Scan the cluster again.', '请重新扫描该集群。'),
  });
  return { state: 'failed', gaps: [gap] };
}

/** The same for every kind, so that it is told once. */
const TOO_OLD = text(
  'this scan is older than Merlon’s reading of the policies of network plugins; scan the cluster again.',
  '此扫描早于 Merlon 开始读取网络插件策略的版本；请重新扫描该集群。',
);
