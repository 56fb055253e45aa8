import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { loadScope } from '#app/(dashboard)/load-scope.ts';
import { definePage } from '#app/define-page.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { currentStore } from '#lib/store/current-store.ts';
import { findingHistory } from '#lib/store/finding-history.ts';
import { findFinding } from '#lib/store/findings.ts';
import { findingView } from '#lib/views/finding-view.ts';
import { Trail } from '#app/(dashboard)/_components/trail.tsx';
import { resolveScope } from '#lib/questions/resolve-scope.ts';
import { FindingReport } from './_components/finding-report.tsx';

export async function generateMetadata() {
  const t = await getTranslations('findings');
  return { title: t('title') };
}

/** One finding of one scan. */
export default definePage<{ id: string }>('viewer', async ({ params, searchParams }) => {
  const [{ id }, asked, locale] = await Promise.all([params, searchParams, getLocale()]);
  const store = currentStore();
  const scope = await resolveScope(store, loadScope(asked));
  if (scope === 'unknown' || scope === 'no-cluster' || scope.scan === null) notFound();
  const { scan, cluster } = scope;
  const [detail, sightings] = await Promise.all([
    findFinding(store, scan.id, id),
    findingHistory(store, cluster.id, id),
  ]);
  if (detail === null) notFound();
  const view = findingView(detail, locale);
  return (
    <>
      <PageHeader
        title={view.title}
        trail={<Trail page="findings" />}
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <SeverityMark severity={view.severity} />
            <span className="font-mono text-xs break-all">
              {[view.resource.namespace, view.resource.name].filter((part) => part !== null).join('/')}
            </span>
            <span>{cluster.name}</span>
          </span>
        }
      />
      <FindingReport view={view} sightings={sightings} scanId={scan.id} />
    </>
  );
});
