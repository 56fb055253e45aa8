import { SEVERITIES, type Severity } from '#lib/model/severity.ts';
import { CUBE_FACETS, findingCube, keptOutBy, type CubeFacet } from './finding-cube.ts';
import { sortFacet, type FacetCount, type Facets } from './finding-facets.ts';
import { isUnfiltered, whereOf, type FindingFilter } from './finding-query.ts';
import type { Store } from './open-store.ts';
import { findHead, type StoredHead } from './results.ts';

/**
 * Returns how many findings each value of each facet has under the other filters, so that a chosen value
 * shows what its neighbours would add; null where the scan has no result.
 */
export async function countFacets(store: Store, filter: FindingFilter): Promise<Facets | null> {
  const stored = await findHead(store, filter.scanId);
  if (stored === null) return null;
  if (isUnfiltered(filter)) return stored.facets;
  const counts = new Map(CUBE_FACETS.map((name) => [name, new Map<string, number>()]));
  const obstacle = keptOutBy(filter);
  for (const cell of findingCube(store, stored, filter)) {
    const against = obstacle(cell);
    if (against === 'several') continue;
    for (const [name, facet] of counts) {
      // A facet is counted as if it had no choice of its own.
      if (against !== null && against !== name) continue;
      const value = cell.values[name];
      if (value !== null) facet.set(value, (facet.get(value) ?? 0) + cell.count);
    }
  }
  const sorted = (name: CubeFacet) =>
    sortFacet(
      name,
      [...(counts.get(name) ?? [])].map(([value, count]) => ({ value, count })),
    );
  const fromCube = Object.fromEntries(CUBE_FACETS.map((name) => [name, sorted(name)]));
  // A scan of before nodes were kept knows few of them, which would read as the rest being on none.
  const nodes = stored.facets.nodes.length === 0 ? [] : countNodes(store, stored, filter);
  return { ...(fromCube as Record<CubeFacet, FacetCount[]>), nodes };
}

function countNodes({ db }: Store, stored: StoredHead, filter: FindingFilter): FacetCount[] {
  const { sql, values } = whereOf({ ...filter, nodes: [] }, stored);
  return db
    .prepare<(string | number)[], FacetCount>(
      `SELECT node AS value, COUNT(*) AS count FROM findings WHERE ${sql} AND node IS NOT NULL
       GROUP BY node ORDER BY count DESC, node`,
    )
    .all(...values);
}

/** What findings can be grouped by so that all groups fit a page. */
export type FindingGrouping = 'control' | 'namespace' | 'kind' | 'category';

const FACET_OF = {
  control: 'controlIds',
  namespace: 'namespaces',
  kind: 'kinds',
  category: 'categories',
} as const satisfies Record<FindingGrouping, Exclude<CubeFacet, 'ages'>>;

export interface FindingGroup {
  /** Control id, namespace (empty for none), kind or category. */
  readonly key: string;
  readonly count: number;
  /** The worst severity in the group. */
  readonly severity: Severity;
}

/** Returns the groups of the findings asked for, worst first, then largest; null where there is no result. */
export async function groupFindings(
  store: Store,
  filter: FindingFilter,
  by: FindingGrouping,
): Promise<FindingGroup[] | null> {
  const stored = await findHead(store, filter.scanId);
  if (stored === null) return null;
  const groups = new Map<string, { count: number; rank: number }>();
  const obstacle = keptOutBy(filter);
  for (const cell of findingCube(store, stored, filter)) {
    if (obstacle(cell) !== null) continue;
    const key = cell.values[FACET_OF[by]];
    const group = groups.get(key) ?? { count: 0, rank: cell.rank };
    groups.set(key, { count: group.count + cell.count, rank: Math.min(group.rank, cell.rank) });
  }
  return [...groups]
    .map(([key, { count, rank }]) => ({ key, count, rank }))
    .toSorted((a, b) => a.rank - b.rank || b.count - a.count || (a.key < b.key ? -1 : 1))
    .map(({ key, count, rank }) => ({ key, count, severity: SEVERITIES[rank] ?? 'info' }));
}
