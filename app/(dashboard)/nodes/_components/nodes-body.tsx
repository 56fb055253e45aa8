import { CircleDashed, HardDrive, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { nodesHref, type NodesParams } from '#app/(dashboard)/nodes/nodes-params.ts';
import { SoftLinks } from '#components/exposure/soft-links.tsx';
import { Pager } from '#components/exposure/pager.tsx';
import { AddressSearch } from '#components/fields/address-search.tsx';
import { AddressSelect } from '#components/fields/address-select.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { NodeList } from '#lib/views/node-list.ts';
import { CheckMatrix } from './check-matrix.tsx';
import { NodeTable } from './node-table.tsx';

/** The nodes as a table, and below it what each check comes to on each node. */
export function NodesBody({
  list,
  all,
  params,
  scanId,
}: {
  list: NodeList;
  /** Nodes without any filter; null where they could not be read. */
  all: readonly unknown[] | null;
  params: NodesParams;
  scanId: string;
}) {
  const t = useTranslations('nodes');
  if (all === null || all.length === 0) {
    const isRead = all !== null;
    const Icon = isRead ? HardDrive : CircleDashed;
    return (
      <EmptyState
        icon={<Icon size={28} strokeWidth={1.4} />}
        title={isRead ? t('none') : t('unread')}
        action={isRead ? null : <ButtonLink href={`/scans/${scanId}#gaps`}>{t('gapsSee')}</ButtonLink>}
      >
        {isRead ? t('noneWhat') : t('unreadWhat')}
      </EmptyState>
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap gap-2">
        <AddressSearch label={t('search')} hint={t('hint')} restarts={['page']} />
        <AddressSelect
          name="role"
          label={t('role')}
          value={params.role ?? ''}
          choices={[
            { value: '', label: t('allRoles') },
            { value: 'control-plane', label: t('roles.control-plane') },
            { value: 'worker', label: t('roles.worker') },
          ]}
          className="w-40"
        />
        <AddressSelect
          name="sort"
          label={t('sort')}
          value={params.sort}
          unset="name"
          choices={[
            { value: 'name', label: t('sorts.name') },
            { value: 'worst', label: t('sorts.worst') },
            { value: 'version', label: t('sorts.version') },
          ]}
          className="w-36"
        />
      </div>
      {list.total === 0 ? (
        <EmptyState
          icon={<SearchX size={28} strokeWidth={1.4} />}
          title={t('nothing')}
          action={
            <ButtonLink href={nodesHref({ ...params, role: null, q: '', page: 1 })}>{t('clear')}</ButtonLink>
          }
        >
          {t('nothingWhat', { total: all.length })}
        </EmptyState>
      ) : (
        <SoftLinks>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
            <NodeTable rows={list.rows} scanId={scanId} />
            <CheckMatrix list={list} scanId={scanId} />
          </div>
        </SoftLinks>
      )}
      <Pager page={list.page} pages={list.pages} hrefOf={(page) => nodesHref({ ...params, page })} />
    </div>
  );
}
