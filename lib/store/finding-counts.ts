import { SEVERITIES, type Severity } from '#lib/model/severity.ts';
import { findingCube, keptOutBy } from './finding-cube.ts';
import { FACETS, sortFacet, type FacetName, type Facets } from './finding-facets.ts';
import { isUnfiltered, type FindingFilter } from './finding-query.ts';
import type { Store } from './open-store.ts';
import { findHead } from './results.ts';

/**
 * Returns how many findings each value of each facet has under the other filters, so that a chosen value
 * shows what its neighbours would add; null where the scan has no result.
 */
export async function countFacets(store: Store, filter: FindingFilter): Promise<Facets | null> {
  const stored = await findHead(store, filter.scanId);
  if (stored === null) return null;
  if (isUnfiltered(filter)) return stored.facets;
  const counts = new Map(FACETS.map((name) => [name, new Map<string, number>()]));
  const obstacle = keptOutBy(filter);
  for (const cell of await findingCube(store, stored, filter)) {
    const against = obstacle(cell);
    if (against === 'several') continue;
    for (const [name, facet] of counts) {
      // A facet is counted as if it had no choice of its own.
      if (against !== null && against !== name) continue;
      const value = cell.values[name];
      facet.set(value, (facet.get(value) ?? 0) + cell.count);
    }
  }
  const sorted = (name: FacetName) =>
    sortFacet(
      name,
      [...(counts.get(name) ?? [])].map(([value, count]) => ({ value, count })),
    );
  return Object.fromEntries(FACETS.map((name) => [name, sorted(name)])) as unknown as Facets;
}

/** What findings can be grouped by. */
export const FINDING_GROUPINGS = ['control', 'namespace', 'kind', 'category'] as const;
export type FindingGrouping = (typeof FINDING_GROUPINGS)[number];

const FACET_OF = {
  control: 'controlIds',
  namespace: 'namespaces',
  kind: 'kinds',
  category: 'categories',
} as const satisfies Record<FindingGrouping, FacetName>;

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
  for (const cell of await findingCube(store, stored, filter)) {
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
