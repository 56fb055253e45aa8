import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { definePage } from '#app/define-page.ts';
import { resolveScope } from '#lib/questions/resolve-scope.ts';
import { NeverScanned } from '#app/(dashboard)/_components/never-scanned.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { nodesOfScan, type Nodes } from '#lib/questions/nodes-of-scan.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { nodeList, type NodeListQuestion } from '#lib/views/node-list.ts';
import { NodesBody } from './_components/nodes-body.tsx';
import { NodesLead } from './_components/nodes-lead.tsx';
import { loadNodesParams } from './nodes-params.ts';

const NODES_A_PAGE = 50;

export async function generateMetadata() {
  const t = await getTranslations('nodes');
  return { title: t('title') };
}

/** The nodes of one scan, and what each check comes to on each of them. */
export default definePage('viewer', async ({ searchParams }) => {
  const store = currentStore();
  const params = loadNodesParams(await searchParams);
  const [t, locale, scope] = await Promise.all([
    getTranslations('nodes'),
    getLocale(),
    resolveScope(store, params),
  ]);
  if (scope === 'unknown') notFound();
  const scan = scope === 'no-cluster' ? null : scope.scan;
  const read = scan === null ? null : await nodesOfScan(store, scan.id);
  return (
    <>
      <PageHeader title={t('title')} lead={<NodesLead nodes={read?.nodes ?? []} />} />
      {read === null || scan === null ? (
        <NeverScanned />
      ) : (
        <NodesBody
          list={nodeList({ ...params, ...listed(read), pageSize: NODES_A_PAGE }, locale)}
          all={read.nodes}
          isPartial={read.isPartial}
          params={params}
          scanId={scan.id}
        />
      )}
    </>
  );
});

function listed({ nodes, checks }: Nodes): Pick<NodeListQuestion, 'nodes' | 'checks'> {
  return { nodes: nodes ?? [], checks };
}
