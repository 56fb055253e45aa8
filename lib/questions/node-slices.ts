import 'server-only';
import { buildComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import { NODE_FACTS, nodeFacts, type NodeFacts } from '#lib/analysis/nodes/node-facts.ts';
import type { Node } from '#lib/model/node.ts';
import { readSlice } from '#lib/store/blobs.ts';
import { BoundedCache } from '#lib/store/bounded-cache.ts';
import type { Store } from '#lib/store/open-store.ts';
import { readPageFact } from '#lib/store/page-facts.ts';
import { findHead } from '#lib/store/results.ts';

/** A scan's nodes and what its pods tell of them; null where none were read, which is not an empty list. */
export interface NodeSlices extends NodeFacts {
  readonly nodes: readonly Node[] | null;
  /** Whether some of them may be missing. */
  readonly isPartial: { readonly nodes: boolean; readonly pods: boolean };
}

const kept = new BoundedCache<string, NodeSlices>(4);

/** Returns the nodes that a scan read, and what its pods tell of them. */
export async function nodeSlices(store: Store, scanId: string): Promise<NodeSlices> {
  const known = kept.get(scanId);
  if (known !== undefined) return known;
  const [nodes, stored] = await Promise.all([readSlice(store, scanId, 'nodes'), findHead(store, scanId)]);
  const isPartial = (slice: 'nodes' | 'pods'): boolean =>
    stored?.head.inventory.slices[slice].state === 'partial';
  const slices = {
    nodes,
    ...(await readFacts(store, scanId, nodes ?? [])),
    isPartial: { nodes: isPartial('nodes'), pods: isPartial('pods') },
  };
  kept.set(scanId, slices);
  return slices;
}

/** As the scan derived them; of older scans, and where pods were not read, from the objects themselves. */
async function readFacts(store: Store, scanId: string, nodes: readonly Node[]): Promise<NodeFacts> {
  const [facts] = (await readPageFact(store, scanId, NODE_FACTS)) ?? [];
  if (facts !== undefined) return facts as NodeFacts;
  const pods = await readSlice(store, scanId, 'pods');
  return nodeFacts(pods, buildComponentFlags({ pods: pods ?? [], nodes }));
}
