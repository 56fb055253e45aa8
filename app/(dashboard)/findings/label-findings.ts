import type { Category } from '#lib/model/category.ts';
import { parseRefKey } from '#lib/model/resource-ref.ts';
import type { FindingGroup } from '#lib/store/finding-counts.ts';
import type { FacetCount, Facets } from '#lib/store/finding-facets.ts';
import type { PagedGrouping, PlaceGroup } from '#lib/store/finding-groups.ts';
import { NONE, type FacetParam, type FindingsParams } from './findings-params.ts';
import type { Facet, FindingsView, Group } from './findings-view.ts';

/** What a control is called where it failed, by its id. */
export type Titles = ReadonlyMap<string, { readonly title: string; readonly category: Category }>;

/** A cluster may have a thousand nodes or namespaces; more than these nobody looks through. */
const VALUES_SHOWN = 200;

/** Returns the facets as the page shows them: those chosen, and of the rest the most frequent. */
export function labelFacets(
  counted: Facets | null,
  titles: Titles,
  chosen: FindingsParams,
): FindingsView['facets'] {
  const facet = (
    name: FacetParam,
    counts: readonly FacetCount[] = [],
    labelOf: (value: string) => string | null = (value) => value,
  ): Facet => {
    const wanted: readonly string[] = chosen[name];
    const found = counts
      .map(({ value, count }) => ({ value: value === '' ? NONE : value, count, label: labelOf(value) }))
      .filter(({ value }, index) => index < VALUES_SHOWN || wanted.includes(value));
    // What is chosen can be taken back, also where nothing has it.
    const missing = wanted.filter((value) => found.every((one) => one.value !== value));
    return [
      ...found,
      ...missing.map((value) => ({ value, count: 0, label: labelOf(value === NONE ? '' : value) })),
    ];
  };
  const ownWords = (): null => null;
  const nameOrNone = (value: string): string | null => (value === '' ? null : value);
  return {
    severity: facet('severity', counted?.severities, ownWords),
    age: facet('age', counted?.ages, ownWords),
    area: facet('area', counted?.categories, ownWords),
    ns: facet('ns', counted?.namespaces, nameOrNone),
    kind: facet('kind', counted?.kinds),
    node: facet('node', counted?.nodes, nameOrNone),
    control: facet('control', counted?.controlIds, (value) => titles.get(value)?.title ?? value),
  };
}

/** Returns a group of one control, namespace or kind as the page shows it. */
export function titledGroup({ key, count, severity }: FindingGroup, titles: Titles): Group {
  const control = titles.get(key);
  if (control !== undefined) {
    return { key, count, severity, label: control.title, category: control.category };
  }
  return key === '' ? { key: NONE, count, severity, label: null } : { key, count, severity, label: key };
}

/** Returns a group of one object or one node as the page shows it. */
export function placeGroup({ key, count, severity }: PlaceGroup, by: PagedGrouping): Group {
  if (key === null || key === '') {
    return { key: key === null ? null : NONE, count, severity, label: null };
  }
  if (by === 'node') return { key, count, severity, label: key };
  const { kind, namespace, name } = parseRefKey(key);
  return { key, count, severity, label: name, object: { kind, namespace } };
}
