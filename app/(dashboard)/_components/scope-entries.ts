import type { FrameCluster, FrameScan, FrameScope } from '#lib/questions/frame-scope.ts';
import { clusterHref, scanHref } from './scope-links.ts';

/** A cluster to go to. */
export interface ClusterEntry extends FrameCluster {
  readonly href: string;
}

/** A scan to go to; the latest is that of its cluster, whichever it will be. */
export interface ScanEntry extends FrameScan {
  readonly key: string;
  readonly href: string;
  readonly isLatest: boolean;
}

/** Stands for the latest scan among the scans to choose from. */
export const LATEST = 'latest';

/** Returns every cluster with where choosing it leads from an address. */
export function clusterEntries(
  { clusters }: FrameScope,
  path: string,
  query: URLSearchParams,
): ClusterEntry[] {
  return clusters.map((cluster) => ({ ...cluster, href: clusterHref(path, query, cluster.id) }));
}

/** Returns the scans to choose from: the latest first, a fixed one even where it is too old for the list. */
export function scanEntries(scope: FrameScope, path: string, query: URLSearchParams): ScanEntry[] {
  const { cluster, latest, fixed, scans } = scope;
  if (cluster === null || latest === null) return [];
  const older = scans.filter(({ id }) => id !== latest.id);
  const listed = fixed === null || older.some(({ id }) => id === fixed.id) ? older : [...older, fixed];
  const entry = (scan: FrameScan, isLatest: boolean): ScanEntry => ({
    ...scan,
    key: isLatest ? LATEST : scan.id,
    href: scanHref(path, query, { clusterId: cluster.id, id: scan.id, isLatest }),
    isLatest,
  });
  return [entry(latest, true), ...listed.map((scan) => entry(scan, false))];
}
