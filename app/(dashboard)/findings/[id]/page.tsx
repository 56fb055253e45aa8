import { getLocale, getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { definePage } from '#app/define-page.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { currentStore } from '#lib/store/current-store.ts';
import { findingHistory } from '#lib/store/finding-history.ts';
import { findFinding } from '#lib/store/findings.ts';
import { findingView } from '#lib/views/finding-view.ts';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import { resolveScope } from '#app/(dashboard)/findings/resolve-scope.ts';
import { FindingReport } from './_components/finding-report.tsx';

export async function generateMetadata() {
  const t = await getTranslations('findings');
  return { title: t('title') };
}

/** One finding of one scan. */
export default definePage<{ id: string }>('viewer', async ({ params, searchParams }) => {
  const [{ id }, { scan: asked }, t, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations('finding'),
    getLocale(),
  ]);
  const store = currentStore();
  const scope = await resolveScope(store, { cluster: null, scan: typeof asked === 'string' ? asked : null });
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
      <p className="mb-2 text-sm">
        <Link href={findingsHref({ scan: scan.id })} className="link text-ink-2">
          {t('back')}
        </Link>
      </p>
      <PageHeader
        title={view.title}
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
