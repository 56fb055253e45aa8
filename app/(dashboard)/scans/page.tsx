import { History, Server } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { createLoader, parseAsString } from 'nuqs/server';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { listClusters } from '#lib/store/clusters.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { listScans } from '#lib/store/scans.ts';
import { scanItem, type ScanItem } from '#lib/views/scan-item.ts';
import { definePage } from '#app/define-page.ts';
import { ScanTable } from './_components/scan-table.tsx';

const PAGE_SIZE = 25;

const loadParams = createLoader({ before: parseAsString, cluster: parseAsString });

export async function generateMetadata() {
  const t = await getTranslations('scans');
  return { title: t('title') };
}

/** The scans made, of all clusters or of one. */
export default definePage('viewer', async ({ searchParams }) => {
  const store = currentStore();
  const { before: from, cluster: only } = loadParams(await searchParams);
  const [t, locale, clusters, scans] = await Promise.all([
    getTranslations('scans'),
    getLocale(),
    listClusters(store),
    listScans(store, {
      limit: PAGE_SIZE + 1,
      ...(only === null ? {} : { clusterId: only }),
      ...(from === null ? {} : { before: from }),
    }),
  ]);
  const shown = scans.slice(0, PAGE_SIZE);
  const last = scans.length > PAGE_SIZE ? shown.at(-1) : undefined;
  const names = new Map(clusters.map(({ id, name, demo }) => [id, { name, demo }]));
  const items = shown.map((scan) =>
    scanItem(scan, names.get(scan.clusterId) ?? { name: scan.clusterId, demo: false }, locale),
  );
  const of = only === null ? {} : { cluster: only };
  return (
    <>
      <ScansHeader of={only === null ? null : (names.get(only)?.name ?? null)} />
      <div className="grid gap-5">
        {clusters.length === 0 ? <NoCluster /> : <ScanList items={items} />}
        <div className="flex gap-2">
          {from === null ? null : <ButtonLink href={scansHref(of)}>{t('newest')}</ButtonLink>}
          {last === undefined ? null : (
            <ButtonLink href={scansHref({ ...of, before: last.id })}>{t('older')}</ButtonLink>
          )}
        </div>
      </div>
    </>
  );
});

function scansHref(query: Readonly<Record<string, string>>): string {
  return `/scans?${new URLSearchParams(query).toString()}`;
}

async function ScansHeader({ of }: { of: string | null }) {
  const t = await getTranslations('scans');
  return (
    <PageHeader
      title={t('title')}
      lead={of === null ? undefined : t('lead', { cluster: of })}
      actions={of === null ? undefined : <ButtonLink href="/scans">{t('everyCluster')}</ButtonLink>}
    />
  );
}

async function NoCluster() {
  const t = await getTranslations('scans');
  return (
    <EmptyState
      icon={<Server size={28} strokeWidth={1.4} />}
      title={t('noCluster')}
      action={<ButtonLink href="/settings/clusters">{t('toClusters')}</ButtonLink>}
    >
      {t('noClusterWhat')}
    </EmptyState>
  );
}

async function ScanList({ items }: { items: readonly ScanItem[] }) {
  const t = await getTranslations('scans');
  if (items.length === 0) {
    return (
      <EmptyState icon={<History size={28} strokeWidth={1.4} />} title={t('none')}>
        {t('noneWhat')}
      </EmptyState>
    );
  }
  return (
    <Panel title={t('list')} flush>
      <ScanTable scans={items} />
    </Panel>
  );
}
