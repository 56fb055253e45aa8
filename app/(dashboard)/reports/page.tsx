import { FileText } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { resolveScope } from '#lib/questions/resolve-scope.ts';
import { definePage } from '#app/define-page.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { hasResult } from '#lib/model/scan.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { listReports } from '#lib/store/reports.ts';
import { listScans } from '#lib/store/scans.ts';
import { scanItem } from '#lib/views/scan-item.ts';
import { ReportList } from './_components/report-list.tsx';

const PAGE_SIZE = 20;

export async function generateMetadata() {
  const t = await getTranslations('reports');
  return { title: t('title') };
}

/** The scans of a cluster with the PDF of each in each language. */
export default definePage('viewer', async ({ searchParams }) => {
  const store = currentStore();
  const { cluster: asked, before } = await searchParams;
  const [t, locale, scope] = await Promise.all([
    getTranslations('reports'),
    getLocale(),
    resolveScope(store, { cluster: typeof asked === 'string' ? asked : null, scan: null }),
  ]);
  if (scope === 'unknown') notFound();
  if (scope === 'no-cluster' || scope.scan === null) return <NothingYet />;
  const { cluster } = scope;
  const from = typeof before === 'string' ? { before } : {};
  const scans = await listScans(store, { clusterId: cluster.id, limit: PAGE_SIZE + 1, ...from });
  const listed = scans.slice(0, PAGE_SIZE);
  const shown = listed.filter(({ status }) => hasResult(status));
  const reports = await listReports(
    store,
    shown.map(({ id }) => id),
  );
  const oldest = scans.length > PAGE_SIZE ? listed.at(-1) : undefined;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="grid gap-4">
        <Panel title={t('list')} flush>
          <ReportList
            scans={shown.map((scan) => scanItem(scan, cluster, locale))}
            reports={reports}
            isLatest={typeof before !== 'string'}
          />
        </Panel>
        <div className="flex flex-wrap gap-2">
          {typeof before === 'string' ? (
            <ButtonLink href={`/reports?cluster=${cluster.id}`}>{t('newest')}</ButtonLink>
          ) : null}
          {oldest === undefined ? null : (
            <ButtonLink href={`/reports?cluster=${cluster.id}&before=${oldest.id}`}>{t('older')}</ButtonLink>
          )}
        </div>
      </div>
    </>
  );
});

async function NothingYet() {
  const t = await getTranslations('reports');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <EmptyState
        icon={<FileText size={28} strokeWidth={1.4} />}
        title={t('none')}
        action={<ButtonLink href="/scans">{t('toScans')}</ButtonLink>}
      >
        {t('noneWhat')}
      </EmptyState>
    </>
  );
}
