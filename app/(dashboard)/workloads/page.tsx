import { getTranslations } from 'next-intl/server';
import { WORKLOAD_SLICES } from '#lib/questions/read-units.ts';
import { definePage } from '#app/define-page.ts';
import { scopedPage } from '#app/(dashboard)/scoped-page.tsx';
import { WorkloadsBody } from './_components/workloads-body.tsx';
import { readWorkloads } from './read-workloads.ts';
import { loadWorkloadsParams } from './workloads-params.ts';

export async function generateMetadata() {
  const t = await getTranslations('workloads');
  return { title: t('title') };
}

/** What runs in a cluster: the level of the Pod Security Standards it keeps, and the worst found on it. */
export default definePage('viewer', async ({ searchParams }) => {
  const params = loadWorkloadsParams(await searchParams);
  const t = await getTranslations('workloads');
  const lists = { slices: WORKLOAD_SLICES, missing: t('unseen') };
  return scopedPage(params, { title: t('title'), lists }, async ({ store, scanId, clusterName, locale }) => {
    const view = await readWorkloads(store, { scanId, params, locale });
    if (view === null) return null;
    const { total, pods, namespaces } = view;
    const lead = t('lead', { cluster: clusterName, total, pods, namespaces: namespaces.length });
    return {
      lead: view.isBlind ? clusterName : lead,
      body: <WorkloadsBody view={view} params={params} scanId={scanId} />,
    };
  });
});
