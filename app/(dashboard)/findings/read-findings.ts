import type { ControlResult } from '#lib/model/control.ts';
import type { Locale } from '#lib/model/text.ts';
import { countFacets, groupFindings, type FindingGroup } from '#lib/store/finding-counts.ts';
import type { FindingFilter } from '#lib/store/finding-query.ts';
import { listFindings } from '#lib/store/findings.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import { findingItems } from '#lib/views/finding-rows.ts';
import { gapRows } from '#lib/views/gap-rows.ts';
import { NO_NAMESPACE, type FacetParam, type FindingsParams } from './findings-params.ts';
import type { Facet, FindingsView, Group } from './findings-view.ts';

const PAGE_SIZE = 50;
const GROUP_PREVIEW = 10;

/** Returns what the findings page shows of a scan; null where the scan has no result. */
export async function readFindings(
  store: Store,
  { scanId, params, locale }: { scanId: string; params: FindingsParams; locale: Locale },
): Promise<FindingsView | null> {
  const filter = filterOf(scanId, params);
  const stored = await findHead(store, scanId);
  if (stored === null) return null;
  const { head } = stored;
  const titles = new Map(head.controls.map((control) => [control.id, control]));
  const [facets, groups, page] = await Promise.all([
    countFacets(store, filter),
    params.group === 'none' ? null : groupFindings(store, filter, params.group),
    pageOf(store, filter, params),
  ]);
  return {
    total: countOf(stored.facets.severities),
    matching: groups === null ? (page?.total ?? 0) : countOf(groups),
    facets: facetsOf(facets, titles, locale),
    groups: groups?.map((group) => toGroup(group, titles, locale)) ?? null,
    rows: findingItems(page?.rows ?? [], locale),
    nextCursor: page?.nextCursor ?? null,
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
    namespaces: params.ns.map((name) => (name === NO_NAMESPACE ? '' : name)),
    kinds: params.kind,
    text: params.q,
  };
}

/** A flat list is read page by page, of groups only the beginning of the unfolded one. */
async function pageOf(store: Store, filter: FindingFilter, params: FindingsParams) {
  if (params.group === 'none') {
    const cursor = params.cursor === null ? {} : { cursor: params.cursor };
    return listFindings(store, { ...filter, ...cursor, sort: params.sort, limit: PAGE_SIZE });
  }
  if (params.open === null) return null;
  const within = {
    control: { controlIds: [params.open] },
    namespace: { namespaces: [params.open === NO_NAMESPACE ? '' : params.open] },
    kind: { kinds: [params.open] },
  }[params.group];
  return listFindings(store, { ...filter, ...within, sort: params.sort, limit: GROUP_PREVIEW });
}

type Controls = ReadonlyMap<string, ControlResult>;

function countOf(counted: readonly { readonly count: number }[]): number {
  return counted.reduce((sum, { count }) => sum + count, 0);
}

function toGroup(group: FindingGroup, controls: Controls, locale: Locale): Group {
  const control = controls.get(group.key);
  if (control !== undefined) {
    return { ...group, label: control.failTitle[locale], category: control.category };
  }
  return group.key === '' ? { ...group, key: NO_NAMESPACE, label: null } : { ...group, label: group.key };
}

function facetsOf(
  counted: Awaited<ReturnType<typeof countFacets>>,
  controls: Controls,
  locale: Locale,
): Readonly<Record<FacetParam, Facet>> {
  return {
    severity: (counted?.severities ?? []).map(({ value, count }) => ({ value, count, label: null })),
    area: (counted?.categories ?? []).map(({ value, count }) => ({ value, count, label: null })),
    ns: (counted?.namespaces ?? []).map(({ value, count }) =>
      value === '' ? { value: NO_NAMESPACE, count, label: null } : { value, count, label: value },
    ),
    kind: (counted?.kinds ?? []).map(({ value, count }) => ({ value, count, label: value })),
    control: (counted?.controlIds ?? []).map(({ value, count }) => ({
      value,
      count,
      label: controls.get(value)?.failTitle[locale] ?? value,
    })),
  };
}
