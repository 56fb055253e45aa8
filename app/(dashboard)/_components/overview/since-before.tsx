import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { OverviewView, Since } from '#app/(dashboard)/overview-view.ts';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { Age } from '#components/time/age.tsx';

/** What came and what went since the scan before, and the open findings of the last scans. */
export function SinceBefore({ view, since }: { view: OverviewView; since: Since }) {
  const t = useTranslations('overview');
  const { points, scanId } = view;
  return (
    <div className="flex h-full flex-col">
      <h2 className="text-sm font-semibold text-ink-2">
        {t.rich('since', { age: () => <Age at={since.earlierAt} /> })}
      </h2>
      <ChangeNumbers since={since} scanId={scanId} />
      <div className="mt-auto pt-3">
        <Sparkline values={points.map(({ open }) => open)} label={t('sparkline', { count: points.length })} />
        <Link
          href={compareHref(since, scanId)}
          className="mt-1.5 inline-flex items-center gap-1 text-sm text-ink-2 hover:text-ink hover:underline"
        >
          {t('compare')}
          <ArrowRight size={13} aria-hidden />
        </Link>
      </div>
    </div>
  );
}

function ChangeNumbers({ since, scanId }: { since: Since; scanId: string }) {
  const t = useTranslations('overview');
  const { changes } = since;
  const notes = (['unseen', 'uncovered'] as const).filter((change) => changes[change].count > 0);
  const inks = { new: 'text-critical', fixed: 'text-pass' } as const;
  return (
    <>
      <p className="num mt-0.5 flex gap-6">
        {(['new', 'fixed'] as const).map((change) => (
          <Link key={change} href={compareHref(since, scanId, change)} className="group/change">
            <span
              className={`text-2xl font-[650] tracking-tight group-hover/change:underline ${changes[change].count > 0 ? inks[change] : 'text-ink-3'}`}
            >
              {changes[change].count}
            </span>{' '}
            <span className="text-ink-2">{t(`changes.${change}`)}</span>
          </Link>
        ))}
      </p>
      {notes.map((change) => (
        <p key={change} className="num mt-1 text-sm text-unknown">
          <Link href={compareHref(since, scanId, change)} className="link">
            {t(`changes.${change}`, { count: changes[change].count })}
          </Link>
        </p>
      ))}
      {changes.new.count + changes.fixed.count + notes.length === 0 ? (
        <p className="mt-1 text-sm text-ink-2">{t('same')}</p>
      ) : null}
    </>
  );
}

function compareHref(since: Since, scanId: string, show?: string): string {
  return `/compare?a=${since.earlierId}&b=${scanId}${show === undefined ? '' : `&show=${show}`}`;
}
