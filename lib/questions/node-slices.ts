import 'server-only';
import type { Node } from '#lib/model/node.ts';
import type { Pod } from '#lib/model/pod.ts';
import { readSlice } from '#lib/store/blobs.ts';
import { BoundedCache } from '#lib/store/bounded-cache.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';

/** A scan's nodes and pods; null where the scan holds none of them, which is not the same as an empty list. */
export interface NodeSlices {
  readonly nodes: readonly Node[] | null;
  readonly pods: readonly Pod[] | null;
  /** Whether some of them may be missing. */
  readonly isPartial: { readonly nodes: boolean; readonly pods: boolean };
}

// Pods of a large cluster weigh tens of megabytes; two scans are enough to go back and forth between.
const kept = new BoundedCache<string, NodeSlices>(2);

/** Returns the nodes and pods that a scan read. */
export async function nodeSlices(store: Store, scanId: string): Promise<NodeSlices> {
  const known = kept.get(scanId);
  if (known !== undefined) return known;
  const [nodes, pods, stored] = await Promise.all([
    readSlice(store, scanId, 'nodes'),
    readSlice(store, scanId, 'pods'),
    findHead(store, scanId),
  ]);
  const isPartial = (slice: 'nodes' | 'pods'): boolean =>
    stored?.head.inventory.slices[slice].state === 'partial';
  const slices = { nodes, pods, isPartial: { nodes: isPartial('nodes'), pods: isPartial('pods') } };
  kept.set(scanId, slices);
  return slices;
}
