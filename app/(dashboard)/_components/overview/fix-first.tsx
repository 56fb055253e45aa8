import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import type { OverviewView } from '#app/(dashboard)/overview-view.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { FIX_GRID, FixRow } from './fix-row.tsx';

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
              <FixRow fix={fix} scanId={scanId} />
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
    <div aria-hidden className={`${FIX_GRID} hidden border-b border-line py-1.5 text-xs text-ink-3 lg:grid`}>
      <span>{t('severity')}</span>
      <span>{t('what')}</span>
      <span>{t('place')}</span>
      <span className="text-right">{t('points')}</span>
      <span className="text-right">{t('age')}</span>
    </div>
  );
}
