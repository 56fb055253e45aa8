import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Age } from '#components/time/age.tsx';
import type { FindingView } from '#lib/views/finding-view.ts';
import type { FindingSighting } from '#lib/store/finding-history.ts';

const SHOWN = 40;

/** One square for each finished scan of the cluster, oldest first: filled where the finding was there. */
export function HistoryStrip({
  view,
  sightings,
  scanId,
}: {
  view: FindingView;
  /** Newest first. */
  sightings: readonly FindingSighting[];
  scanId: string;
}) {
  const t = useTranslations('finding');
  const format = useFormatter();
  const shown = sightings.slice(0, SHOWN).toReversed();
  const ages = useTranslations('findings.ages');
  const first = sightings.findLast(({ isPresent }) => isPresent);
  return (
    <div className="grid gap-2">
      <ol aria-label={t('historyList')} className="flex flex-wrap gap-1.5">
        {shown.map(({ scanId: id, finishedAt, isPresent }) => (
          <li key={id}>
            <Link
              href={isPresent ? `/findings/${view.fingerprint}?scan=${id}` : `/scans/${id}`}
              aria-current={id === scanId ? 'true' : undefined}
              className="block size-6 rounded-s border border-line-strong aria-[current]:outline-2 aria-[current]:outline-offset-2 aria-[current]:outline-accent data-[seen=true]:border-high data-[seen=true]:bg-high"
              data-seen={isPresent}
            >
              <span className="sr-only">
                {format.dateTime(new Date(finishedAt), { dateStyle: 'medium', timeStyle: 'short' })}{' '}
                {t(isPresent ? 'seen' : 'notSeen')}
              </span>
            </Link>
          </li>
        ))}
      </ol>
      <p className="text-sm text-ink-2">
        {view.age === null || view.age === 'older' ? null : (
          <span className="mr-2 font-medium text-ink">{ages(view.age)}</span>
        )}
        {first === undefined ? null : t.rich('firstSeen', { age: () => <Age at={first.finishedAt} /> })}
      </p>
      <ul className="flex gap-4 text-xs text-ink-2">
        <li className="flex items-center gap-1.5">
          <span aria-hidden className="size-3 rounded-[3px] bg-high" />
          {t('seen')}
        </li>
        <li className="flex items-center gap-1.5">
          <span aria-hidden className="size-3 rounded-[3px] border border-line-strong" />
          {t('notSeen')}
        </li>
      </ul>
    </div>
  );
}
