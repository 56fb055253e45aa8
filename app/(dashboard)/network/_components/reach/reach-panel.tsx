import { CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { networkHref, type NetworkParams } from '#app/(dashboard)/network/network-params.ts';
import type { ReachView } from '#app/(dashboard)/network/read-reach.ts';
import { SoftLinks } from '#components/exposure/soft-links.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { portWords } from '#lib/model/asked-port.ts';
import { ExplainDrawer } from './explain-drawer.tsx';
import { PairList } from './pair-list.tsx';
import { ReachLegend } from './reach-legend.tsx';
import { ReachMatrix } from './reach-matrix.tsx';
import { ReachToolbar } from './reach-toolbar.tsx';
import { WorkloadTable } from './workload-table.tsx';

/** Namespaces against namespaces, the workloads of a chosen two, and one connection explained beside them. */
export function ReachPanel({ view, params }: { view: ReachView; params: NetworkParams }) {
  const isExplained = view.explained !== null;
  return (
    <div
      className={`grid grid-cols-[minmax(0,1fr)] items-start gap-5 ${isExplained ? 'xl:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]' : ''}`}
    >
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
        <NamespacePanel view={view} params={params} />
        {view.between === null ? null : <WorkloadTable between={view.between} view={view} params={params} />}
      </div>
      {view.explained === null ? null : <ExplainDrawer explained={view.explained} params={params} />}
    </div>
  );
}

function NamespacePanel({ view, params }: { view: ReachView; params: NetworkParams }) {
  const t = useTranslations('reach');
  const { matrix } = view;
  if (matrix.namespaces.length === 0) {
    return (
      <EmptyState icon={<CircleDashed size={28} strokeWidth={1.4} />} title={t('nobody')}>
        {t('nobodyWhat')}
      </EmptyState>
    );
  }
  const port = view.port === null ? t('anyPort') : portWords(view.port);
  return (
    <Panel
      title={t('title')}
      aside={
        <span className="num text-sm text-ink-2">
          {t('openPairs', { open: matrix.open, total: matrix.total, port })}
        </span>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {view.unseen.length === 0 ? null : (
          <Notice look="unknown" icon={<CircleDashed size={16} />}>
            {view.unseen.map((one) => (
              <p key={one}>{one}</p>
            ))}
          </Notice>
        )}
        <ReachToolbar view={view} params={params} />
        {view.pairs === null ? (
          <>
            <SoftLinks>
              <ReachMatrix
                namespaces={matrix.namespaces}
                shares={matrix.shares}
                base={networkHref({
                  ...params,
                  from: null,
                  to: null,
                  source: null,
                  target: null,
                  at: null,
                  workloads: 1,
                })}
                chosen={
                  params.from === null || params.to === null ? null : { from: params.from, to: params.to }
                }
              />
            </SoftLinks>
            <ReachLegend />
          </>
        ) : (
          <PairList pairs={view.pairs} params={params} />
        )}
      </div>
    </Panel>
  );
}
