import type { Locale } from '#lib/model/text.ts';
import { countFacets, groupFindings } from '#lib/store/finding-counts.ts';
import { pageGroups, type GroupQuery } from '#lib/store/finding-groups.ts';
import type { FindingFilter } from '#lib/store/finding-query.ts';
import { listFindings } from '#lib/store/findings.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import { findingItems } from '#lib/views/finding-rows.ts';
import { gapRows } from '#lib/views/gap-rows.ts';
import { NONE, type FindingsParams } from './findings-params.ts';
import type { FindingsView } from './findings-view.ts';
import { labelFacets, placeGroup, titledGroup, type Titles } from './label-findings.ts';

const PAGE_SIZE = 50;
const GROUP_PREVIEW = 10;

interface Reading {
  readonly scanId: string;
  readonly params: FindingsParams;
  readonly locale: Locale;
}

/** Returns what the findings page shows of a scan; null where the scan has no result. */
export async function readFindings(
  store: Store,
  { scanId, params, locale }: Reading,
): Promise<FindingsView | null> {
  const filter = filterOf(scanId, params);
  const stored = await findHead(store, scanId);
  if (stored === null) return null;
  const { head } = stored;
  const titles: Titles = new Map(
    head.controls.map(({ id, failTitle, category }) => [id, { title: failTitle[locale], category }]),
  );
  const [facets, list] = await Promise.all([
    countFacets(store, filter),
    params.group === 'none'
      ? flatList(store, filter, params)
      : groupedList(store, filter, { params, titles }),
  ]);
  return {
    total: countOf(stored.facets.severities),
    matching: list.matching,
    facets: labelFacets(facets, titles, params),
    groups: list.groups,
    groupTotal: list.groupTotal,
    rows: findingItems(list.rows, locale),
    nextCursor: list.nextCursor,
    coverage: head.coverage,
    gaps: gapRows(head.gaps, head.controls, locale).filter((gap) => gap.checks > 0),
  };
}

function filterOf(scanId: string, params: FindingsParams): FindingFilter {
  return {
    scanId,
    severities: params.severity,
    categories: params.area,
    controlIds: params.control,
    namespaces: params.ns.map(emptyForNone),
    kinds: params.kind,
    nodes: params.node.map(emptyForNone),
    ages: params.age,
    objects: params.resource,
    text: params.q,
  };
}

function emptyForNone(value: string): string {
  return value === NONE ? '' : value;
}

type Listed = Pick<FindingsView, 'matching' | 'groups' | 'groupTotal' | 'nextCursor'> & {
  readonly rows: NonNullable<Awaited<ReturnType<typeof listFindings>>>['rows'];
};

async function flatList(
  store: Store,
  filter: FindingFilter,
  { cursor, sort }: FindingsParams,
): Promise<Listed> {
  const page = await listFindings(store, { ...filter, cursor: cursor ?? '', sort, limit: PAGE_SIZE });
  return {
    matching: page?.total ?? 0,
    groups: null,
    groupTotal: null,
    nextCursor: page?.nextCursor ?? null,
    rows: page?.rows ?? [],
  };
}

/** The groups, and of the unfolded one the beginning. */
async function groupedList(
  store: Store,
  filter: FindingFilter,
  { params, titles }: Grouped,
): Promise<Listed> {
  const [grouped, page] = await Promise.all([
    groupsOf(store, filter, { params, titles }),
    params.open === null
      ? null
      : listFindings(store, {
          ...filter,
          ...withinGroup(params.group, params.open),
          sort: params.sort,
          limit: GROUP_PREVIEW,
        }),
  ]);
  return { ...grouped, rows: page?.rows ?? [] };
}

interface Grouped {
  readonly params: FindingsParams;
  readonly titles: Titles;
}

async function groupsOf(
  store: Store,
  filter: FindingFilter,
  { params, titles }: Grouped,
): Promise<Omit<Listed, 'rows'>> {
  const { group, cursor } = params;
  if (group === 'resource' || group === 'node') {
    return pageOfPlaces(store, { ...filter, by: group === 'node' ? 'node' : 'object', cursor });
  }
  const groups = (await groupFindings(store, filter, group === 'none' ? 'control' : group)) ?? [];
  return {
    matching: countOf(groups),
    groups: groups.map((one) => titledGroup(one, titles)),
    groupTotal: null,
    nextCursor: null,
  };
}

async function pageOfPlaces(store: Store, query: Omit<GroupQuery, 'limit'>): Promise<Omit<Listed, 'rows'>> {
  const page = await pageGroups(store, { ...query, limit: PAGE_SIZE });
  return {
    matching: page?.findings ?? 0,
    groups: (page?.groups ?? []).map((group) => placeGroup(group, query.by)),
    groupTotal: page?.total ?? 0,
    nextCursor: page?.nextCursor ?? null,
  };
}

function withinGroup(group: FindingsParams['group'], key: string): Partial<FindingFilter> {
  switch (group) {
    case 'control':
      return { controlIds: [key] };
    case 'resource':
      return { objects: [key] };
    case 'namespace':
      return { namespaces: [emptyForNone(key)] };
    case 'node':
      return { nodes: [emptyForNone(key)] };
    case 'kind':
      return { kinds: [key] };
    case 'none':
      return {};
  }
}

function countOf(counted: readonly { readonly count: number }[]): number {
  return counted.reduce((sum, { count }) => sum + count, 0);
}
