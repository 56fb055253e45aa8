import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { definePage } from '#app/define-page.ts';
import { Trail } from '#app/(dashboard)/_components/trail.tsx';
import { NetworkAreas } from '#app/(dashboard)/network/_components/network-areas.tsx';
import { scopedPage } from '#app/(dashboard)/scoped-page.tsx';
import { askNetwork } from '#lib/questions/network/ask-network.ts';
import { policyKey } from '#lib/questions/network/scan-policies.ts';
import { SimulateForm } from './_components/simulate-form.tsx';
import { defaultDeny } from './default-deny.ts';
import { loadSimulateParams } from './simulate-params.ts';

export async function generateMetadata() {
  const t = await getTranslations('simulate');
  return { title: t('title') };
}

/** Tries policies out on a stored scan; nothing is applied. */
export default definePage('viewer', async ({ searchParams }) => {
  const params = loadSimulateParams(await searchParams);
  const [t, { simulate }] = await Promise.all([getTranslations('simulate'), getMessages()]);
  const heading = { title: t('title'), trail: <Trail page="network" /> };
  return scopedPage(params, heading, async ({ store, scanId, clusterName }) => {
    const policies = await askNetwork(store, { scanId, name: 'policies', ask: null });
    if (policies === null) return null;
    return {
      lead: t('lead', { cluster: clusterName }),
      body: (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <NetworkAreas current="simulate" asked={params} />
          {/* Texts that no other page needs in the browser. */}
          <NextIntlClientProvider messages={{ simulate }}>
            <SimulateForm
              key={scanId}
              scanId={scanId}
              policies={policies.map(policyKey)}
              start={params.ns === null ? '' : defaultDeny(params.ns)}
            />
          </NextIntlClientProvider>
        </div>
      ),
    };
  });
});
