import type { ControlResult } from '#lib/model/control.ts';
import type { Locale } from '#lib/model/text.ts';
import { adminReach } from '#lib/questions/admin-reach.ts';
import { networkOfScan } from '#lib/questions/network-of-scan.ts';
import { countChanges } from '#lib/store/compare-findings.ts';
import { countKinds, listValues, worstByName } from '#lib/store/finding-kinds.ts';
import { findFinding } from '#lib/store/findings.ts';
import { firstSeen } from '#lib/store/first-seen.ts';
import type { Store } from '#lib/store/open-store.ts';
import { previousScan } from '#lib/store/previous-scan.ts';
import { findReport } from '#lib/store/reports.ts';
import { findHead } from '#lib/store/results.ts';
import type { ScanRow } from '#lib/store/scan-row.ts';
import { scoreHistory } from '#lib/store/score-history.ts';
import type { ResultHead } from '#lib/store/stored-result.ts';
import { changesOf } from '#lib/views/compare-changes.ts';
import { fixWords } from '#lib/views/fix-words.ts';
import { gapRows } from '#lib/views/gap-rows.ts';
import { fixRows, type FixRow } from '#lib/views/overview-fixes.ts';
import { exposureTile, networkTile, nodesTile, rbacTile } from '#lib/views/overview-tiles.ts';
import { scoreView } from '#lib/views/score-view.ts';
import { trendPoints } from '#lib/views/trend-points.ts';
import { DOORS } from '#lib/views/verdict-clauses.ts';
import { verdictOf } from '#lib/views/verdict-sentence.ts';
import type { Fix, OverviewView, Since } from './overview-view.ts';

const FIXES_SHOWN = 5;
const SCANS_SHOWN = 30;

/** Returns what the overview says of a scan; null where the scan has no result. */
export async function readOverview(
  store: Store,
  scan: ScanRow,
  locale: Locale,
): Promise<OverviewView | null> {
  const stored = await findHead(store, scan.id);
  if (stored === null) return null;
  const { head } = stored;
  const { score, coverage, controls, inventory } = head;
  const kinds = countKinds(store, scan.id);
  const rows = fixRows(kinds, controls, score.formula);
  const [history, since, fixes, reach, network, report] = await Promise.all([
    scoreHistory(store, scan.id, SCANS_SHOWN),
    readSince(store, scan.id, controls),
    readFixes(store, { scanId: scan.id, rows: rows.slice(0, FIXES_SHOWN), locale }),
    adminReach(store, scan.id),
    networkOfScan(store, scan.id),
    findReport(store, { scanId: scan.id, locale }),
  ]);
  const tiles = readTiles(store, head, kinds);
  return {
    scanId: scan.id,
    cluster: head.cluster.name,
    version: head.cluster.version?.gitVersion ?? null,
    finishedAt: scan.finishedAt ?? head.scan.finishedAt,
    host: head.scan.vantage.host,
    objects: Object.values(inventory.counts).reduce((sum, count) => sum + count, 0),
    verdict: verdictOf({ kinds, score, coverage }),
    titles: Object.fromEntries(controls.map(({ id, failTitle }) => [id, failTitle[locale]])),
    score: scoreView(score, controls, locale),
    coverage,
    counts: scan.counts,
    open: Object.values(scan.counts).reduce((sum, count) => sum + count, 0),
    since,
    fixes,
    failing: rows.length,
    tiles,
    nodes: tiles.nodes.total,
    report,
    reach,
    plugin: network?.plugin.name ?? null,
    gaps: gapRows(head.gaps, controls, locale).filter(({ checks }) => checks > 0),
    points: trendPoints(history),
  };
}

function readTiles(
  store: Store,
  { scan, controls, inventory, probes }: ResultHead,
  kinds: Parameters<typeof rbacTile>[0],
): OverviewView['tiles'] {
  const doors = listValues(store, scan.id, DOORS).map(({ severity, params }) => ({
    target: String(params['target']),
    port: Number(params['port']),
    severity,
  }));
  return {
    nodes: nodesTile({
      state: inventory.slices.nodes.state,
      total: inventory.counts.nodes ?? 0,
      worst: worstByName(store, scan.id, 'Node'),
      probes,
      controls,
    }),
    exposure: exposureTile(probes, doors),
    rbac: rbacTile(kinds, controls),
    network: networkTile(controls),
  };
}

async function readSince(
  store: Store,
  scanId: string,
  later: readonly ControlResult[],
): Promise<Since | null> {
  const before = await previousScan(store, scanId);
  const stored = before === null ? null : await findHead(store, before.id);
  if (before === null || stored === null) return null;
  const counts = countChanges(store, { earlier: before.id, later: scanId });
  return {
    earlierId: before.id,
    earlierAt: before.finishedAt ?? before.queuedAt,
    changes: changesOf(counts, { earlier: stored.head.controls, later }),
  };
}

async function readFixes(
  store: Store,
  { scanId, rows, locale }: { scanId: string; rows: readonly FixRow[]; locale: Locale },
): Promise<Fix[]> {
  const seen = firstSeen(
    store,
    scanId,
    rows.map(({ fingerprint }) => fingerprint),
  );
  const fixes = await Promise.all(
    rows.map(async (row): Promise<Fix[]> => {
      const detail = await findFinding(store, scanId, row.fingerprint);
      if (detail === null) return [];
      return [
        {
          ...row,
          ...fixWords(detail, locale),
          since: seen.get(row.fingerprint) ?? null,
          isNew: detail.age === 'new',
        },
      ];
    }),
  );
  return fixes.flat();
}
