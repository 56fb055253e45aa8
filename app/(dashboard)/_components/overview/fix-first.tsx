import { CircleCheck } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import type { Fix, OverviewView } from '#app/(dashboard)/overview-view.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Age } from '#components/time/age.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

const GRID =
  'grid items-center gap-x-4 gap-y-1 px-4 sm:px-5 lg:grid-cols-[92px_minmax(0,1fr)_56px_104px] xl:grid-cols-[92px_minmax(0,1fr)_200px_56px_104px]';

/** The five things worth doing first, each a link to its evidence. */
export function FixFirst({ view }: { view: OverviewView }) {
  const t = useTranslations('overview');
  const { fixes, failing, scanId } = view;
  if (fixes.length === 0) {
    return (
      <EmptyState icon={<CircleCheck size={28} strokeWidth={1.4} />} title={t('nothingToFix')}>
        {t('nothingToFixWhat')}
      </EmptyState>
    );
  }
  return (
    <section aria-labelledby="fix-first">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 id="fix-first" className="text-sm font-semibold text-ink-2">
          {t('fixFirst')}
        </h2>
        <Link href={findingsHref({ scan: scanId })} className="link text-sm text-ink-2">
          {t('fixAll', { count: failing })}
        </Link>
      </div>
      <div className="overflow-hidden rounded-m border border-line bg-panel">
        <FixHead />
        <ol>
          {fixes.map((fix) => (
            <li data-row key={fix.controlId} className="border-b border-line last:border-b-0">
              <FixRow fix={fix} view={view} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function FixHead() {
  const t = useTranslations('overview.fixColumns');
  return (
    <div aria-hidden className={`${GRID} hidden border-b border-line py-1.5 text-xs text-ink-3 lg:grid`}>
      <span>{t('severity')}</span>
      <span>{t('what')}</span>
      <span className="hidden xl:inline">{t('place')}</span>
      <span className="text-right">{t('points')}</span>
      <span className="text-right">{t('age')}</span>
    </div>
  );
}

function FixRow({ fix, view }: { fix: Fix; view: OverviewView }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const more = fix.count - 1;
  return (
    <div className={`${GRID} group relative py-row hover:bg-sunken`}>
      <SeverityMark severity={fix.severity} />
      <div className="min-w-0">
        <p className="font-semibold break-words first-letter:uppercase">
          <Link
            href={`/findings/${fix.fingerprint}?scan=${view.scanId}`}
            className="row-link group-hover:underline"
          >
            {fix.sentence}
          </Link>
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-ink-2">
          <span className="font-mono text-xs leading-[18px] break-all text-ink xl:hidden">{fix.place}</span>
          {fix.evidence === null ? null : (
            <span className="min-w-0 max-w-full truncate font-mono text-xs leading-[18px]">
              {fix.evidence}
            </span>
          )}
          {more > 0 ? (
            <Link
              href={findingsHref({ scan: view.scanId, control: [fix.controlId] })}
              className="link relative z-10 whitespace-nowrap"
            >
              {t('more', { count: more })}
            </Link>
          ) : null}
        </p>
      </div>
      <p className="hidden min-w-0 text-sm xl:block">
        <span className="block truncate font-mono text-xs">{fix.place}</span>
        <span className="text-xs text-ink-3">{fix.kind}</span>
      </p>
      <p className="num flex gap-x-4 text-sm lg:contents">
        <span className="font-medium text-pass lg:text-right lg:text-base">
          {fix.points === null ? null : (
            <span title={t('pointsWhat', { count: fix.count })}>
              {t('points', { points: format.number(fix.points) })}
            </span>
          )}
        </span>
        <span className="text-ink-2 lg:text-right">
          <FixAge fix={fix} view={view} />
        </span>
      </p>
    </div>
  );
}

function FixAge({ fix, view }: { fix: Fix; view: OverviewView }) {
  const t = useTranslations('overview');
  if (fix.since === null) return null;
  // On the first scan of a cluster everything is new, so the word would say nothing.
  if (fix.since === view.finishedAt && view.since !== null) {
    return <span className="font-medium text-critical">{t('isNew')}</span>;
  }
  return <Age at={fix.since} />;
}
