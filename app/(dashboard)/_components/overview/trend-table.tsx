import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { GradeMark } from '#components/scan/grade-mark.tsx';
import { SeverityCounts } from '#components/severity/severity-counts.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { TrendPoint } from '#lib/views/trend-points.ts';

/** The same as the chart in numbers, with score and coverage. */
export function TrendTable({ points }: { points: readonly TrendPoint[] }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  return (
    <Table label={t('trend')}>
      <thead>
        <tr>
          <HeadCell>{t('trendWhen')}</HeadCell>
          <HeadCell>{t('trendScore')}</HeadCell>
          <HeadCell className="text-right">{t('trendCoverage')}</HeadCell>
          <HeadCell>{t('trendFindings')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {points.toReversed().map(({ scanId, at, score, grade, assessed, total, counts }) => (
          <Row key={scanId}>
            <Cell className="whitespace-nowrap">
              <Link href={`/scans/${scanId}`} className="num row-link">
                {format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' })}
              </Link>
            </Cell>
            <Cell className="num whitespace-nowrap">
              <span className="flex items-center gap-2">
                <GradeMark grade={grade} size={20} />
                {score ?? t('noScore')}
              </span>
            </Cell>
            <Cell className="num text-right whitespace-nowrap text-ink-2">
              {assessed === null || total === null ? null : t('trendCoverageOf', { assessed, total })}
            </Cell>
            <Cell className="text-sm">
              <SeverityCounts counts={counts} none={t('noneOpen')} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
