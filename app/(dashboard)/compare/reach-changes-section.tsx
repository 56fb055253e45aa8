import type { Locale } from '#lib/model/text.ts';
import type { Store } from '#lib/store/open-store.ts';
import type { ScanRow } from '#lib/store/scan-row.ts';
import { ReachChanges } from './_components/reach-changes.tsx';
import { readReachChanges } from './read-reach-changes.ts';

/** Who reaches whom otherwise than before; the page does not wait for it. */
export async function ReachChangesSection({
  store,
  scans: { earlier, later },
  page,
  locale,
}: {
  store: Store;
  scans: { readonly earlier: ScanRow; readonly later: ScanRow };
  page: number;
  locale: Locale;
}) {
  const pair = { earlier: earlier.id, later: later.id };
  const view = await readReachChanges(store, pair, { page, locale });
  return <ReachChanges view={view} pair={pair} />;
}
