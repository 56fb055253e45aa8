import { PartialBanner } from '#app/(dashboard)/_components/partial-banner.tsx';
import { readGaps, type GapSource } from '#app/(dashboard)/read-gaps.ts';
import type { Locale } from '#lib/model/text.ts';
import type { Store } from '#lib/store/open-store.ts';

/** The lists that a page is made of, and what may be missing on it where they were not read. */
export interface PageLists {
  readonly slices: readonly GapSource[];
  readonly missing: string;
}

/** Says which of a page's lists a scan could not read; nothing where it read them all. */
export async function UnreadLists({
  store,
  scanId,
  lists: { slices, missing },
  locale,
}: {
  store: Store;
  scanId: string;
  lists: PageLists;
  locale: Locale;
}) {
  const told = await readGaps(store, scanId, { slices, locale });
  if (told.gaps.length === 0) return null;
  return (
    <div className="mb-4">
      <PartialBanner {...told} scanId={scanId}>
        {missing}
      </PartialBanner>
    </div>
  );
}
