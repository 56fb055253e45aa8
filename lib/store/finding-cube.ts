import { SEVERITIES } from '#lib/model/severity.ts';
import { BoundedCache } from './bounded-cache.ts';
import { FACETS, type FacetName } from './finding-facets.ts';
import { whereOf, type FindingFilter } from './finding-query.ts';
import type { Store } from './open-store.ts';
import type { StoredHead } from './results.ts';

/** The facets that a cube counts; there may be a thousand nodes, which would make a cell of every finding. */
export const CUBE_FACETS = FACETS.filter((name) => name !== 'nodes');
export type CubeFacet = Exclude<FacetName, 'nodes'>;

/** How many findings share one value of every facet. */
export interface CubeCell {
  readonly values: Readonly<Record<Exclude<CubeFacet, 'ages'>, string>> & {
    /** Null where the scan does not know. */
    readonly ages: string | null;
  };
  /** Rank in the list of severities. */
  readonly rank: number;
  readonly count: number;
}

const CUBES_KEPT = 16;
const cubesOf = new WeakMap<Store, BoundedCache<string, readonly CubeCell[]>>();

/**
 * Returns the findings that have the filter's words, nodes and objects, counted by the values of all facets at once: every facet
 * and every grouping of a page is a sum over these. A scan's findings never change, so the cubes asked for
 * lately are kept.
 */
export function findingCube(
  store: Store,
  stored: StoredHead,
  { scanId, text = '', nodes = [], objects = [] }: FindingFilter,
): readonly CubeCell[] {
  const cubes = cubesOf.get(store) ?? new BoundedCache(CUBES_KEPT);
  cubesOf.set(store, cubes);
  const key = JSON.stringify([stored.scanNo, text.trim(), nodes, objects]);
  const known = cubes.get(key);
  if (known !== undefined) return known;
  const read = readCube(store, stored, { scanId, text, nodes, objects });
  cubes.set(key, read);
  return read;
}

interface CubeRow {
  readonly severity: number;
  readonly category: string;
  readonly controlId: string;
  readonly namespace: string;
  readonly kind: string;
  readonly age: string | null;
  readonly count: number;
}

function readCube({ db }: Store, stored: StoredHead, filter: FindingFilter): CubeCell[] {
  const { sql, values } = whereOf(filter, stored);
  const rows = db
    .prepare<(string | number)[], CubeRow>(
      `SELECT severity, category, control_id AS controlId, namespace, kind, age, COUNT(*) AS count
       FROM findings WHERE ${sql} GROUP BY severity, category, control_id, namespace, kind, age`,
    )
    .all(...values);
  return rows.map(({ severity, category, controlId, namespace, kind, age, count }) => ({
    values: {
      severities: SEVERITIES[severity] ?? 'info',
      categories: category,
      controlIds: controlId,
      namespaces: namespace,
      kinds: kind,
      ages: age,
    },
    rank: severity,
    count,
  }));
}

/**
 * Returns a test for the cells of a cube: `null` where every facet of the filter lets the cell through, the
 * facet that alone keeps it out, or `several`.
 */
export function keptOutBy(filter: FindingFilter): (cell: CubeCell) => CubeFacet | 'several' | null {
  const chosen = CUBE_FACETS.flatMap((name) => {
    const values: readonly string[] = filter[name] ?? [];
    return values.length === 0 ? [] : [{ name, values: new Set<string | null>(values) }];
  });
  return ({ values }) => {
    const against = chosen.filter((facet) => !facet.values.has(values[facet.name]));
    return against.length > 1 ? 'several' : (against[0]?.name ?? null);
  };
}
