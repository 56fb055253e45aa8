import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { loadScope } from '#app/(dashboard)/load-scope.ts';
import { definePage } from '#app/define-page.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { refKey } from '#lib/model/resource-ref.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { findFinding, listFindings } from '#lib/store/findings.ts';
import { findingItems } from '#lib/views/finding-rows.ts';
import { findingView } from '#lib/views/finding-view.ts';
import { Trail } from '#app/(dashboard)/_components/trail.tsx';
import { resolveScope } from '#lib/questions/resolve-scope.ts';
import { sightingsOfFinding } from '#lib/questions/sightings-of-finding.ts';
import { FindingReport } from './_components/finding-report.tsx';

const OTHERS_SHOWN = 8;
const SCANS_SHOWN = 40;

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
  const detail = await findFinding(store, scan.id, id);
  if (detail === null) notFound();
  const view = findingView(detail, locale);
  const [sightings, others] = await Promise.all([
    sightingsOfFinding(store, {
      clusterId: cluster.id,
      fingerprint: id,
      controlId: detail.control.id,
      limit: SCANS_SHOWN,
    }),
    listFindings(store, { scanId: scan.id, objects: [refKey(view.resource)], limit: OTHERS_SHOWN + 1 }),
  ]);
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
      <FindingReport
        view={view}
        sightings={sightings}
        others={{
          rows: findingItems(others?.rows ?? [], locale)
            .filter(({ fingerprint }) => fingerprint !== id)
            .slice(0, OTHERS_SHOWN),
          total: (others?.total ?? 1) - 1,
        }}
        scanId={scan.id}
      />
    </>
  );
});
