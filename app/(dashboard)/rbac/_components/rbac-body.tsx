import { CircleCheck, SearchX } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import { RBAC_TABS, rbacHref, type RbacParams } from '#app/(dashboard)/rbac/rbac-params.ts';
import type { LossView } from '#app/(dashboard)/rbac/read-loss.ts';
import type { RbacList, RbacView } from '#app/(dashboard)/rbac/read-rbac.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { BindingTable } from './binding-table.tsx';
import { ListFilter } from './list-filter.tsx';
import { QuestionLine } from './question-line.tsx';
import { RiskList } from './risk-list.tsx';
import { RoleList } from './role-list.tsx';
import { SubjectTable } from './subject-table.tsx';
import { WhoCanAnswer } from './who-can-answer.tsx';

/** The question on top, the lists below it, and beside them what the checks found. */
export function RbacBody({ view, params, scanId }: { view: RbacView; params: RbacParams; scanId: string }) {
  const t = useTranslations('rbac');
  const format = useFormatter();
  const tabs = RBAC_TABS.map((key) => ({
    key,
    href: rbacHref({ ...params, tab: key, page: 1 }),
    label: t(`tabs.${key}`),
    count: format.number(view.counts[key]),
  }));
  return (
    <div className="grid gap-5">
      <QuestionLine
        params={params}
        verbs={view.verbs}
        resources={view.resources}
        namespaces={view.namespaces}
      >
        {view.answer === null ? null : <WhoCanAnswer answer={view.answer} params={params} scanId={scanId} />}
      </QuestionLine>
      <LinkTabs label={t('lists')} tabs={tabs} current={params.tab} />
      <div
        className={params.tab === 'risks' ? 'grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_288px]' : ''}
      >
        <div className="grid min-w-0 gap-3">
          <ListFilter params={params} defaults={view.defaults} />
          <List list={view.list} loss={view.loss} params={params} scanId={scanId} />
        </div>
        {params.tab === 'risks' ? <ByCheck view={view} params={params} /> : null}
      </div>
    </div>
  );
}

interface ListProps {
  readonly list: RbacList;
  readonly loss: LossView | null;
  readonly params: RbacParams;
  readonly scanId: string;
}

function List({ list, loss, params, scanId }: ListProps) {
  const t = useTranslations('rbac');
  const { page } = list;
  if (page.total === 0) return <NoRows params={params} />;
  const to = (number: number) => rbacHref({ ...params, page: number });
  return (
    <>
      <section
        aria-label={t(`tabs.${list.tab}`)}
        className="overflow-hidden rounded-m border border-line bg-panel"
      >
        <Rows list={list} loss={loss} params={params} scanId={scanId} />
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

function Rows({ list, loss, params, scanId }: ListProps) {
  switch (list.tab) {
    case 'risks':
      return <RiskList rows={list.page.rows} scanId={scanId} />;
    case 'subjects':
      return <SubjectTable rows={list.page.rows} scanId={scanId} />;
    case 'bindings':
      return (
        <BindingTable
          rows={list.page.rows}
          open={{
            key: params.binding,
            loss,
            href: ({ key }) => rbacHref({ ...params, binding: key === params.binding ? null : key }),
          }}
          scanId={scanId}
        />
      );
    case 'roles':
      return <RoleList rows={list.page.rows} scanId={scanId} />;
  }
}

function NoRows({ params }: { params: RbacParams }) {
  const t = useTranslations('rbac');
  if (params.q.trim() === '' && params.tab === 'risks') {
    return (
      <EmptyState icon={<CircleCheck size={28} strokeWidth={1.4} />} title={t('noRisks')}>
        {t('noRisksWhat')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX size={28} strokeWidth={1.4} />}
      title={t('nothing')}
      action={
        <ButtonLink href={rbacHref({ ...params, q: '', defaults: true, page: 1 })} scroll={false}>
          {t('showAll')}
        </ButtonLink>
      }
    >
      {t('nothingWhat')}
    </EmptyState>
  );
}

function ByCheck({ view, params }: { view: RbacView; params: RbacParams }) {
  const t = useTranslations('rbac');
  const format = useFormatter();
  if (view.checks.length === 0) return null;
  const { cluster, scan } = params;
  return (
    <Panel title={t('byCheck')} flush>
      <ul>
        {view.checks.map(({ key, title, count, severity }) => (
          <li key={key} data-row className="border-t border-line">
            <Link
              href={findingsHref({ cluster, scan, control: [key], group: 'none' })}
              className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-row hover:bg-sunken sm:px-5"
            >
              <span className="min-w-0">
                <span className="block text-sm">
                  <SeverityMark severity={severity} />
                </span>
                {title}
              </span>
              <span className="num text-lg font-semibold">{format.number(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
