import { SearchX } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { resolveScope } from '#lib/questions/resolve-scope.ts';
import { definePage } from '#app/define-page.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { CONTROLS } from '#lib/controls/index.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { findHead } from '#lib/store/results.ts';
import type { ResultHead } from '#lib/store/stored-result.ts';
import { catalogueOf } from '#lib/views/check-catalogue.ts';
import { CatalogueTable } from './_components/catalogue-table.tsx';
import { CheckFilters } from './_components/check-filters.tsx';
import { checksHref, loadChecksParams, type ChecksParams } from './checks-params.ts';

export async function generateMetadata() {
  const t = await getTranslations('checks');
  return { title: t('title') };
}

/** The catalogue: what is tested, and what came of it in the scan chosen. */
export default definePage('viewer', async ({ searchParams }) => {
  const store = currentStore();
  const params = loadChecksParams(await searchParams);
  const [t, locale, scope] = await Promise.all([
    getTranslations('checks'),
    getLocale(),
    resolveScope(store, params),
  ]);
  if (scope === 'unknown') notFound();
  const scan = scope === 'no-cluster' ? null : scope.scan;
  const stored = scan === null ? null : await findHead(store, scan.id);
  const catalogue = catalogueOf(
    { metas: CONTROLS, results: stored?.head.controls ?? [] },
    { area: params.area, outcome: params.outcome, text: params.q },
    locale,
  );
  const count = catalogue.total;
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={stored === null ? t('lead', { count }) : t('leadScan', { count, ...madeIn(stored.head) })}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <CheckFilters catalogue={catalogue} params={params} />
        <CatalogueTable rows={catalogue.rows} scanId={stored?.head.scan.id ?? null} />
        {catalogue.rows.length === 0 ? <NoMatch params={params} total={count} /> : null}
      </div>
    </>
  );
});

function madeIn({ coverage, cluster }: ResultHead): { assessed: number; cluster: string } {
  return { assessed: coverage.assessed, cluster: cluster.name };
}

async function NoMatch({ params, total }: { params: ChecksParams; total: number }) {
  const t = await getTranslations('checks');
  return (
    <EmptyState
      icon={<SearchX size={28} strokeWidth={1.4} />}
      title={t('nothing')}
      action={
        <ButtonLink href={checksHref({ scan: params.scan, cluster: params.cluster })}>
          {t('clear')}
        </ButtonLink>
      }
    >
      {t('nothingWhat', { count: total })}
    </EmptyState>
  );
}
