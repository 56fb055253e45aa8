import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { OutcomeMark } from '#components/scan/outcome-mark.tsx';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { CheckRow } from '#lib/views/check-rows.ts';

/** Every check with its outcome; a failed one leads to its findings. */
export function CheckTable({ scanId, checks }: { scanId: string; checks: readonly CheckRow[] }) {
  const t = useTranslations('scan');
  const areas = useTranslations('category');
  return (
    <Table label={t('checksList')}>
      <thead>
        <tr>
          <HeadCell>{t('outcomeColumn')}</HeadCell>
          <HeadCell>{t('checkColumn')}</HeadCell>
          <HeadCell className="hidden md:table-cell">{t('areaColumn')}</HeadCell>
          <HeadCell className="hidden text-right sm:table-cell">{t('failedColumn')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <Row key={check.id}>
            <Cell className="align-top text-sm">
              <OutcomeMark outcome={check.outcome} />
            </Cell>
            <Cell>
              <span className="flex flex-wrap items-baseline gap-x-3">
                {check.outcome === 'fail' ? (
                  <Link
                    href={`/findings?scan=${scanId}&control=${check.id}`}
                    className="font-medium row-link"
                  >
                    {check.title}
                  </Link>
                ) : (
                  <span>{check.title}</span>
                )}
                <span className="text-sm">
                  <SeverityMark severity={check.severity} quiet={check.outcome !== 'fail'} />
                </span>
              </span>
              {check.reason === null ? null : (
                <span className="block text-sm text-ink-2">{check.reason}</span>
              )}
            </Cell>
            <Cell className="hidden align-top text-sm whitespace-nowrap text-ink-2 md:table-cell">
              {areas(check.category)}
            </Cell>
            <Cell className="num hidden text-right align-top text-sm whitespace-nowrap text-ink-2 sm:table-cell">
              {check.outcome === 'fail' || check.outcome === 'pass'
                ? t(check.atLeast ? 'failedOfAtLeast' : 'failedOf', {
                    failed: check.failed,
                    checked: check.checked,
                  })
                : null}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
