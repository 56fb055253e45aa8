import { getTranslations } from 'next-intl/server';
import { definePage } from '#app/define-page.ts';
import { scopedPage } from '#app/(dashboard)/scoped-page.tsx';
import { RbacBody } from './_components/rbac-body.tsx';
import { loadRbacParams } from './rbac-params.ts';
import { readRbac } from './read-rbac.ts';

const LISTS = ['roles', 'clusterRoles', 'roleBindings', 'clusterRoleBindings'] as const;

export async function generateMetadata() {
  const t = await getTranslations('rbac');
  return { title: t('title') };
}

/** Who holds which rights in a cluster: the risky ones first, everything on request, and any question. */
export default definePage('viewer', async ({ searchParams }) => {
  const params = loadRbacParams(await searchParams);
  const t = await getTranslations('rbac');
  const lists = { slices: LISTS, missing: t('unseen') };
  return scopedPage(params, { title: t('title'), lists }, async ({ store, scanId, clusterName, locale }) => {
    const view = await readRbac(store, { scanId, params, locale });
    if (view === null) return null;
    const lead = t('lead', { cluster: clusterName, added: view.added, everything: view.everything });
    return { lead, body: <RbacBody view={view} params={params} scanId={scanId} /> };
  });
});
