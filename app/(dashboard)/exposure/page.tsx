import { getTranslations } from 'next-intl/server';
import { definePage } from '#app/define-page.ts';
import { scopedPage } from '#app/(dashboard)/scoped-page.tsx';
import { ExposureBody } from './_components/exposure-body.tsx';
import { ExposureLead } from './_components/exposure-lead.tsx';
import { loadExposureParams } from './exposure-params.ts';
import { readExposure } from './read-exposure.ts';

const LISTS = [
  'probes',
  'nodes',
  'services',
  'endpointSlices',
  'ingresses',
  'gateways',
  'httpRoutes',
  'pods',
] as const;

export async function generateMetadata() {
  const t = await getTranslations('exposure');
  return { title: t('title') };
}

/** What answered at the ports of every node, and which services are published. */
export default definePage('viewer', async ({ searchParams }) => {
  const params = loadExposureParams(await searchParams);
  const t = await getTranslations('exposure');
  const heading = { title: t('title'), lists: { slices: LISTS, missing: t('partial') } };
  return scopedPage(params, heading, async ({ store, scanId, clusterId, locale }) => {
    const view = await readExposure(store, { scanId, clusterId, params, locale });
    if (view === null) return null;
    return {
      lead: <ExposureLead view={view} />,
      body: <ExposureBody view={view} params={params} scanId={scanId} />,
    };
  });
});
