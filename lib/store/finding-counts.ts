import { SEVERITIES, type Severity } from '#lib/model/severity.ts';
import { FACETS, sortFacet, type FacetCount, type FacetName, type Facets } from './finding-facets.ts';
import { isUnfiltered, whereOf, withoutFacet, type FindingFilter } from './finding-query.ts';
import type { Store } from './open-store.ts';
import { findHead, type StoredHead } from './results.ts';

const COLUMNS = {
  severities: 'severity',
  categories: 'category',
  controlIds: 'controlId',
  namespaces: 'namespace',
  kinds: 'kind',
} as const satisfies Record<FacetName, string>;

/**
 * Returns how many findings each value of each facet has under the other filters, so that a chosen value
 * shows what its neighbours would add; null where the scan has no result.
 */
export async function countFacets(store: Store, filter: FindingFilter): Promise<Facets | null> {
  const stored = await findHead(store, filter.scanId);
  if (stored === null) return null;
  const counted = new Map<FacetName, readonly FacetCount[]>();
  for (const name of FACETS) {
    const others = withoutFacet(filter, name);
    counted.set(
      name,
      isUnfiltered(others) ? stored.facets[name] : await countFacet(store, name, { others, stored }),
    );
  }
  return Object.fromEntries(counted) as unknown as Facets;
}

async function countFacet(
  store: Store,
  name: FacetName,
  { others, stored }: { readonly others: FindingFilter; readonly stored: StoredHead },
): Promise<FacetCount[]> {
  const groups = await store.prisma.finding.groupBy({
    by: [COLUMNS[name]],
    where: whereOf(others, stored),
    _count: { _all: true },
  });
  const counts = groups.map((group) => {
    const value = group[COLUMNS[name]];
    return {
      value: typeof value === 'number' ? (SEVERITIES[value] ?? 'info') : value,
      count: group._count._all,
    };
  });
  return sortFacet(name, counts);
}

/** What findings can be grouped by. */
export const FINDING_GROUPINGS = ['control', 'namespace', 'kind', 'category'] as const;
export type FindingGrouping = (typeof FINDING_GROUPINGS)[number];

const GROUP_COLUMNS = {
  control: 'controlId',
  namespace: 'namespace',
  kind: 'kind',
  category: 'category',
} as const satisfies Record<FindingGrouping, string>;

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
  const column = GROUP_COLUMNS[by];
  const groups = await store.prisma.finding.groupBy({
    by: [column],
    where: whereOf(filter, stored),
    _count: { _all: true },
    _min: { severity: true },
  });
  return groups
    .map((group) => ({
      key: group[column],
      count: group._count._all,
      rank: group._min.severity ?? SEVERITIES.length - 1,
    }))
    .toSorted((a, b) => a.rank - b.rank || b.count - a.count || (a.key < b.key ? -1 : 1))
    .map(({ key, count, rank }) => ({ key, count, severity: SEVERITIES[rank] ?? 'info' }));
}
