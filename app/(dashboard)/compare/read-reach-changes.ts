import type { Locale } from '#lib/model/text.ts';
import { askNetwork } from '#lib/questions/network/ask-network.ts';
import type { BetweenAnswer } from '#lib/questions/network/network-asks.ts';
import type { Store } from '#lib/store/open-store.ts';

const PAGE_SIZE = 10;

type Changes = NonNullable<BetweenAnswer['changes']>;

/** What is said of one scan that makes less sure what is told. */
export interface ScanDoubts {
  readonly isEnforced: boolean;
  readonly notes: readonly string[];
}

/** What the comparison shows of who reaches whom. */
export interface ReachChangesView {
  readonly earlier: ScanDoubts;
  readonly later: ScanDoubts;
  /** Null where too much changed to be told. */
  readonly changes: (Omit<Changes, 'count'> & { readonly total: number }) | null;
  readonly page: number;
  readonly pages: number;
}

/** Returns one page of what changed between two scans; null where one has no result, or it could not be computed. */
export async function readReachChanges(
  store: Store,
  pair: { readonly earlier: string; readonly later: string },
  asked: { readonly page: number; readonly locale: Locale },
): Promise<ReachChangesView | null> {
  const page = Math.max(1, asked.page);
  const ask = { skip: (page - 1) * PAGE_SIZE, take: PAGE_SIZE };
  const about = { scanId: pair.later, against: pair.earlier, name: 'between', ask } as const;
  const found = await askNetwork(store, about).catch(() => null);
  if (found === null) return null;
  const { standing, changes } = found;
  const doubts = ({ enforces, mayNotEnforce, unseen }: BetweenAnswer['standing']['earlier']): ScanDoubts => ({
    isEnforced: enforces !== 'no',
    notes: [...(mayNotEnforce === null ? [] : [mayNotEnforce]), ...unseen].map((one) => one[asked.locale]),
  });
  return {
    earlier: doubts(standing.earlier),
    later: doubts(standing.later),
    changes: changes === null ? null : { ...changes, total: changes.count },
    page,
    pages: Math.max(1, Math.ceil((changes?.count ?? 0) / PAGE_SIZE)),
  };
}
