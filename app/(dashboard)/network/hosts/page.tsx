import { getTranslations } from 'next-intl/server';
import { definePage } from '#app/define-page.ts';
import { NetworkAreas } from '#app/(dashboard)/network/_components/network-areas.tsx';
import { scopedPage } from '#app/(dashboard)/scoped-page.tsx';
import { hostsOfScan } from '#lib/questions/hosts-of-scan.ts';
import { hostView } from '#lib/views/host-rows.ts';
import { HostsBody } from './_components/hosts-body.tsx';
import { loadHostsParams } from './hosts-params.ts';

const LISTS = [
  'nodes',
  'calicoHostEndpoints',
  'calicoGlobalNetworkPolicies',
  'calicoFelixConfigurations',
  'ciliumClusterwideNetworkPolicies',
] as const;

export async function generateMetadata() {
  const t = await getTranslations('hosts');
  return { title: t('title') };
}

/** Who reaches which port of which node, and what decides it. */
export default definePage('viewer', async ({ searchParams }) => {
  const params = loadHostsParams(await searchParams);
  const t = await getTranslations('hosts');
  const lists = { slices: LISTS, missing: t('unseen') };
  return scopedPage(params, { title: t('title'), lists }, async ({ store, scanId, clusterName }) => {
    const firewall = await hostsOfScan(store, scanId);
    const [node = '', port = ''] = params.cell?.split('~') ?? [];
    const cell = params.cell === null ? null : { node, port };
    const view = firewall === null ? null : hostView(firewall, { ...params, cell });
    const lead =
      view === null || view.nodes === 0
        ? clusterName
        : t('lead', { cluster: clusterName, nodes: view.nodes, problems: view.lints.length });
    return {
      lead,
      body: (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <NetworkAreas current="hosts" asked={params} />
          <HostsBody view={view} params={params} />
        </div>
      ),
    };
  });
});
