import type { Locale } from '#lib/model/text.ts';
import { rightsBetween } from '#lib/questions/rights-between.ts';
import type { Store } from '#lib/store/open-store.ts';
import { boundRightsRows } from '#lib/views/bound-rights.ts';
import { placedName } from '#lib/views/rbac-rules.ts';
import { rowPage } from '#lib/views/row-page.ts';
import type { RightsView } from './compare-view.ts';

const PAGE_SIZE = 10;

/** Returns one page of the subjects whose rights differ between two scans; null where one has none. */
export async function readRights(
  store: Store,
  pair: { readonly earlier: string; readonly later: string },
  asked: { readonly page: number; readonly locale: Locale },
): Promise<RightsView | null> {
  const found = await rightsBetween(store, pair);
  if (found === null) return null;
  const page = rowPage(found.subjects, asked.page, PAGE_SIZE);
  const rows = page.rows.map(({ address, kind, gained, lost, isInLater, isAtLeast, ...named }) => ({
    subject: { address, kind, name: placedName(named) },
    scanId: isInLater ? pair.later : pair.earlier,
    gained: boundRightsRows(gained),
    lost: boundRightsRows(lost),
    isAtLeast,
  }));
  const gaps = found.gaps.map(({ message }) => message[asked.locale]);
  return { page: { ...page, rows }, gaps: [...new Set(gaps)] };
}
