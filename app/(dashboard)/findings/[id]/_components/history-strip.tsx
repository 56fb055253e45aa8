import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Age } from '#components/time/age.tsx';
import type { FindingView } from '#lib/views/finding-view.ts';
import type { FindingSighting, FindingSightings } from '#lib/questions/sightings-of-finding.ts';

type Sight = FindingSighting['sight'];

const LOOKS: Readonly<Record<Sight, string>> = {
  seen: 'border border-high bg-high',
  'not-seen': 'border border-line-strong',
  unchecked: 'not-assessed',
};
const ORDER: readonly Sight[] = ['seen', 'not-seen', 'unchecked'];

/** One square for each finished scan of the cluster, oldest first: filled where it was there, hatched where nobody could look. */
export function HistoryStrip({
  view,
  sightings,
  scanId,
}: {
  view: FindingView;
  sightings: FindingSightings;
  scanId: string;
}) {
  const t = useTranslations('finding');
  const format = useFormatter();
  const { scans, firstSeen } = sightings;
  const ages = useTranslations('findings.ages');
  const before = scans[scans.findIndex(({ scanId: id }) => id === scanId) + 1];
  // What the scan before could not look for may have been there.
  const isAgeKnown = before?.sight !== 'unchecked';
  return (
    <div className="grid gap-2">
      <ol aria-label={t('historyList')} className="flex flex-wrap gap-1.5">
        {scans.toReversed().map(({ scanId: id, finishedAt, sight }) => (
          <li key={id}>
            <Link
              href={sight === 'seen' ? `/findings/${view.fingerprint}?scan=${id}` : `/scans/${id}`}
              aria-current={id === scanId ? 'true' : undefined}
              className={`block size-6 rounded-s aria-[current]:outline-2 aria-[current]:outline-offset-2 aria-[current]:outline-accent ${LOOKS[sight]}`}
            >
              <span className="sr-only">
                {format.dateTime(new Date(finishedAt), { dateStyle: 'medium', timeStyle: 'short' })}{' '}
                {t(`sights.${sight}`)}
              </span>
            </Link>
          </li>
        ))}
      </ol>
      <p className="text-sm text-ink-2">
        {view.age === null || view.age === 'older' || !isAgeKnown ? null : (
          <span className="mr-2 font-medium text-ink">{ages(view.age)}</span>
        )}
        {firstSeen === null ? null : t.rich('firstSeen', { age: () => <Age at={firstSeen} /> })}
      </p>
      {isAgeKnown ? null : <p className="text-sm text-unknown">{t('notNew')}</p>}
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2">
        {ORDER.filter((sight) => sight !== 'unchecked' || scans.some((scan) => scan.sight === sight)).map(
          (sight) => (
            <li key={sight} className="flex items-center gap-1.5">
              <span aria-hidden className={`size-3 rounded-[3px] ${LOOKS[sight]}`} />
              {t(`sights.${sight}`)}
            </li>
          ),
        )}
      </ul>
    </div>
  );
}
