import { Boxes, CircleDashed, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { WorkloadsView } from '#app/(dashboard)/workloads/read-workloads.ts';
import {
  NO_WORKLOAD_FILTER,
  workloadsHref,
  type WorkloadsParams,
} from '#app/(dashboard)/workloads/workloads-params.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { LevelSummary } from './level-summary.tsx';
import { WorkloadFilter } from './workload-filter.tsx';
import { WorkloadTable } from './workload-table.tsx';

interface Shown {
  readonly view: WorkloadsView;
  readonly params: WorkloadsParams;
  readonly scanId: string;
}

/** The levels on top, the workloads below; what could not be seen is said before either. */
export function WorkloadsBody({ view, params, scanId }: Shown) {
  const t = useTranslations('workloads');
  if (view.total === 0 && !view.isBlind) {
    return (
      <EmptyState icon={<Boxes size={28} strokeWidth={1.4} />} title={t('none')}>
        {t('noneWhat')}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-4">
      {view.isBlind ? (
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          {t('blind')}
        </Notice>
      ) : null}
      {view.total === 0 ? null : (
        <>
          <LevelSummary levels={view.levels} params={params} />
          <WorkloadFilter view={view} params={params} />
          <List view={view} params={params} scanId={scanId} />
        </>
      )}
    </div>
  );
}

function List({ view, params, scanId }: Shown) {
  const t = useTranslations('workloads');
  const { page } = view;
  if (page.total === 0) {
    return (
      <EmptyState
        icon={<SearchX size={28} strokeWidth={1.4} />}
        title={t('nothing')}
        action={
          <ButtonLink href={workloadsHref({ ...params, ...NO_WORKLOAD_FILTER })}>{t('clear')}</ButtonLink>
        }
      >
        {t('nothingWhat', { total: view.total })}
      </EmptyState>
    );
  }
  const to = (number: number) => workloadsHref({ ...params, page: number });
  return (
    <>
      <section aria-label={t('title')} className="overflow-hidden rounded-m border border-line bg-panel">
        <WorkloadTable view={view} params={params} scanId={scanId} />
      </section>
      <Pager
        label={t('pages')}
        where={t('pageOf', { from: page.from, to: page.to, total: page.total })}
        previous={page.page === 1 ? null : { href: to(page.page - 1), label: t('previous') }}
        next={page.page === page.pages ? null : { href: to(page.page + 1), label: t('next') }}
      />
    </>
  );
}
