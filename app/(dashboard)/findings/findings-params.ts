import {
  createLoader,
  createSerializer,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { CATEGORIES } from '#lib/model/category.ts';
import { FINDING_AGES } from '#lib/model/finding-age.ts';
import { SEVERITIES } from '#lib/model/severity.ts';

/** How the list is cut up; `none` is one flat list. */
export const GROUPINGS = ['control', 'resource', 'namespace', 'node', 'kind', 'none'] as const;
export const SORTS = ['severity', 'resource'] as const;

/** Stands for "no namespace" and "no node" in an address, where an empty value would read as none chosen. */
export const NONE = '-';

const strings = parseAsArrayOf(parseAsString).withDefault([]);

/** Everything the findings page can be asked, as its address has it; the page and its controls share it. */
export const findingsParams = {
  cluster: parseAsString,
  scan: parseAsString,
  severity: parseAsArrayOf(parseAsStringLiteral(SEVERITIES)).withDefault([]),
  area: parseAsArrayOf(parseAsStringLiteral(CATEGORIES)).withDefault([]),
  control: strings,
  ns: strings,
  kind: strings,
  node: strings,
  age: parseAsArrayOf(parseAsStringLiteral(FINDING_AGES)).withDefault([]),
  /** Keys of objects, as `refKey` gives them. */
  resource: strings,
  q: parseAsString.withDefault(''),
  group: parseAsStringLiteral(GROUPINGS).withDefault('control'),
  sort: parseAsStringLiteral(SORTS).withDefault('severity'),
  /** The group that is unfolded. */
  open: parseAsString,
  cursor: parseAsString,
};

export type FindingsParams = inferParserType<typeof findingsParams>;

export const loadFindingsParams = createLoader(findingsParams);

const serialize = createSerializer(findingsParams);

/** Returns the address of the findings page with these questions. */
export function findingsHref(params: Partial<FindingsParams>): string {
  return serialize('/findings', params);
}

/** The facets, by the name they have in an address. */
export const FACET_PARAMS = ['severity', 'age', 'area', 'ns', 'kind', 'node', 'control'] as const;
export type FacetParam = (typeof FACET_PARAMS)[number];

/** No filter at all. */
export const NO_FILTER = {
  severity: [],
  area: [],
  control: [],
  ns: [],
  kind: [],
  node: [],
  age: [],
  resource: [],
  q: '',
} satisfies Partial<FindingsParams>;

/** Returns whether anything is filtered. */
export function isFiltered(params: FindingsParams): boolean {
  return (
    params.q.trim() !== '' ||
    params.resource.length > 0 ||
    FACET_PARAMS.some((name) => params[name].length > 0)
  );
}
