import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { definePage } from '#app/define-page.ts';
import { Age } from '#components/time/age.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { isFinal } from '#lib/model/scan.ts';
import { currentStore } from '#lib/store/current-store.ts';
import type { Store } from '#lib/store/open-store.ts';
import type { ScanRow } from '#lib/store/scan-row.ts';
import { listScans } from '#lib/store/scans.ts';
import { DownloadPdf } from './_components/overview/download-pdf.tsx';
import { FirstRun } from './_components/overview/first-run.tsx';
import { FixFirst } from './_components/overview/fix-first.tsx';
import { GapsPanel } from './_components/overview/gaps-panel.tsx';
import { RunningNote } from './_components/overview/running-note.tsx';
import { Tiles } from './_components/overview/tiles.tsx';
import { TrendPanel } from './_components/overview/trend-panel.tsx';
import { VerdictPanel } from './_components/overview/verdict-panel.tsx';
import { resolveScope } from '#lib/questions/resolve-scope.ts';
import { loadScope } from './load-scope.ts';
import type { OverviewView } from './overview-view.ts';
import { readOverview } from './read-overview.ts';

export async function generateMetadata() {
  const t = await getTranslations('overview');
  return { title: t('title') };
}

/** Whether it is bad, what is worst, what changed and what to do: one scan on one page. */
export default definePage('viewer', async ({ searchParams }) => {
  const store = currentStore();
  const asked = loadScope(await searchParams);
  const [t, locale, scope] = await Promise.all([
    getTranslations('overview'),
    getLocale(),
    resolveScope(store, asked),
  ]);
  if (scope === 'unknown') notFound();
  if (scope === 'no-cluster') {
    return (
      <>
        <PageHeader title={t('title')} />
        <FirstRun clusters={[]} />
      </>
    );
  }
  const { clusters, cluster, scan } = scope;
  const view = scan === null ? null : await readOverview(store, scan, locale);
  if (view === null) {
    const open = await openScan(store, cluster.id);
    // The form offers the cluster that is looked at.
    const chosenFirst = [cluster, ...clusters.filter(({ id }) => id !== cluster.id)];
    return (
      <>
        <PageHeader title={t('title')} lead={cluster.name} />
        {open === null ? (
          <FirstRun clusters={chosenFirst} />
        ) : (
          <RunningNote scan={open} cluster={cluster.name} />
        )}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={
          <span title={t('readFrom', { host: view.host })}>
            {t.rich(view.nodes === null ? 'leadWithoutNodes' : 'lead', {
              nodes: view.nodes ?? 0,
              objects: view.objects,
              age: () => <Age at={view.finishedAt} />,
            })}
          </span>
        }
        actions={
          <DownloadPdf
            key={view.scanId}
            scanId={view.scanId}
            clusterId={cluster.id}
            locale={locale}
            made={view.report}
          />
        }
      />
      <div className="grid gap-5">
        <Overview view={view} />
      </div>
    </>
  );
});

function Overview({ view }: { view: OverviewView }) {
  return (
    <>
      <VerdictPanel view={view} />
      <FixFirst view={view} />
      <Tiles view={view} />
      {view.points.length < 2 ? (
        <GapsPanel view={view} isWide />
      ) : (
        <div className="grid gap-5 lg:grid-cols-2">
          <TrendPanel view={view} />
          <GapsPanel view={view} />
        </div>
      )}
    </>
  );
}

const LATEST = 5;

/** The scan of a cluster that is queued or running, if one is. */
async function openScan(store: Store, clusterId: string): Promise<ScanRow | null> {
  const scans = await listScans(store, { clusterId, limit: LATEST });
  return scans.find(({ status }) => !isFinal(status)) ?? null;
}
