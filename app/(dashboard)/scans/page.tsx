import { History, Server } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { listClusters } from '#lib/store/clusters.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { listScans } from '#lib/store/scans.ts';
import { scanItem } from '#lib/views/scan-item.ts';
import { definePage } from '#app/define-page.ts';
import { ScanTable } from './_components/scan-table.tsx';
import { StartScan } from './_components/start-scan.tsx';

const PAGE_SIZE = 25;

export async function generateMetadata() {
  const t = await getTranslations('scans');
  return { title: t('title') };
}

/** Starts a scan, and lists those made. */
export default definePage('viewer', async ({ searchParams }) => {
  const store = currentStore();
  const { before } = await searchParams;
  const [t, locale, clusters, scans] = await Promise.all([
    getTranslations('scans'),
    getLocale(),
    listClusters(store),
    listScans(store, { limit: PAGE_SIZE + 1, ...(typeof before === 'string' ? { before } : {}) }),
  ]);
  const shown = scans.slice(0, PAGE_SIZE);
  const last = scans.length > PAGE_SIZE ? shown.at(-1) : undefined;
  const names = new Map(clusters.map(({ id, name, demo }) => [id, { name, demo }]));
  const items = shown.map((scan) =>
    scanItem(scan, names.get(scan.clusterId) ?? { name: scan.clusterId, demo: false }, locale),
  );
  const startable = clusters.filter(({ source }) => source === 'api');
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="grid gap-5">
        {startable.length === 0 ? (
          <EmptyState
            icon={<Server size={28} strokeWidth={1.4} />}
            title={t('noCluster')}
            action={<ButtonLink href="/settings/clusters">{t('toClusters')}</ButtonLink>}
          >
            {t('noClusterWhat')}
          </EmptyState>
        ) : (
          <Panel title={t('start')}>
            <StartScan clusters={startable.map(({ id, name, demo }) => ({ id, name, demo }))} />
          </Panel>
        )}
        {shown.length === 0 ? (
          <EmptyState icon={<History size={28} strokeWidth={1.4} />} title={t('none')}>
            {t('noneWhat')}
          </EmptyState>
        ) : (
          <Panel title={t('list')} flush>
            <ScanTable scans={items} />
          </Panel>
        )}
        <div className="flex gap-2">
          {typeof before === 'string' ? <ButtonLink href="/scans">{t('newest')}</ButtonLink> : null}
          {last === undefined ? null : (
            <ButtonLink href={`/scans?before=${last.id}`}>{t('older')}</ButtonLink>
          )}
        </div>
      </div>
    </>
  );
});
