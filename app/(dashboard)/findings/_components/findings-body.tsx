import { CircleCheck, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import {
  FACET_PARAMS,
  NO_FILTER,
  NONE,
  findingsHref,
  type FacetParam,
  type FindingsParams,
} from '#app/(dashboard)/findings/findings-params.ts';
import type { Facet, FindingsView, LabelledFacets } from '#app/(dashboard)/findings/findings-view.ts';
import { AddressSearch } from '#components/fields/address-search.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { CATEGORIES } from '#lib/model/category.ts';
import { FINDING_AGES } from '#lib/model/finding-age.ts';
import { SEVERITIES } from '#lib/model/severity.ts';
import { FacetList } from './facet-list.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FindingRows } from './finding-rows.tsx';
import { GroupList } from './group-list.tsx';
import { ListFields } from './list-fields.tsx';

/** Facets on the left, the findings they leave on the right. */
export function FindingsBody({
  view,
  params,
  scanId,
}: {
  view: FindingsView;
  params: FindingsParams;
  scanId: string;
}) {
  const t = useTranslations('findings');
  const facets = useLabels(view.facets);
  if (view.total === 0) {
    return (
      <EmptyState icon={<CircleCheck size={28} strokeWidth={1.4} />} title={t('allClear')}>
        {t('allClearWhat', { assessed: view.coverage.assessed, total: view.coverage.total })}
      </EmptyState>
    );
  }
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[216px_minmax(0,1fr)]">
      <aside aria-label={t('filters')} className="hidden lg:block">
        <FacetList facets={facets} />
      </aside>
      <div className="grid min-w-0 gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <AddressSearch label={t('search')} hint={t('searchHint')} restarts={['cursor', 'open']} />
          <ListFields />
          <p className="ml-auto text-ink-2" aria-live="polite">
            <span className="num">
              {params.group !== 'resource' || view.groupTotal === null || view.matching === 0
                ? t('of', { count: view.matching })
                : t('ofOn', { count: view.matching, objects: view.groupTotal })}
            </span>
            {view.matching === view.total ? null : (
              <span className="num text-ink-3"> {t('filtered', { total: view.total })}</span>
            )}
          </p>
        </div>
        <details className="rounded-m border border-line bg-panel px-4 py-2 lg:hidden">
          <summary className="font-medium">{t('filters')}</summary>
          <div className="pt-3">
            <FacetList facets={facets} />
          </div>
        </details>
        <FilterChips params={params} facets={facets} />
        <Results view={view} params={params} scanId={scanId} />
      </div>
    </div>
  );
}

function Results({ view, params, scanId }: { view: FindingsView; params: FindingsParams; scanId: string }) {
  const t = useTranslations('findings');
  if (view.matching === 0) {
    return (
      <EmptyState
        icon={<SearchX size={28} strokeWidth={1.4} />}
        title={t('nothing')}
        action={
          <ButtonLink href={findingsHref({ ...params, ...NO_FILTER, cursor: null, open: null })}>
            {t('clear')}
          </ButtonLink>
        }
      >
        {t('nothingWhat', { total: view.total })}
      </EmptyState>
    );
  }
  return (
    <>
      <section aria-label={t('listed')} className="overflow-hidden rounded-m border border-line bg-panel">
        {view.groups === null ? (
          <FindingRows rows={view.rows} scanId={scanId} />
        ) : (
          <GroupList view={view} params={params} scanId={scanId} />
        )}
      </section>
      <p className="flex gap-2">
        {params.cursor === null ? null : (
          <ButtonLink href={findingsHref({ ...params, cursor: null, open: null })}>{t('first')}</ButtonLink>
        )}
        {view.nextCursor === null ? null : (
          <ButtonLink href={findingsHref({ ...params, cursor: view.nextCursor, open: null })}>
            {t('more')}
          </ButtonLink>
        )}
      </p>
    </>
  );
}

function useLabels(facets: Readonly<Record<FacetParam, Facet>>): LabelledFacets {
  const t = useTranslations('findings');
  const severities = useTranslations('severity');
  const areas = useTranslations('category');
  const words: Partial<Record<FacetParam, ReadonlyMap<string, string>>> = {
    age: new Map(FINDING_AGES.map((name) => [name, t(`ages.${name}`)])),
    ns: new Map([[NONE, t('clusterWide')]]),
    node: new Map([[NONE, t('noNode')]]),
    severity: new Map(SEVERITIES.map((name) => [name, severities(name)])),
    area: new Map(CATEGORIES.map((name) => [name, areas(name)])),
  };
  const labelled = FACET_PARAMS.map((name) => [
    name,
    facets[name].map(({ value, count, label }) => ({
      value,
      count,
      label: label ?? words[name]?.get(value) ?? value,
    })),
  ]);
  return Object.fromEntries(labelled) as LabelledFacets;
}
