import { makeGap, type Gap } from '#lib/model/gap.ts';
import { text } from '#lib/model/text.ts';
import type { ApiCatalog } from './api-catalog.ts';
import { groupVariants, resourceName, type Collector } from './collector.ts';

/** Returns the gap of a kind that the cluster serves in other versions than can be read; null where it does not. */
export function strangeGap(collector: Collector, catalog: ApiCatalog): Gap | null {
  for (const variant of groupVariants(collector)) {
    const versions = catalog.strangeVersionsOf(variant);
    if (versions.length === 0) continue;
    const resource = resourceName(variant);
    const list = versions.join(', ');
    return makeGap({
      slice: collector.slice,
      reason: 'malformed',
      verb: null,
      resource,
      scope: 'cluster',
      message: text(
        `The cluster serves ${resource} as ${list}, which cannot be read here.`,
        `集群以 ${list} 版本提供 ${resource}，此处无法读取。`,
      ),
      unlock: null,
    });
  }
  return null;
}
