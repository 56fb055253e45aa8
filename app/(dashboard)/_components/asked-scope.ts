import type { AskedScope } from '#lib/questions/resolve-scope.ts';

/** Anything that answers what a query has under a name. */
interface Query {
  get(name: string): string | null;
}

/** Returns what an address asks for: a scan's own page names it in its path, a comparison as the later one. */
export function askedScope(path: string, query: Query): AskedScope {
  const [, ownScan] = /^\/scans\/([^/]+)$/.exec(path) ?? [];
  const named = ownScan ?? query.get(path === '/compare' ? 'b' : 'scan') ?? '';
  const cluster = query.get('cluster') ?? '';
  return { cluster: cluster === '' ? null : cluster, scan: named === '' ? null : named };
}

/** Returns what was asked as the query of an address, empty where nothing was. */
export function scopeQuery(
  { cluster, scan }: AskedScope,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams(more);
  if (cluster !== null) query.set('cluster', cluster);
  if (scan !== null) query.set('scan', scan);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
