import { useFormatter, useNow } from 'next-intl';

/** How long ago, with the exact time on hover; `now` is the request's own. */
export function Age({ at }: { at: string }) {
  const format = useFormatter();
  const now = useNow();
  const date = new Date(at);
  return (
    <time
      dateTime={at}
      title={format.dateTime(date, { dateStyle: 'full', timeStyle: 'long' })}
      className="num"
    >
      {format.relativeTime(date, now)}
    </time>
  );
}
