import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { definePage } from '#app/define-page.ts';
import { scopedPage } from '#app/(dashboard)/scoped-page.tsx';
import { NetworkBody } from './_components/network-body.tsx';
import { ReachSkeleton } from './_components/reach/reach-skeleton.tsx';
import { loadNetworkParams } from './network-params.ts';
import { ReachSection } from './reach-section.tsx';
import { readNetwork } from './read-network.ts';

const LISTS = [
  'pods',
  'networkPolicies',
  'clusterNetworkPolicies',
  'adminNetworkPolicies',
  'baselineAdminNetworkPolicies',
  'calicoTiers',
  'calicoNetworkPolicies',
  'calicoGlobalNetworkPolicies',
  'ciliumNetworkPolicies',
  'ciliumClusterwideNetworkPolicies',
  'daemonSets',
  'nodes',
] as const;

export async function generateMetadata() {
  const t = await getTranslations('network');
  return { title: t('title') };
}

/** How far network policies isolate the pods of a cluster, and whether anything enforces them. */
export default definePage('viewer', async ({ searchParams }) => {
  const params = loadNetworkParams(await searchParams);
  const t = await getTranslations('network');
  const lists = { slices: LISTS, missing: t('unseen') };
  return scopedPage(params, { title: t('title'), lists }, async ({ store, scanId, clusterName, locale }) => {
    const view = await readNetwork(store, { scanId, params, locale });
    if (view === null) return null;
    const { isolation, policies } = view;
    const lead = t('lead', {
      cluster: clusterName,
      policies,
      namespaces: isolation.namespaces,
      closed: isolation.ingress.closed,
    });
    return {
      lead: view.isBlind ? clusterName : lead,
      body: (
        <NetworkBody
          view={view}
          params={params}
          reach={
            view.isBlind ? null : (
              <Suspense fallback={<ReachSkeleton />}>
                <ReachSection store={store} scanId={scanId} params={params} locale={locale} />
              </Suspense>
            )
          }
        />
      ),
    };
  });
});
