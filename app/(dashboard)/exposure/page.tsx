import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { definePage } from '#app/define-page.ts';
import { resolveScope } from '#lib/questions/resolve-scope.ts';
import { NeverScanned } from '#app/(dashboard)/_components/never-scanned.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { currentStore } from '#lib/store/current-store.ts';
import { ExposureBody } from './_components/exposure-body.tsx';
import { ExposureLead } from './_components/exposure-lead.tsx';
import { loadExposureParams } from './exposure-params.ts';
import { readExposure } from './read-exposure.ts';

export async function generateMetadata() {
  const t = await getTranslations('exposure');
  return { title: t('title') };
}

/** What answered at the ports of every node, and which services are published. */
export default definePage('viewer', async ({ searchParams }) => {
  const store = currentStore();
  const params = loadExposureParams(await searchParams);
  const [t, locale, scope] = await Promise.all([
    getTranslations('exposure'),
    getLocale(),
    resolveScope(store, params),
  ]);
  if (scope === 'unknown') notFound();
  const scan = scope === 'no-cluster' ? null : scope.scan;
  const view =
    scan === null
      ? null
      : await readExposure(store, { scanId: scan.id, clusterId: scan.clusterId, params, locale });
  return (
    <>
      <PageHeader title={t('title')} lead={view === null ? null : <ExposureLead view={view} />} />
      {view === null || scan === null ? (
        <NeverScanned />
      ) : (
        <ExposureBody view={view} params={params} scanId={scan.id} />
      )}
    </>
  );
});
