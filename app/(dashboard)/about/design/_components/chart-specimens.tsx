import { useTranslations } from 'next-intl';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { TrendChart } from '#components/charts/trend-chart.tsx';
import { ScoreFormula, ScoreLine } from '#components/scan/score-panel.tsx';
import { ShareBar } from '#components/ui/share-bar.tsx';
import type { ScoreView } from '#lib/views/score-view.ts';
import { Specimen, SpecimenGroup } from './specimen.tsx';

const SCORE: ScoreView = {
  value: 92,
  grade: 'A',
  uncapped: 92.4,
  cap: null,
  blind: [],
  assessedShare: 0.94,
  terms: [],
  weight: 250,
  kept: 231,
};

const SCORES: readonly ScoreView[] = [
  SCORE,
  { ...SCORE, value: 59, grade: 'D', cap: { severity: 'critical', at: 59, findings: 4 } },
  { ...SCORE, value: null, grade: null, uncapped: null, blind: ['nodes', 'pods'] },
  { ...SCORE, value: null, grade: null, uncapped: null, assessedShare: 0.31 },
];

const DAYS = [4, 7, 7, 3, 0, 2];
const LAYERS = ['low', 'medium', 'high', 'critical'] as const;

/** What shows many numbers at a time, each with few, many and none. */
export function ChartSpecimens() {
  const t = useTranslations('design');
  const severities = useTranslations('severity');
  const series = LAYERS.map((key) => ({ key, name: severities(key), color: `var(--${key})` }));
  const rows = DAYS.map((worst, index) => ({
    label: String(index + 1),
    values: { critical: worst, high: worst + 3, medium: 12 - index, low: 9 },
  }));
  return (
    <SpecimenGroup title={t('groups.charts')}>
      <Specimen name="score-line">
        <div className="grid gap-4">
          {SCORES.map((score, index) => (
            <ScoreLine key={index} score={score} />
          ))}
        </div>
      </Specimen>
      <Specimen name="score-formula">
        <div className="w-full rounded-m border border-line bg-panel">
          <ScoreFormula score={SCORE} />
        </div>
      </Specimen>
      <Specimen name="share-bar">
        <div className="grid w-full max-w-md gap-3">
          <ShareBar
            shares={[
              { key: 'critical', count: 4, look: 'bg-critical' },
              { key: 'high', count: 11, look: 'bg-high' },
              { key: 'low', count: 400, look: 'bg-low' },
            ]}
          />
          <ShareBar shares={[{ key: 'pass', count: 1, look: 'bg-pass' }]} />
        </div>
      </Specimen>
      <Specimen name="sparkline">
        <div className="grid w-60 gap-3">
          <Sparkline values={DAYS} label={t('samples.short')} />
          <Sparkline values={[170, 170, 171]} label={t('states.flat')} />
        </div>
      </Specimen>
      <Specimen name="trend-chart">
        <div className="w-full">
          <TrendChart series={series} rows={rows} label={t('samples.short')} />
        </div>
      </Specimen>
    </SpecimenGroup>
  );
}
