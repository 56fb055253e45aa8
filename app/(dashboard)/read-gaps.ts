import type { SliceName } from '#lib/model/inventory.ts';
import type { Locale } from '#lib/model/text.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import { gapRows, type GapRow } from '#lib/views/gap-rows.ts';

/** A list, or the answers of ports. */
export type GapSource = SliceName | 'probes';

/** What could not be read of some lists. */
export interface ListGaps {
  readonly gaps: readonly GapRow[];
  /** Checks that could not be made for want of them. */
  readonly lost: number;
}

/** Returns what a scan could not read of these lists; one that the cluster does not have is no gap in it. */
export async function readGaps(
  store: Store,
  scanId: string,
  { slices, locale }: { readonly slices: readonly GapSource[]; readonly locale: Locale },
): Promise<ListGaps> {
  const stored = await findHead(store, scanId);
  if (stored === null) return { gaps: [], lost: 0 };
  const { gaps, controls } = stored.head;
  const own = gaps.filter(
    ({ slice, reason }) => reason !== 'absent' && slices.some((name) => name === slice),
  );
  const ids = new Set(own.map(({ id }) => id));
  const lost = controls.filter(
    ({ outcome, gapIds }) => outcome === 'not-assessed' && gapIds.some((id) => ids.has(id)),
  );
  return { gaps: gapRows(own, controls, locale), lost: lost.length };
}
