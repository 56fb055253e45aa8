import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import type { OverviewView } from '#app/(dashboard)/overview-view.ts';
import { GradeMark } from '#components/scan/grade-mark.tsx';
import { OpenFindings } from './open-findings.tsx';
import { ScoreScale } from './score-scale.tsx';
import { SinceBefore } from './since-before.tsx';
import { VerdictLine } from './verdict-line.tsx';

/** The verdict, what stands open and what changed, on one sheet. */
export function VerdictPanel({ view }: { view: OverviewView }) {
  // The first scan of a cluster has nothing before it: the other two take the room.
  const columns =
    view.since === null
      ? 'lg:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)]'
      : 'lg:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)_minmax(0,1fr)]';
  return (
    <section className={`grid rounded-m border border-line bg-panel shadow-panel ${columns}`}>
      <div className="min-w-0 p-5 sm:p-6">
        <div className="flex items-start gap-4 sm:gap-5">
          <span className="max-sm:hidden">
            <GradeMark grade={view.score.grade} size={88} />
          </span>
          <span className="sm:hidden">
            <GradeMark grade={view.score.grade} size={60} />
          </span>
          <div className="min-w-0 flex-1">
            <VerdictLine view={view} />
            <ScoreWords view={view} />
          </div>
        </div>
        <ScoreScale score={view.score} />
      </div>
      <div className="min-w-0 border-t border-line p-5 sm:p-6 lg:border-t-0 lg:border-l">
        <OpenFindings view={view} />
      </div>
      {view.since === null ? null : (
        <div className="min-w-0 border-t border-line p-5 sm:p-6 lg:border-t-0 lg:border-l">
          <SinceBefore view={view} since={view.since} />
        </div>
      )}
    </section>
  );
}

function ScoreWords({ view }: { view: OverviewView }) {
  const t = useTranslations('overview');
  const words = useTranslations();
  const format = useFormatter();
  const { score, scanId } = view;
  const how = (
    <Link href={`/scans/${scanId}#score`} className="link">
      {t('how')}
    </Link>
  );
  if (score.value === null) {
    return (
      <p className="mt-2 text-ink-2">
        {score.blind.length > 0
          ? t('noneBlind', { slices: score.blind.join(', ') })
          : t('noneShare', { share: format.number(score.assessedShare, { style: 'percent' }) })}
        {' · '}
        {how}
      </p>
    );
  }
  const { cap } = score;
  return (
    <p className="num mt-2 text-ink-2">
      {t.rich('scoreOf', {
        value: score.value,
        grade: score.grade ?? '',
        b: (chunks) => <b className="font-semibold text-ink">{chunks}</b>,
        // The mark shows it.
        hidden: (chunks) => <span className="sr-only">{chunks}</span>,
      })}
      {cap === null
        ? null
        : t.rich('held', {
            count: cap.findings,
            severity: words(`severity.${cap.severity}`).toLowerCase(),
            uncapped: format.number(score.uncapped ?? cap.at),
            a: (chunks) => (
              <Link href={findingsHref({ scan: scanId, severity: [cap.severity] })} className="link">
                {chunks}
              </Link>
            ),
          })}
      {' · '}
      {how}
    </p>
  );
}
