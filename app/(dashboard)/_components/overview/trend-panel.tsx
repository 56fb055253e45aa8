import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { OverviewView } from '#app/(dashboard)/overview-view.ts';
import { TrendChart } from '#components/charts/trend-chart.tsx';
import { GradeMark } from '#components/scan/grade-mark.tsx';
import { SeverityCounts } from '#components/severity/severity-counts.tsx';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { Severity } from '#lib/model/severity.ts';
import type { TrendPoint } from '#lib/views/trend-points.ts';

/** The mildest at the bottom, so that the worst stands on top where the eye is. */
const LAYERS: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

/** Open findings by severity over the scans, and the same as a table with score and coverage. */
export function TrendPanel({ view }: { view: OverviewView }) {
  const t = useTranslations('overview');
  const severities = useTranslations('severity');
  const format = useFormatter();
  const { points } = view;
  const rows = points.map(({ at, counts }) => ({
    label: format.dateTime(new Date(at), {
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }),
    values: counts,
  }));
  const series = LAYERS.map((key) => ({ key, name: severities(key), color: `var(--${key})` }));
  return (
    <Panel
      title={t('trend')}
      aside={
        <span aria-hidden className="flex flex-wrap gap-x-3 text-xs">
          {LAYERS.toReversed().map((severity) => (
            <SeverityMark key={severity} severity={severity} />
          ))}
        </span>
      }
    >
      {points.length < 2 ? (
        <p className="text-ink-2">{t('trendOne')}</p>
      ) : (
        <TrendChart rows={rows} series={series} label={t('sparkline', { count: points.length })} />
      )}
      <details className="mt-3 -mx-4 -mb-4 border-t border-line sm:-mx-5">
        <summary className="px-4 py-2.5 text-sm font-medium text-accent hover:underline sm:px-5">
          {t('trendTable')}
        </summary>
        <TrendTable points={points} />
      </details>
    </Panel>
  );
}

function TrendTable({ points }: { points: readonly TrendPoint[] }) {
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
