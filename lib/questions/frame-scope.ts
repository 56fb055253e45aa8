import { hasResult, type ScanStatus } from '#lib/model/scan.ts';
import type { Grade } from '#lib/model/score.ts';
import { lastScans } from '#lib/store/last-scans.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import type { ScanRow } from '#lib/store/scan-row.ts';
import { latestScan, listScans } from '#lib/store/scans.ts';
import type { ResultHead } from '#lib/store/stored-result.ts';
import { resolveScope, type AskedScope, type Scope } from './resolve-scope.ts';

/** A cluster as the frame offers it. */
export interface FrameCluster {
  readonly id: string;
  readonly name: string;
  readonly demo: boolean;
  /** Only a cluster with an API can be scanned from a page. */
  readonly canScan: boolean;
  /** How its last scan stands; null where it was never scanned. */
  readonly status: ScanStatus | null;
}

/** A scan with results as the frame offers it. */
export interface FrameScan {
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly grade: Grade | null;
}

/** What the frame of a page shows of the scan the page is about. */
export interface FrameScope {
  readonly clusters: readonly FrameCluster[];
  /** Null where no cluster is known. */
  readonly cluster: FrameCluster | null;
  /** Version of Kubernetes in the scan shown; null where nothing tells it. */
  readonly version: string | null;
  readonly latest: FrameScan | null;
  /** The scan of the address where that is not the cluster's latest. */
  readonly fixed: FrameScan | null;
  /** The last ones, the newest first. */
  readonly scans: readonly FrameScan[];
  /** How many of a page's things the scan shown has; null where it tells nothing of them. */
  readonly counts: { readonly findings: number | null; readonly nodes: number | null };
}

const SCANS_OFFERED = 50;

const NO_CLUSTER: FrameScope = {
  clusters: [],
  cluster: null,
  version: null,
  latest: null,
  fixed: null,
  scans: [],
  counts: { findings: null, nodes: null },
};

/** Returns what the frame shows for an address; one that names nothing gets the frame of one that is silent. */
export async function frameScope(store: Store, asked: AskedScope): Promise<FrameScope> {
  const resolved = await resolveScope(store, asked);
  const scope = resolved === 'unknown' ? await resolveScope(store, { cluster: null, scan: null }) : resolved;
  if (scope === 'unknown' || scope === 'no-cluster') return NO_CLUSTER;
  const clusterId = scope.cluster.id;
  const [standing, latest, scans] = await Promise.all([
    lastScans(store),
    latestScan(store, clusterId),
    listScans(store, { clusterId, limit: SCANS_OFFERED }),
  ]);
  const shown = scope.scan ?? latest;
  const head = await headOf(store, shown);
  const offered = (row: Scope['cluster']): FrameCluster => ({
    id: row.id,
    name: row.name,
    demo: row.demo,
    canScan: row.source === 'api',
    status: standing.get(row.id)?.status ?? null,
  });
  return {
    clusters: scope.clusters.map(offered),
    cluster: offered(scope.cluster),
    version: head?.cluster.version?.gitVersion ?? null,
    latest: latest === null ? null : frameScan(latest),
    fixed: fixedScan(scope, latest),
    scans: scans.filter(({ status }) => hasResult(status)).map(frameScan),
    counts: countsOf(shown, head),
  };
}

function fixedScan({ isFixed, scan }: Scope, latest: ScanRow | null): FrameScan | null {
  return isFixed && scan !== null && scan.id !== latest?.id ? frameScan(scan) : null;
}

function countsOf(scan: ScanRow | null, head: ResultHead | null): FrameScope['counts'] {
  if (scan === null || head === null) return NO_CLUSTER.counts;
  return { findings: sumOf(scan.counts), nodes: nodesIn(head) };
}

function sumOf(counts: ScanRow['counts']): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function frameScan({ id, finishedAt, queuedAt, grade }: ScanRow): FrameScan {
  return { id, at: finishedAt ?? queuedAt, grade };
}

/** A list that was not read is no list of none. */
function nodesIn({ inventory }: ResultHead): number | null {
  const { state } = inventory.slices.nodes;
  return state === 'complete' || state === 'partial' ? (inventory.counts.nodes ?? 0) : null;
}

async function headOf(store: Store, scan: ScanRow | null): Promise<ResultHead | null> {
  if (scan === null) return null;
  try {
    return (await findHead(store, scan.id))?.head ?? null;
  } catch {
    // A result of an unknown version is the page's to tell; the frame stands around that telling.
    return null;
  }
}
