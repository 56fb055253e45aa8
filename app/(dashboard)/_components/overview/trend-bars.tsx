import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { GradeMark } from '#components/scan/grade-mark.tsx';
import { SeverityCounts } from '#components/severity/severity-counts.tsx';
import { SEVERITIES, type Severity } from '#lib/model/severity.ts';
import type { TrendPoint } from '#lib/views/trend-points.ts';

const FILLS: Readonly<Record<Severity, string>> = {
  critical: 'bg-critical',
  high: 'bg-high',
  medium: 'bg-medium',
  low: 'bg-low',
  info: 'bg-unknown/45',
};

/** The last scans one below the other, the newest first: score, open findings as a bar on one scale, and in words. */
export function TrendBars({ points }: { points: readonly TrendPoint[] }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const most = Math.max(1, ...points.map(({ open }) => open));
  return (
    <ol className="grid gap-3.5">
      {points.toReversed().map(({ scanId, at, score, grade, counts, open }, index) => (
        <li
          key={scanId}
          className="relative grid grid-cols-[24px_minmax(0,1fr)] items-center gap-x-3 sm:grid-cols-[24px_116px_minmax(0,1fr)_32px]"
        >
          <GradeMark grade={grade} size={24} />
          <Link href={`/scans/${scanId}`} className="num text-sm row-link hover:underline">
            <span className="block whitespace-nowrap">
              {format.dateTime(new Date(at), {
                month: 'short',
                day: 'numeric',
                hour: '2-digit',
                minute: '2-digit',
              })}
            </span>
            <span className="block text-xs text-ink-3">
              {score === null ? t('noScore') : t('trendScoreOf', { score })}
            </span>
          </Link>
          <div className="min-w-0 max-sm:col-start-2 max-sm:mt-1">
            <div aria-hidden className="flex h-2.5 gap-0.5" style={{ width: `${(100 * open) / most}%` }}>
              {SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => (
                <span
                  key={severity}
                  className={`min-w-1 first:rounded-l-s last:rounded-r-s ${FILLS[severity]}`}
                  style={{ flexGrow: counts[severity], flexBasis: 0 }}
                />
              ))}
            </div>
            {/* The words of the newest name the colours of all. */}
            <div className={index === 0 ? 'mt-1.5 text-xs' : 'sr-only'}>
              <SeverityCounts counts={counts} none={t('noneOpen')} />
            </div>
          </div>
          <span className="num text-right font-semibold max-sm:hidden">{format.number(open)}</span>
        </li>
      ))}
    </ol>
  );
}
