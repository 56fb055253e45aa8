import type { Locale } from '#lib/model/text.ts';
import { countChanges, listChanges } from '#lib/store/compare-findings.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import type { ScanRow } from '#lib/store/scan-row.ts';
import type { ResultHead } from '#lib/store/stored-result.ts';
import { changesOf, type Change, type Changes } from '#lib/views/compare-changes.ts';
import { gapDifference } from '#lib/views/compare-gaps.ts';
import { findingItems } from '#lib/views/finding-rows.ts';
import { scoreView } from '#lib/views/score-view.ts';
import type { ComparedScan, CompareView } from './compare-view.ts';
import { readRights } from './read-rights.ts';

const PAGE_SIZE = 50;

/** Returns what the comparison of two scans says; null where one of them has no result. */
export async function readCompare(
  store: Store,
  scans: { readonly earlier: ScanRow; readonly later: ScanRow },
  asked: {
    readonly show: Change | null;
    readonly page: number;
    readonly rights: number;
    readonly locale: Locale;
  },
): Promise<CompareView | null> {
  const [before, after] = await Promise.all([
    findHead(store, scans.earlier.id),
    findHead(store, scans.later.id),
  ]);
  if (before === null || after === null) return null;
  const pair = { earlier: scans.earlier.id, later: scans.later.id };
  const changes = changesOf(countChanges(store, pair), {
    earlier: before.head.controls,
    later: after.head.controls,
  });
  const shown = asked.show ?? firstWith(changes);
  const { side, controlIds, count } = changes[shown];
  const pages = Math.max(1, Math.ceil(count / PAGE_SIZE));
  const page = Math.min(Math.max(1, asked.page), pages);
  const rows = await listChanges(store, {
    ...pair,
    side,
    controlIds,
    skip: (page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
  });
  return {
    earlier: toCompared(scans.earlier, before.head, asked.locale),
    later: toCompared(scans.later, after.head, asked.locale),
    changes,
    gaps: gapDifference(before.head, after.head, asked.locale),
    rights: await readRights(store, pair, { page: asked.rights, locale: asked.locale }),
    shown,
    rows: findingItems(rows, asked.locale),
    rowsScanId: side === 'earlier' ? pair.earlier : pair.later,
    page,
    pages,
  };
}

const READ_FIRST: readonly Change[] = ['new', 'fixed', 'unseen', 'uncovered', 'persisting'];

function firstWith(changes: Changes): Change {
  return READ_FIRST.find((change) => changes[change].count > 0) ?? 'new';
}

function toCompared(scan: ScanRow, head: ResultHead, locale: Locale): ComparedScan {
  return {
    id: scan.id,
    cluster: head.cluster.name,
    at: scan.finishedAt ?? head.scan.finishedAt,
    score: scoreView(head.score, head.controls, locale),
    coverage: head.coverage,
    counts: scan.counts,
  };
}
