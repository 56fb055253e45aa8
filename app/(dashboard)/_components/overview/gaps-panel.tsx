import { CircleCheck } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { OverviewView } from '#app/(dashboard)/overview-view.ts';
import { Panel } from '#components/ui/panel.tsx';

const SHOWN = 4;

/** What could not be seen and what that cost, with what would allow it. */
export function GapsPanel({
  view,
  isWide = false,
}: {
  view: OverviewView;
  /** It has the whole width of the page. */
  isWide?: boolean;
}) {
  const t = useTranslations('overview');
  const reasons = useTranslations('reason');
  const format = useFormatter();
  const { gaps, coverage, scanId, score } = view;
  const missing = coverage.notAssessed + coverage.errors;
  if (missing === 0) {
    return (
      <Panel title={t('gaps')}>
        <p className="flex items-center gap-2 font-medium">
          <CircleCheck size={15} aria-hidden className="text-pass" />
          {t('gapsNone')}
        </p>
        <p className="mt-1 text-ink-2">{t('gapsNoneWhat', { total: coverage.total })}</p>
      </Panel>
    );
  }
  return (
    <Panel
      title={t('gaps')}
      aside={
        <Link href={`/scans/${scanId}#gaps`} className="link text-sm text-ink-2">
          {t('gapsAll', { count: gaps.length })}
        </Link>
      }
    >
      <p className="text-ink-2">
        {t('gapsLead', {
          count: missing,
          share: format.number(score.assessedShare, { style: 'percent' }),
        })}
      </p>
      <ul className={`mt-3 grid gap-2 ${isWide && gaps.length > 1 ? 'lg:grid-cols-2' : ''}`}>
        {gaps.slice(0, SHOWN).map((gap) => (
          <li key={gap.id} className="not-assessed rounded-s p-1">
            <div className="rounded-s bg-panel px-3 py-2">
              <p className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="min-w-0 font-mono text-xs break-words">{gap.what}</span>
                <span className="num text-sm text-unknown">
                  {reasons(gap.reason)} · {t('gapCost', { count: gap.checks })}
                </span>
              </p>
              {gap.unlock === null ? null : (
                <p className="mt-0.5 text-sm break-words text-ink-2">
                  {t('gapUnlock', { unlock: gap.unlock })}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
