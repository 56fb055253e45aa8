import { useFormatter, useNow, useTranslations } from 'next-intl';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago in as few letters as a column has, with the exact time on hover. */
export function ShortAge({ at }: { at: string }) {
  const t = useTranslations('age');
  const format = useFormatter();
  const date = new Date(at);
  const ageMs = Math.max(0, useNow().getTime() - date.getTime());
  const words =
    ageMs < HOUR_MS
      ? t('minutes', { count: Math.floor(ageMs / MINUTE_MS) })
      : ageMs < DAY_MS
        ? t('hours', { count: Math.floor(ageMs / HOUR_MS) })
        : t('days', { count: Math.floor(ageMs / DAY_MS) });
  return (
    <time
      dateTime={at}
      title={format.dateTime(date, { dateStyle: 'full', timeStyle: 'long' })}
      className="num whitespace-nowrap"
    >
      {words}
    </time>
  );
}
