import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ScoreFormula, ScoreLine } from '#components/scan/score-panel.tsx';
import { SeverityCounts } from '#components/severity/severity-counts.tsx';
import type { Coverage } from '#lib/model/score.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { ScoreView } from '#lib/views/score-view.ts';

/** Score, findings and coverage of a finished scan, side by side. */
export function ScanSummary({
  score,
  counts,
  coverage,
  findingsHref,
}: {
  score: ScoreView;
  counts: Readonly<Record<Severity, number>>;
  coverage: Coverage;
  findingsHref: string;
}) {
  const t = useTranslations('scan');
  const areas = useTranslations('category');
  const format = useFormatter();
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <section
      aria-label={t('summary')}
      className="overflow-hidden rounded-m border border-line bg-panel shadow-panel"
    >
      <div className="grid divide-line max-lg:divide-y lg:grid-cols-[1.2fr_1fr_1fr] lg:divide-x">
        <div className="p-5">
          <ScoreLine score={score} />
        </div>
        <Fact title={t('open')}>
          <Link href={findingsHref} className="num text-2xl font-[620] tracking-tight hover:underline">
            {format.number(total)}
            <span className="sr-only"> {t('openAll')}</span>
          </Link>
          <div className="mt-1 text-sm">
            <SeverityCounts counts={counts} none={t('allClearWhat')} />
          </div>
        </Fact>
        <Fact title={t('coverage')}>
          <p className="text-lg font-semibold">
            {t('coverageOf', { assessed: coverage.assessed, total: coverage.total })}
          </p>
          <p className="text-sm text-ink-2">{t('coverageNot', { count: coverage.notAssessed })}</p>
          {coverage.errors > 0 ? (
            <p className="text-sm text-critical">{t('coverageErrors', { count: coverage.errors })}</p>
          ) : null}
          {coverage.vacuous.length > 0 ? (
            <p className="text-sm text-ink-2">
              {t('vacuous', { areas: format.list(coverage.vacuous.map((area) => areas(area))) })}
            </p>
          ) : null}
        </Fact>
      </div>
      <ScoreFormula score={score} />
    </section>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="p-5">
      <h2 className="mb-1 text-sm font-semibold text-ink-2">{title}</h2>
      {children}
    </div>
  );
}
