import { SEVERITIES } from '#lib/model/severity.ts';
import { BoundedCache } from './bounded-cache.ts';
import { FACETS, type FacetName } from './finding-facets.ts';
import { whereOf, type FindingFilter } from './finding-query.ts';
import type { Store } from './open-store.ts';
import type { StoredHead } from './results.ts';

/** How many findings share one value of every facet. */
export interface CubeCell {
  readonly values: Readonly<Record<FacetName, string>>;
  /** Rank in the list of severities. */
  readonly rank: number;
  readonly count: number;
}

const CUBES_KEPT = 16;
const cubesOf = new WeakMap<Store, BoundedCache<string, Promise<readonly CubeCell[]>>>();

/**
 * Returns the findings that have the filter's words, counted by the values of all facets at once: every facet
 * and every grouping of a page is a sum over these. A scan's findings never change, so the cubes asked for
 * lately are kept.
 */
export function findingCube(
  store: Store,
  stored: StoredHead,
  { scanId, text = '' }: FindingFilter,
): Promise<readonly CubeCell[]> {
  const cubes = cubesOf.get(store) ?? new BoundedCache(CUBES_KEPT);
  cubesOf.set(store, cubes);
  const key = `${stored.scanNo} ${text.trim()}`;
  const known = cubes.get(key);
  if (known !== undefined) return known;
  const read = readCube(store, stored, { scanId, text });
  cubes.set(key, read);
  read.catch(() => cubes.delete(key));
  return read;
}

async function readCube(store: Store, stored: StoredHead, filter: FindingFilter): Promise<CubeCell[]> {
  const groups = await store.prisma.finding.groupBy({
    by: ['severity', 'category', 'controlId', 'namespace', 'kind'],
    where: whereOf(filter, stored),
    _count: { _all: true },
  });
  return groups.map(({ severity, category, controlId, namespace, kind, _count }) => ({
    values: {
      severities: SEVERITIES[severity] ?? 'info',
      categories: category,
      controlIds: controlId,
      namespaces: namespace,
      kinds: kind,
    },
    rank: severity,
    count: _count._all,
  }));
}

/**
 * Returns a test for the cells of a cube: `null` where every facet of the filter lets the cell through, the
 * facet that alone keeps it out, or `several`.
 */
export function keptOutBy(filter: FindingFilter): (cell: CubeCell) => FacetName | 'several' | null {
  const chosen = FACETS.flatMap((name) => {
    const values: readonly string[] = filter[name] ?? [];
    return values.length === 0 ? [] : [{ name, values: new Set(values) }];
  });
  return ({ values }) => {
    const against = chosen.filter((facet) => !facet.values.has(values[facet.name]));
    return against.length > 1 ? 'several' : (against[0]?.name ?? null);
  };
}
