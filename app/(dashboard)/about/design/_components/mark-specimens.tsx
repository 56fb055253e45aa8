import { useTranslations } from 'next-intl';
import { DemoTag } from '#components/scan/demo-tag.tsx';
import { GradeMark } from '#components/scan/grade-mark.tsx';
import { OutcomeMark } from '#components/scan/outcome-mark.tsx';
import { StateDot } from '#components/scan/state-dot.tsx';
import { StatusMark } from '#components/scan/status-mark.tsx';
import { SeverityCounts } from '#components/severity/severity-counts.tsx';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { OUTCOMES } from '#lib/model/control.ts';
import { SCAN_STATUSES } from '#lib/model/scan.ts';
import { GRADES } from '#lib/model/score.ts';
import { SEVERITIES } from '#lib/model/severity.ts';
import { Specimen, SpecimenGroup } from './specimen.tsx';

const SOME = { critical: 4, high: 11, medium: 29, low: 1_019, info: 0 };
const NONE = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };

/** What says how something stands, by shape, colour and word. */
export function MarkSpecimens() {
  const t = useTranslations('design');
  return (
    <SpecimenGroup title={t('groups.marks')}>
      <Specimen name="severity-mark">
        {SEVERITIES.map((severity) => (
          <SeverityMark key={severity} severity={severity} />
        ))}
      </Specimen>
      <Specimen name="severity-mark quiet">
        {SEVERITIES.map((severity) => (
          <SeverityMark key={severity} severity={severity} count={88} quiet />
        ))}
      </Specimen>
      <Specimen name="severity-counts">
        <SeverityCounts counts={SOME} none={t('states.empty')} />
        <SeverityCounts counts={NONE} none={t('states.empty')} />
      </Specimen>
      <Specimen name="grade-mark">
        {GRADES.map((grade) => (
          <GradeMark key={grade} grade={grade} size={36} />
        ))}
        <GradeMark grade={null} size={36} />
      </Specimen>
      <Specimen name="status-mark">
        {SCAN_STATUSES.map((status) => (
          <StatusMark key={status} status={status} />
        ))}
      </Specimen>
      <Specimen name="state-dot">
        {[...SCAN_STATUSES, null].map((status) => (
          <StateDot key={status ?? 'never'} status={status} />
        ))}
      </Specimen>
      <Specimen name="outcome-mark">
        {OUTCOMES.map((outcome) => (
          <OutcomeMark key={outcome} outcome={outcome} />
        ))}
      </Specimen>
      <Specimen name="demo-tag">
        <DemoTag />
      </Specimen>
      <Specimen name="not-assessed">
        <span className="not-assessed rounded-s px-2 text-unknown">{t('samples.short')}</span>
      </Specimen>
    </SpecimenGroup>
  );
}
