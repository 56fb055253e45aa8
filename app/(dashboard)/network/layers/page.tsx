import { getTranslations } from 'next-intl/server';
import { definePage } from '#app/define-page.ts';
import { NetworkAreas } from '#app/(dashboard)/network/_components/network-areas.tsx';
import { scopedPage } from '#app/(dashboard)/scoped-page.tsx';
import { layersOfScan } from '#lib/questions/layers-of-scan.ts';
import { LayersBody } from './_components/layers-body.tsx';
import { loadLayersParams } from './layers-params.ts';

// Multus may give networks to all pods by a ConfigMap: one that was not read may hide a layer.
const LISTS = [
  'pods',
  'configMaps',
  'networkAttachmentDefinitions',
  'multiNetworkPolicies',
  'networkPolicies',
  'services',
  'ingresses',
] as const;

export async function generateMetadata() {
  const t = await getTranslations('layers');
  return { title: t('title') };
}

/** The networks that pods have beside the primary one: who is on each, who bridges two, and what acts there. */
export default definePage('viewer', async ({ searchParams }) => {
  const params = loadLayersParams(await searchParams);
  const t = await getTranslations('layers');
  const heading = {
    title: t('title'),
    lists: { slices: LISTS, missing: t('unseen') },
  };
  return scopedPage(params, heading, async ({ store, scanId, clusterName }) => {
    const layers = await layersOfScan(store, scanId);
    const body = (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <NetworkAreas current="layers" asked={params} />
        <LayersBody layers={layers} params={params} />
      </div>
    );
    if (layers === null) return { lead: clusterName, body };
    const lead = t('lead', {
      cluster: clusterName,
      networks: layers.lanes.length,
      problems: layers.problems.length,
    });
    return { lead, body };
  });
});
