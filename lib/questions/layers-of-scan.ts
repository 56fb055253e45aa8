import { LAYER_FACTS, type LayerFacts } from '#lib/analysis/network/layers/layer-facts.ts';
import type { Store } from '#lib/store/open-store.ts';
import { readPageFact } from '#lib/store/page-facts.ts';

/** The networks of a scan's pods, as the scan derived them. */
export type ScanLayers = LayerFacts;

/** Returns the networks of pods; null where pods were not read, or the scan is older than this knowledge. */
export async function layersOfScan(store: Store, scanId: string): Promise<ScanLayers | null> {
  const [kept] = (await readPageFact(store, scanId, LAYER_FACTS)) ?? [];
  return kept === undefined ? null : (kept as LayerFacts);
}
