import { useTranslations } from 'next-intl';
import type { ScoreView } from '#lib/views/score-view.ts';

/** Where each grade begins, with the ink of its battlement. */
const BANDS = [
  { grade: 'F', from: 0, to: 50 },
  { grade: 'D', from: 50, to: 70 },
  { grade: 'C', from: 70, to: 80 },
  { grade: 'B', from: 80, to: 90 },
  { grade: 'A', from: 90, to: 100 },
] as const;

/** The score on the line of grades; a hollow mark shows where it would stand without the cap. */
export function ScoreScale({ score }: { score: ScoreView }) {
  const t = useTranslations('overview');
  if (score.value === null) return <div aria-hidden className="not-assessed mt-4 h-2 rounded-full" />;
  const { value, uncapped, cap } = score;
  return (
    <div className="relative mt-4 pt-1.5" aria-hidden title={t('scale')}>
      <div className="flex gap-0.5">
        {BANDS.map(({ grade, from, to }) => (
          <div key={grade} style={{ flexGrow: to - from, flexBasis: 0 }}>
            <div className={`h-1.5 rounded-full ${score.grade === grade ? 'bg-ink-3' : 'bg-line'}`} />
            <div
              className={`pt-1 text-xs ${score.grade === grade ? 'font-semibold text-ink' : 'text-ink-3'}`}
            >
              {grade}
            </div>
          </div>
        ))}
      </div>
      {cap === null || uncapped === null ? null : (
        <>
          <span
            className="absolute top-[8px] h-0.5 bg-ink-3"
            style={{ left: `${value}%`, width: `${Math.max(0, uncapped - value)}%` }}
          />
          <span
            title={t('scaleUncapped')}
            className="absolute top-1 size-2.5 -translate-x-1/2 rounded-full border-2 border-ink-3 bg-panel"
            style={{ left: `${uncapped}%` }}
          />
        </>
      )}
      <span
        className="absolute top-0.5 h-3.5 w-1 -translate-x-1/2 rounded-full bg-ink ring-2 ring-panel"
        style={{ left: `${value}%` }}
      />
    </div>
  );
}
