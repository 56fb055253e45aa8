import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { compareHref } from '#app/(dashboard)/compare/compare-params.ts';
import type { CompareView } from '#app/(dashboard)/compare/compare-view.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';

/** The findings of the list that is shown, worst first. */
export function ChangeList({ view }: { view: CompareView }) {
  const t = useTranslations('compare');
  const { shown, rows, page, pages, rowsScanId } = view;
  if (rows.length === 0) {
    return (
      <EmptyState icon={<CircleCheck size={28} strokeWidth={1.4} />} title={t(`nothing.${shown}`)}>
        {t('nothingWhat')}
      </EmptyState>
    );
  }
  const to = (next: number) => compareHref({ a: view.earlier.id, b: view.later.id, show: shown, page: next });
  return (
    <>
      <Panel
        title={t(`changes.${shown}`)}
        flush
        aside={<p className="text-sm text-ink-2">{t(`what.${shown}`)}</p>}
      >
        <Table label={t(`changes.${shown}`)}>
          <thead>
            <tr>
              <HeadCell>{t('severity')}</HeadCell>
              <HeadCell>{t('finding')}</HeadCell>
              <HeadCell className="hidden w-72 md:table-cell">{t('object')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.fingerprint}>
                <Cell className="w-28 align-top">
                  <SeverityMark severity={row.severity} />
                </Cell>
                <Cell className="align-top">
                  <Link
                    href={`/findings/${row.fingerprint}?scan=${rowsScanId}`}
                    className="font-medium break-words row-link"
                  >
                    {row.title}
                  </Link>
                  <p className="text-sm break-words text-ink-2">{row.message}</p>
                </Cell>
                <Cell className="hidden align-top text-sm md:table-cell">
                  <span className="font-mono text-xs break-words">
                    {row.namespace === null ? row.name : `${row.namespace} / ${row.name}`}
                  </span>
                  <span className="block text-xs text-ink-3">{row.kind}</span>
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </Panel>
      {pages === 1 ? null : (
        <p className="num flex items-center gap-2">
          {page > 1 ? <ButtonLink href={to(page - 1)}>{t('previous')}</ButtonLink> : null}
          {page < pages ? <ButtonLink href={to(page + 1)}>{t('next')}</ButtonLink> : null}
          <span className="text-ink-2">{t('pageOf', { page, pages })}</span>
        </p>
      )}
    </>
  );
}
