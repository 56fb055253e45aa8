import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';

const ROWS = [
  { severity: 'critical', sample: 'short', count: 1 },
  { severity: 'high', sample: 'long', count: 1_111 },
  { severity: 'info', sample: 'chinese', count: 88_888 },
] as const;

/** Rows that are links, with a short text, one that wraps, and figures of several lengths. */
export function TableSpecimen() {
  const t = useTranslations('design');
  const format = useFormatter();
  return (
    <div className="w-full min-w-0 overflow-hidden rounded-m border border-line bg-panel">
      <Table label={t('groups.surfaces')}>
        <thead>
          <tr>
            <HeadCell>{t('table.severity')}</HeadCell>
            <HeadCell>{t('table.text')}</HeadCell>
            <HeadCell className="text-right">{t('table.figure')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ severity, sample, count }) => (
            <Row key={sample}>
              <Cell className="w-28 align-top text-sm">
                <SeverityMark severity={severity} />
              </Cell>
              <Cell className="align-top">
                <Link href="/about/design" className="row-link font-medium">
                  {t(`samples.${sample}`)}
                </Link>
              </Cell>
              <Cell className="num text-right align-top">{format.number(count)}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
