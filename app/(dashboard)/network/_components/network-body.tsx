import { CircleCheck, CircleDashed, SearchX, ShieldOff } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { NETWORK_TABS, networkHref, type NetworkParams } from '#app/(dashboard)/network/network-params.ts';
import type { NetworkList, NetworkView } from '#app/(dashboard)/network/read-network.ts';
import { SearchForm } from '#components/fields/search-form.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { AttentionPanel } from './attention/attention-panel.tsx';
import { IsolationSummary } from './isolation-summary.tsx';
import { IsolationTable } from './isolation-table.tsx';
import { NetworkAreas } from './network-areas.tsx';
import { PluginPanel } from './plugin-panel.tsx';
import { PolicyList } from './policy-list.tsx';
import { UnselectedTable } from './unselected-table.tsx';

/** Whether policies take effect, how far namespaces are closed, and the lists behind both. */
export function NetworkBody({
  view,
  params,
  reach,
}: {
  view: NetworkView;
  params: NetworkParams;
  /** Who reaches whom; null where nobody can tell. */
  reach: ReactNode;
}) {
  const t = useTranslations('network');
  const isEnforced = view.plugin.enforces === 'yes';
  const format = useFormatter();
  const tabs = NETWORK_TABS.map((key) => ({
    key,
    href: networkHref({ ...params, tab: key, page: 1 }),
    label: t(`tabs.${key}`),
    count: format.number(view.counts[key]),
  }));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <NetworkAreas current="reach" asked={params} />
      <Told view={view} />
      {view.isBlind || view.plugin.enforces === 'no' ? null : (
        <AttentionPanel view={view.attention} params={params} />
      )}
      {reach}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        {view.isBlind ? (
          <EmptyState icon={<CircleDashed size={28} strokeWidth={1.4} />} title={t('blind')}>
            {t('blindWhat')}
          </EmptyState>
        ) : (
          <IsolationSummary counts={view.isolation} params={params} isEnforced={isEnforced} />
        )}
        <PluginPanel plugin={view.plugin} params={params} />
      </div>
      {view.isBlind ? null : (
        <>
          <LinkTabs label={t('lists')} tabs={tabs} current={params.tab} />
          <TabFilter params={params} />
          <List list={view.list} params={params} isEnforced={isEnforced} />
        </>
      )}
    </div>
  );
}

/** What stands between the lists below and the truth. */
function Told({ view }: { view: NetworkView }) {
  const t = useTranslations('network');
  return (
    <>
      {view.plugin.enforces === 'no' ? (
        <Notice look="bad" icon={<ShieldOff size={16} />}>
          {t('notEnforced')}
        </Notice>
      ) : null}
      {view.plugin.enforces === 'unknown' ? (
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          {t('maybeEnforced')}
        </Notice>
      ) : null}
      {view.otherKinds.length === 0 ? null : (
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          {t(view.countsEveryKind ? 'unjudgedKinds' : 'otherKinds', { kinds: view.otherKinds.join(', ') })}
        </Notice>
      )}
    </>
  );
}

function TabFilter({ params }: { params: NetworkParams }) {
  const t = useTranslations('network');
  const { cluster, scan, tab, q } = params;
  return (
    <SearchForm
      action="/network"
      kept={{ cluster, scan, tab }}
      q={q}
      label={t('filter')}
      button={t('filterButton')}
    />
  );
}

function List({
  list,
  params,
  isEnforced,
}: {
  list: NetworkList;
  params: NetworkParams;
  isEnforced: boolean;
}) {
  const t = useTranslations('network');
  const { page } = list;
  if (page.total === 0) return <NoRows params={params} />;
  const to = (number: number) => networkHref({ ...params, page: number });
  return (
    <>
      <section
        aria-label={t(`tabs.${list.tab}`)}
        className="overflow-hidden rounded-m border border-line bg-panel"
      >
        <Rows list={list} params={params} isEnforced={isEnforced} />
      </section>
      {page.pages === 1 ? null : (
        <Pager
          label={t('pages')}
          where={t('pageOf', { from: page.from, to: page.to, total: page.total })}
          previous={page.page === 1 ? null : { href: to(page.page - 1), label: t('previous') }}
          next={page.page === page.pages ? null : { href: to(page.page + 1), label: t('next') }}
        />
      )}
    </>
  );
}

function Rows({
  list,
  params,
  isEnforced,
}: {
  list: NetworkList;
  params: NetworkParams;
  isEnforced: boolean;
}) {
  switch (list.tab) {
    case 'isolation':
      return <IsolationTable rows={list.page.rows} params={params} isEnforced={isEnforced} />;
    case 'policies':
      return <PolicyList rows={list.page.rows} />;
    case 'unselected':
      return <UnselectedTable rows={list.page.rows} params={params} />;
  }
}

function NoRows({ params }: { params: NetworkParams }) {
  const t = useTranslations('network');
  if (params.q.trim() !== '') {
    return (
      <EmptyState
        icon={<SearchX size={28} strokeWidth={1.4} />}
        title={t('nothing')}
        action={<ButtonLink href={networkHref({ ...params, q: '', page: 1 })}>{t('clear')}</ButtonLink>}
      >
        {t('nothingWhat')}
      </EmptyState>
    );
  }
  const Icon = params.tab === 'unselected' ? CircleCheck : ShieldOff;
  return (
    <EmptyState icon={<Icon size={28} strokeWidth={1.4} />} title={t(`none.${params.tab}`)}>
      {t(`noneWhat.${params.tab}`)}
    </EmptyState>
  );
}
