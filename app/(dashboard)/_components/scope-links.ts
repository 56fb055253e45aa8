import { scopeQuery } from './asked-scope.ts';

// What a page takes from its address: the scan, or only the cluster.
const OF_SCAN = [
  '/',
  '/findings',
  '/nodes',
  '/exposure',
  '/rbac',
  '/network',
  '/network/layers',
  '/workloads',
  '/checks',
];
const OF_CLUSTER = ['/scans', '/reports', '/compare'];

/** What follows from another choice and would mean nothing beside it: places in lists, opened things. */
const PASSING = ['cluster', 'scan', 'a', 'b', 'cursor', 'open', 'page', 'services', 'cell', 'before'];

/** What is chosen in the frame. */
export interface Chosen {
  readonly clusterId: string | null;
  /** Null for the latest scan. */
  readonly fixedId: string | null;
}

/** Returns a page's address with what is chosen. */
export function scopedHref(
  page: string,
  { clusterId, fixedId }: Chosen,
  more: Readonly<Record<string, string>> = {},
): string {
  const isOfScan = OF_SCAN.includes(page);
  // A page of one scan needs no more; the others hold the scan for the page after them.
  const cluster = fixedId !== null && isOfScan ? null : clusterId;
  return `${page}${scopeQuery({ cluster, scan: fixedId }, more)}`;
}

/** Returns where choosing another cluster leads: the same page of it, or its overview where there is none. */
export function clusterHref(path: string, query: URLSearchParams, clusterId: string): string {
  const follows = OF_SCAN.includes(path) || OF_CLUSTER.includes(path) || path.startsWith('/checks/');
  return withQuery(follows ? path : '/', follows ? query : null, [['cluster', clusterId]]);
}

/** Returns where choosing another scan of the same cluster leads. */
export function scanHref(
  path: string,
  query: URLSearchParams,
  scan: { readonly clusterId: string; readonly id: string; readonly isLatest: boolean },
): string {
  if (/^\/scans(\/|$)/.test(path)) return `/scans/${scan.id}`;
  const isOfScan =
    OF_SCAN.includes(path) || OF_SCAN.some((page) => page !== '/' && path.startsWith(`${page}/`));
  const chosen: [string, string] = scan.isLatest ? ['cluster', scan.clusterId] : ['scan', scan.id];
  return withQuery(isOfScan ? path : '/', isOfScan ? query : null, [chosen]);
}

function withQuery(path: string, query: URLSearchParams | null, added: readonly [string, string][]): string {
  const kept = [...(query ?? [])].filter(([name]) => !PASSING.includes(name));
  return `${path}?${new URLSearchParams([...added, ...kept]).toString()}`;
}
