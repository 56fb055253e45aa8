import { useFormatter, useTranslations } from 'next-intl';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { ScoreView } from '#lib/views/score-view.ts';
import { GradeMark } from './grade-mark.tsx';

/** Grade and score, or why there is none, with what holds it down. */
export function ScoreLine({ score }: { score: ScoreView }) {
  const t = useTranslations('score');
  return (
    <div className="flex items-center gap-4">
      <GradeMark grade={score.grade} size={64} />
      <div className="min-w-0">
        {score.value === null ? (
          <p className="text-lg font-semibold">{t('none')}</p>
        ) : (
          <p className="num text-2xl font-[620] tracking-tight">
            <span className="sr-only">{t('label', { value: score.value, grade: score.grade ?? '' })}</span>
            <span aria-hidden>{t('of', { value: score.value })}</span>
          </p>
        )}
        <ScoreNote score={score} />
      </div>
    </div>
  );
}

function ScoreNote({ score }: { score: ScoreView }) {
  const t = useTranslations('score');
  const severities = useTranslations('severity');
  const format = useFormatter();
  const { cap } = score;
  if (score.value === null) {
    return (
      <p className="text-sm text-ink-2">
        {score.blind.length > 0
          ? t('noneBlind', { slices: score.blind.join(', ') })
          : t('noneShare', { share: format.number(score.assessedShare, { style: 'percent' }) })}
      </p>
    );
  }
  if (cap === null) return null;
  return (
    <p className="text-sm text-ink-2">
      {t('held', {
        at: cap.at,
        count: cap.findings,
        severity: severities(cap.severity).toLowerCase(),
        uncapped: score.uncapped ?? cap.at,
      })}
    </p>
  );
}

/** The formula with every term it used, so that a reader can check the sum. */
export function ScoreFormula({ score }: { score: ScoreView }) {
  const t = useTranslations('score');
  const format = useFormatter();
  return (
    <details id="score" className="group/formula scroll-mt-20 border-t border-line">
      <summary className="px-4 py-2.5 text-sm font-medium text-accent hover:underline sm:px-5">
        {t('how')}
      </summary>
      <div className="grid max-w-3xl gap-2 px-4 pb-3 text-sm text-ink-2 sm:px-5">
        <p>{t('formula')}</p>
        <p>{t('caps')}</p>
        {score.uncapped === null ? null : (
          <p className="num font-medium text-ink">
            {t('sum', {
              kept: format.number(score.kept),
              weight: format.number(score.weight),
              value: format.number(score.uncapped),
            })}
          </p>
        )}
      </div>
      {score.terms.length === 0 ? null : (
        <Table label={t('terms')}>
          <thead>
            <tr>
              <HeadCell>{t('termCheck')}</HeadCell>
              <HeadCell className="text-right">{t('termKept')}</HeadCell>
              <HeadCell className="text-right">{t('termWeight')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {score.terms.map((term) => (
              <Row key={term.controlId}>
                <Cell>
                  <span className="mr-3 inline-block w-20 text-sm">
                    <SeverityMark severity={term.severity} />
                  </span>
                  {term.title}
                </Cell>
                <Cell className="num text-right">{format.number(term.kept)}</Cell>
                <Cell className="num text-right text-ink-2">{format.number(term.weight)}</Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </details>
  );
}
