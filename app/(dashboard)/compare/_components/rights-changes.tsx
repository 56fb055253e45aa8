import { CircleDashed, Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { compareHref } from '#app/(dashboard)/compare/compare-params.ts';
import type { CompareView, RightsRow } from '#app/(dashboard)/compare/compare-view.ts';
import { BoundRightsList } from '#components/rbac/bound-rights-list.tsx';
import { SubjectName } from '#components/rbac/subject-name.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { BoundRightsRow } from '#lib/views/bound-rights.ts';

/** Who may do more, and who less, than in the earlier scan, with the binding that gave or took it. */
export function RightsChanges({ view }: { view: CompareView }) {
  const t = useTranslations('compareRights');
  const { rights, earlier, later, shown } = view;
  if (rights === null) return null;
  const { page, gaps } = rights;
  const to = (number: number) =>
    `${compareHref({ a: earlier.id, b: later.id, show: shown, page: view.page, rights: number })}#rights`;
  return (
    <div id="rights" className="grid gap-3">
      <Panel
        title={t('title')}
        aside={<p className="text-sm text-ink-2">{t('count', { count: page.total })}</p>}
      >
        <p className="max-w-prose text-sm text-ink-2">{t('what')}</p>
        {gaps.length === 0 ? null : (
          <div className="mt-2">
            <Notice look="unknown" icon={<CircleDashed size={16} />}>
              {t('gaps')}
              <ul className="mt-1 list-disc pl-5">
                {gaps.map((gap) => (
                  <li key={gap}>{gap}</li>
                ))}
              </ul>
            </Notice>
          </div>
        )}
        <ul>
          {page.rows.map((row) => (
            <Change key={row.subject.address} row={row} scans={{ earlier: earlier.id, later: later.id }} />
          ))}
        </ul>
      </Panel>
      {page.pages === 1 ? null : (
        <Pager
          label={t('pages')}
          where={t('pageOf', { from: page.from, to: page.to, total: page.total })}
          previous={page.page === 1 ? null : { href: to(page.page - 1), label: t('previous') }}
          next={page.page === page.pages ? null : { href: to(page.page + 1), label: t('next') }}
        />
      )}
    </div>
  );
}

function Change({
  row,
  scans,
}: {
  row: RightsRow;
  scans: { readonly earlier: string; readonly later: string };
}) {
  const t = useTranslations('compareRights');
  return (
    <li data-row className="mt-3 border-t border-line pt-3">
      <SubjectName subject={row.subject} scanId={row.scanId} />
      <div className="mt-1 grid gap-2">
        <Side look="gained" rows={row.gained} scanId={scans.later} />
        <Side look="lost" rows={row.lost} scanId={scans.earlier} />
        {row.isAtLeast ? <p className="text-sm text-unknown">{t('tooMany')}</p> : null}
      </div>
    </li>
  );
}

function Side({
  look,
  rows,
  scanId,
}: {
  look: 'gained' | 'lost';
  rows: readonly BoundRightsRow[];
  scanId: string;
}) {
  const t = useTranslations('compareRights');
  if (rows.length === 0) return null;
  const Icon = look === 'gained' ? Plus : Minus;
  return (
    <div className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2">
      <Icon size={14} aria-hidden className="mt-1 text-ink-3" />
      <div className="min-w-0">
        <p className="text-sm font-semibold">{look === 'gained' ? t('gained') : t('lost')}</p>
        <BoundRightsList rows={rows} scanId={scanId} />
      </div>
    </div>
  );
}
