import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { loadScope } from '#app/(dashboard)/load-scope.ts';
import { UnreadLists } from '#app/(dashboard)/unread-lists.tsx';
import { definePage } from '#app/define-page.ts';
import { resolveScope } from '#lib/questions/resolve-scope.ts';
import { Trail } from '#app/(dashboard)/_components/trail.tsx';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Age } from '#components/time/age.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { nodeOfScan } from '#lib/questions/node-of-scan.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { nodeDetails } from '#lib/views/node-details.ts';
import { NodeReport } from './_components/node-report.tsx';

const LISTS = ['nodes', 'pods', 'probes'] as const;

export async function generateMetadata() {
  const t = await getTranslations('node');
  return { title: t('title') };
}

/** One node of one scan. */
export default definePage<{ name: string }>('viewer', async ({ params, searchParams }) => {
  const [{ name }, asked, t, nodes, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations('node'),
    getTranslations('nodes'),
    getLocale(),
  ]);
  const store = currentStore();
  const scope = await resolveScope(store, loadScope(asked));
  if (scope === 'unknown' || scope === 'no-cluster' || scope.scan === null) notFound();
  const { scan, cluster } = scope;
  const answer = await nodeOfScan(store, scan.id, decodeURIComponent(name));
  if (answer === null) notFound();
  const [worst] = answer.record.findings;
  return (
    <>
      <PageHeader
        title={answer.record.name}
        trail={<Trail page="nodes" />}
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {worst === undefined ? null : <SeverityMark severity={worst.severity} />}
            <span>{nodes(`roles.${answer.record.role}`)}</span>
            <span>{cluster.name}</span>
            <span className="text-ink-3">
              {t.rich('scanned', { age: () => <Age at={scan.finishedAt ?? scan.queuedAt} /> })}
            </span>
          </span>
        }
      />
      <UnreadLists
        store={store}
        scanId={scan.id}
        lists={{ slices: LISTS, missing: t('partial') }}
        locale={locale}
      />
      <NodeReport answer={answer} details={nodeDetails(answer, locale)} scanId={scan.id} />
    </>
  );
});
