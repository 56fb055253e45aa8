import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { NeverScanned } from '#app/(dashboard)/_components/never-scanned.tsx';
import { definePage } from '#app/define-page.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { currentStore } from '#lib/store/current-store.ts';
import { FindingsBody } from './_components/findings-body.tsx';
import { PartialBanner } from '#app/(dashboard)/_components/partial-banner.tsx';
import { loadFindingsParams } from './findings-params.ts';
import { readFindings } from './read-findings.ts';
import { resolveScope } from '#lib/questions/resolve-scope.ts';

export async function generateMetadata() {
  const t = await getTranslations('findings');
  return { title: t('title') };
}

/** The findings of one scan, by facets, text and groups; the address holds all of it. */
export default definePage('viewer', async ({ searchParams }) => {
  const store = currentStore();
  const params = loadFindingsParams(await searchParams);
  const [t, locale, scope] = await Promise.all([
    getTranslations('findings'),
    getLocale(),
    resolveScope(store, params),
  ]);
  if (scope === 'unknown') notFound();
  const scan = scope === 'no-cluster' ? null : scope.scan;
  const cluster = scope === 'no-cluster' ? null : scope.cluster.name;
  const view = scan === null ? null : await readFindings(store, { scanId: scan.id, params, locale });
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={view === null || cluster === null ? cluster : t('lead', { count: view.total, cluster })}
      />
      {view === null || scan === null ? (
        <NeverScanned />
      ) : (
        <div className="grid gap-4">
          <PartialBanner gaps={view.gaps} lost={view.coverage.notAssessed} scanId={scan.id} />
          <FindingsBody view={view} params={params} scanId={scan.id} />
        </div>
      )}
    </>
  );
});
