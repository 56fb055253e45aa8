'use client';

import { useFormatter, useNow, useTranslations } from 'next-intl';

const EVERY_MS = 60_000;

/** Which scan by its time: the latest by its age, a fixed one by its date. */
export function ScanTime({
  at,
  isLatest,
  isShort = false,
}: {
  at: string;
  isLatest: boolean;
  /** One of the two, where there is no room for both. */
  isShort?: boolean;
}) {
  const t = useTranslations('frame');
  const format = useFormatter();
  const now = useNow({ updateInterval: EVERY_MS });
  const date = new Date(at);
  const age = format.relativeTime(date, { now, style: 'short' });
  const exact = format.dateTime(date, { dateStyle: 'full', timeStyle: 'long' });
  const day = format.dateTime(date, { dateStyle: 'medium', timeStyle: 'short' });
  if (isShort) {
    return (
      <time dateTime={at} title={exact} className="num">
        <span className="sr-only">{isLatest ? t('latest') : age}</span> {isLatest ? age : day}
      </time>
    );
  }
  return (
    <time dateTime={at} title={exact} className="num flex min-w-0 items-baseline gap-x-2">
      <span className="truncate">{isLatest ? t('latest') : day}</span>
      <span className="truncate text-sm text-ink-2">{age}</span>
    </time>
  );
}
