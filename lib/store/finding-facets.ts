import { CATEGORIES } from '#lib/model/category.ts';
import { FINDING_AGES } from '#lib/model/finding-age.ts';
import { SEVERITIES } from '#lib/model/severity.ts';
import type { FindingRecord } from './finding-record.ts';

/** What findings can be filtered by; the names are those of a query's filters. */
export const FACETS = [
  'severities',
  'categories',
  'controlIds',
  'namespaces',
  'kinds',
  'nodes',
  'ages',
] as const;
export type FacetName = (typeof FACETS)[number];

/** One value of a facet, and how many findings have it. */
export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/**
 * The values of each facet: severities, categories and ages in their own order, the others by count. What a scan
 * does not know of a finding is no value: the facet has then fewer findings than the others.
 */
export type Facets = Readonly<Record<FacetName, readonly FacetCount[]>>;

const VALUES: Readonly<Record<FacetName, (record: FindingRecord) => string | null>> = {
  severities: (record) => SEVERITIES[record.severity] ?? 'info',
  categories: (record) => record.category,
  controlIds: (record) => record.controlId,
  namespaces: (record) => record.namespace,
  kinds: (record) => record.kind,
  nodes: (record) => record.node,
  ages: (record) => record.age,
};

/** Returns how many of the findings have each value of each facet. */
export function facetsOf(records: readonly FindingRecord[]): Facets {
  const facet = (name: FacetName): FacetCount[] => {
    const counts = new Map<string, number>();
    for (const record of records) {
      const value = VALUES[name](record);
      if (value === null) continue;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return sortFacet(
      name,
      [...counts].map(([value, count]) => ({ value, count })),
    );
  };
  return {
    severities: facet('severities'),
    categories: facet('categories'),
    controlIds: facet('controlIds'),
    namespaces: facet('namespaces'),
    kinds: facet('kinds'),
    nodes: facet('nodes'),
    ages: facet('ages'),
  };
}

const OWN_ORDER: Partial<Readonly<Record<FacetName, readonly string[]>>> = {
  severities: SEVERITIES,
  categories: CATEGORIES,
  ages: FINDING_AGES,
};

/** Returns a facet's values in the order they are shown. */
export function sortFacet(name: FacetName, counts: readonly FacetCount[]): FacetCount[] {
  const order = OWN_ORDER[name];
  if (order !== undefined) return counts.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
  return counts.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
