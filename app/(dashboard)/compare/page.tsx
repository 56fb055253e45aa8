import { GitCompareArrows } from 'lucide-react';
import { Suspense } from 'react';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { resolveScope } from '#lib/questions/resolve-scope.ts';
import { definePage } from '#app/define-page.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { ClusterRow } from '#lib/store/clusters.ts';
import { currentStore } from '#lib/store/current-store.ts';
import type { Store } from '#lib/store/open-store.ts';
import { previousScan } from '#lib/store/previous-scan.ts';
import type { ScanRow } from '#lib/store/scan-row.ts';
import { findScan, listScans } from '#lib/store/scans.ts';
import { hasResult } from '#lib/model/scan.ts';
import { ChangeList } from './_components/change-list.tsx';
import { ChangeTabs } from './_components/change-tabs.tsx';
import { GapDifference } from './_components/gap-difference.tsx';
import { RightsChanges } from './_components/rights-changes.tsx';
import { PairFields } from './_components/pair-fields.tsx';
import { ScoreDifference } from './_components/score-difference.tsx';
import { loadCompareParams } from './compare-params.ts';
import { ReachChangesSection } from './reach-changes-section.tsx';
import { readCompare } from './read-compare.ts';

const SCANS_OFFERED = 100;

export async function generateMetadata() {
  const t = await getTranslations('compare');
  return { title: t('title') };
}

/** What came, went and stayed between two scans, and what of it nobody can say. */
export default definePage('viewer', async ({ searchParams }) => {
  const store = currentStore();
  const params = loadCompareParams(await searchParams);
  const [t, reach, locale] = await Promise.all([
    getTranslations('compare'),
    getTranslations('compareReach'),
    getLocale(),
  ]);
  const scope = await resolveScope(store, { cluster: params.cluster, scan: params.b });
  if (scope === 'unknown') notFound();
  const later = scope === 'no-cluster' ? null : scope.scan;
  const earlier = later === null ? null : await earlierOf(store, later, params.a);
  if (scope === 'no-cluster' || later === null || earlier === null) {
    return (
      <>
        <PageHeader title={t('title')} />
        <TwoNeeded />
      </>
    );
  }
  const asked = { show: params.show, page: params.page, rights: params.rights, locale };
  const view = await readCompare(store, { earlier, later }, asked);
  if (view === null) notFound();
  const fields = await pairChoices(store, scope.clusters, { earlier, later });
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} actions={<PairFields {...fields} />} />
      <div className="grid gap-4">
        <ScoreDifference view={view} />
        {earlier.clusterId === later.clusterId ? null : <Notice look="unknown">{t('otherCluster')}</Notice>}
        <GapDifference view={view} />
        <ChangeTabs view={view} />
        <ChangeList view={view} />
        <RightsChanges view={view} />
        <Suspense fallback={<Panel title={reach('title')}>{reach('computing')}</Panel>}>
          <ReachChangesSection store={store} scans={{ earlier, later }} page={params.reach} locale={locale} />
        </Suspense>
      </div>
    </>
  );
});

/** The scan asked for, or the one before; an address that names a scan without results names nothing. */
async function earlierOf(store: Store, later: ScanRow, asked: string | null): Promise<ScanRow | null> {
  if (asked === null) return previousScan(store, later.id);
  const scan = await findScan(store, asked);
  if (scan === null || !hasResult(scan.status)) notFound();
  return scan;
}

async function TwoNeeded() {
  const t = await getTranslations('compare');
  return (
    <EmptyState
      icon={<GitCompareArrows size={28} strokeWidth={1.4} />}
      title={t('twoNeeded')}
      action={<ButtonLink href="/scans">{t('toScans')}</ButtonLink>}
    >
      {t('twoNeededWhat')}
    </EmptyState>
  );
}

async function pairChoices(
  store: Store,
  clusters: readonly ClusterRow[],
  { earlier, later }: { readonly earlier: ScanRow; readonly later: ScanRow },
) {
  const [t, words, format, scans] = await Promise.all([
    getTranslations('compare'),
    getTranslations(),
    getFormatter(),
    listScans(store, { clusterId: later.clusterId, limit: SCANS_OFFERED }),
  ]);
  const finished = scans.filter(({ status }) => hasResult(status));
  const yearOf = (date: Date): string => format.dateTime(date, { year: 'numeric' });
  // The time tells two scans apart, and must not be what a narrow field cuts off.
  const timeOf = (date: Date): string =>
    format.dateTime(date, {
      ...(yearOf(date) === yearOf(new Date()) ? {} : { year: 'numeric' }),
      month: 'short',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
    });
  const missing = [earlier, later].filter(({ id }) => !finished.some((scan) => scan.id === id));
  return {
    labels: { cluster: t('cluster'), a: t('earlier'), b: t('later') },
    clusters: clusters.map(({ id, name, demo }) => ({
      value: id,
      label: demo ? `${name} (${words('demo')})` : name,
    })),
    scans: [...finished, ...missing].map(({ id, finishedAt, queuedAt }) => ({
      value: id,
      label: timeOf(new Date(finishedAt ?? queuedAt)),
    })),
    chosen: { cluster: later.clusterId, a: earlier.id, b: later.id },
  };
}
