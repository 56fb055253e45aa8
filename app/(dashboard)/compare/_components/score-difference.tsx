import { ArrowRight, MoveDown, MoveUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ComparedScan, CompareView } from '#app/(dashboard)/compare/compare-view.ts';
import { GradeMark } from '#components/scan/grade-mark.tsx';
import { SeverityCounts } from '#components/severity/severity-counts.tsx';
import { Age } from '#components/time/age.tsx';

/** The two scans side by side, with what lies between them. */
export function ScoreDifference({ view }: { view: CompareView }) {
  return (
    <section className="grid items-center gap-x-6 gap-y-4 rounded-m border border-line bg-panel p-5 shadow-panel sm:p-6 lg:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
      <Side scan={view.earlier} />
      <Between view={view} />
      <Side scan={view.later} />
    </section>
  );
}

function Side({ scan }: { scan: ComparedScan }) {
  const t = useTranslations('compare');
  const score = useTranslations('score');
  return (
    <div className="flex min-w-0 items-center gap-4">
      <GradeMark grade={scan.score.grade} size={56} />
      <div className="min-w-0">
        <p className="text-sm text-ink-2">
          <Link href={`/scans/${scan.id}`} className="link">
            {scan.cluster}
          </Link>
          {' · '}
          <Age at={scan.at} />
        </p>
        <p className="num text-lg font-semibold tracking-tight">
          {scan.score.value === null ? score('none') : score('of', { value: scan.score.value })}
        </p>
        <p className="num text-sm text-ink-2">
          {t('coverage', { assessed: scan.coverage.assessed, total: scan.coverage.total })}
        </p>
        <p className="mt-1 text-sm">
          <SeverityCounts counts={scan.counts} none={t('noFindings')} />
        </p>
      </div>
    </div>
  );
}

function Between({ view: { earlier, later } }: { view: CompareView }) {
  const t = useTranslations('compare');
  const a = earlier.score.uncapped;
  const b = later.score.uncapped;
  const points = a === null || b === null ? null : Math.round((b - a) * 10) / 10;
  const checks = later.coverage.assessed - earlier.coverage.assessed;
  const look =
    points === null || points === 0
      ? { ink: 'text-ink-2', Icon: ArrowRight }
      : points > 0
        ? { ink: 'text-pass', Icon: MoveUp }
        : { ink: 'text-critical', Icon: MoveDown };
  return (
    <div className="num grid gap-0.5 border-line text-center max-lg:border-y max-lg:py-3 lg:border-x lg:px-8">
      <p className={`flex items-center justify-center gap-1 text-xl font-[620] tracking-tight ${look.ink}`}>
        <look.Icon size={18} aria-hidden />
        {points === null
          ? t('noPoints')
          : points === 0
            ? t('noChange')
            : t('points', { points: Math.abs(points) })}
      </p>
      <p className="text-sm text-ink-2">{t('beforeCap')}</p>
      <p className={`text-sm ${checks < 0 ? 'text-unknown' : 'text-ink-2'}`}>
        {t('checks', { count: Math.abs(checks), way: wayOf(checks) })}
      </p>
    </div>
  );
}

function wayOf(difference: number): 'more' | 'fewer' | 'same' {
  if (difference === 0) return 'same';
  return difference > 0 ? 'more' : 'fewer';
}
