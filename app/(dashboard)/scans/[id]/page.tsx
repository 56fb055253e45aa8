import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { definePage } from '#app/define-page.ts';
import { isFinal } from '#lib/model/scan.ts';
import { findCluster } from '#lib/store/clusters.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { listEvents } from '#lib/store/events.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import { findScan } from '#lib/store/scans.ts';
import { scanItem } from '#lib/views/scan-item.ts';
import { LiveScan } from './_components/live-scan.tsx';
import { ScanHeader } from './_components/scan-header.tsx';
import { NO_PROGRESS, advance, type ScanProgress } from './_components/scan-progress.ts';
import { ScanReport } from './_components/scan-report.tsx';
import { UnfinishedScan } from './_components/unfinished-scan.tsx';
import { reportOf } from './report-of.ts';

// More events than a scan of the largest cluster tells.
const ALL_EVENTS = 20_000;

export async function generateMetadata() {
  const t = await getTranslations('scans');
  return { title: t('title') };
}

/** One scan: live while it runs, its results when it is over. */
export default definePage<{ id: string }>('viewer', async ({ params }) => {
  const { id } = await params;
  const store = currentStore();
  const [locale, scan] = await Promise.all([getLocale(), findScan(store, id)]);
  if (scan === null) notFound();
  const [cluster, stored] = await Promise.all([
    findCluster(store, scan.clusterId),
    isFinal(scan.status) ? findHead(store, id) : null,
  ]);
  const item = scanItem(scan, cluster ?? { name: scan.clusterId, demo: false }, locale);
  const header = <ScanHeader item={item} trigger={scan.trigger} hasResult={stored !== null} />;
  if (stored !== null) {
    return (
      <>
        {header}
        <ScanReport report={reportOf(stored.head, locale)} counts={scan.counts} />
      </>
    );
  }
  const progress = await progressOf(store, id);
  return (
    <>
      {header}
      {isFinal(scan.status) ? (
        <UnfinishedScan status={scan.status} message={scan.message?.[locale] ?? null} progress={progress} />
      ) : (
        <LiveScan key={id} scanId={id} initial={progress} cancelAsked={scan.cancelAsked} />
      )}
    </>
  );
});

async function progressOf(store: Store, scanId: string): Promise<ScanProgress> {
  const events = await listEvents(store, scanId, { afterSeq: 0, limit: ALL_EVENTS });
  return events.reduce((before, { seq, event }) => advance(before, seq, event), NO_PROGRESS);
}
