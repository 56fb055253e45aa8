import { useFormatter, useTranslations } from 'next-intl';
import type { OverviewView } from '#app/(dashboard)/overview-view.ts';
import { TrendChart } from '#components/charts/trend-chart.tsx';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { Severity } from '#lib/model/severity.ts';
import { TrendBars } from './trend-bars.tsx';
import { TrendTable } from './trend-table.tsx';

/** The mildest at the bottom, so that the worst stands on top where the eye is. */
const LAYERS: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

/** So few scans are told one by one; an area between two of them would be a wall. */
const FEW = 6;

/** Open findings by severity over the scans. */
export function TrendPanel({ view }: { view: OverviewView }) {
  const t = useTranslations('overview');
  const { points } = view;
  return (
    <Panel title={t('trend')}>
      {points.length <= FEW ? (
        <TrendBars points={points} />
      ) : (
        <>
          <TrendArea points={points} />
          <details className="mt-3 -mx-4 -mb-4 border-t border-line sm:-mx-5">
            <summary className="px-4 py-2.5 text-sm font-medium text-accent hover:underline sm:px-5">
              {t('trendTable')}
            </summary>
            <TrendTable points={points} />
          </details>
        </>
      )}
    </Panel>
  );
}

/** The layers with their names and last counts beside them, in the order they lie. */
function TrendArea({ points }: { points: OverviewView['points'] }) {
  const t = useTranslations('overview');
  const severities = useTranslations('severity');
  const format = useFormatter();
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
  const last = points.at(-1);
  return (
    <div className="flex items-center gap-4">
      <div className="min-w-0 flex-1">
        <TrendChart rows={rows} series={series} label={t('sparkline', { count: points.length })} />
      </div>
      <span aria-hidden className="grid shrink-0 gap-1 text-xs">
        {LAYERS.toReversed().map((severity) => (
          <SeverityMark key={severity} severity={severity} count={last?.counts[severity] ?? 0} />
        ))}
      </span>
    </div>
  );
}
