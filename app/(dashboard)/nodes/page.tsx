import { getTranslations } from 'next-intl/server';
import { definePage } from '#app/define-page.ts';
import { scopedPage } from '#app/(dashboard)/scoped-page.tsx';
import { nodesOfScan, type Nodes } from '#lib/questions/nodes-of-scan.ts';
import { nodeList, type NodeListQuestion } from '#lib/views/node-list.ts';
import { NodesBody } from './_components/nodes-body.tsx';
import { NodesLead } from './_components/nodes-lead.tsx';
import { loadNodesParams } from './nodes-params.ts';

const NODES_A_PAGE = 50;
const LISTS = ['nodes', 'pods', 'probes'] as const;

export async function generateMetadata() {
  const t = await getTranslations('nodes');
  return { title: t('title') };
}

/** The nodes of one scan, and what each check comes to on each of them. */
export default definePage('viewer', async ({ searchParams }) => {
  const params = loadNodesParams(await searchParams);
  const t = await getTranslations('nodes');
  const heading = { title: t('title'), lists: { slices: LISTS, missing: t('partial') } };
  return scopedPage(params, heading, async ({ store, scanId, locale }) => {
    const read = await nodesOfScan(store, scanId);
    if (read === null) return null;
    return {
      lead: <NodesLead nodes={read.nodes ?? []} />,
      body: (
        <NodesBody
          list={nodeList({ ...params, ...listed(read), pageSize: NODES_A_PAGE }, locale)}
          all={read.nodes}
          params={params}
          scanId={scanId}
        />
      ),
    };
  });
});

function listed({ nodes, checks }: Nodes): Pick<NodeListQuestion, 'nodes' | 'checks'> {
  return { nodes: nodes ?? [], checks };
}
