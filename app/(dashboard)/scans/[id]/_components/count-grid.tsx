import { useFormatter, useTranslations } from 'next-intl';
import { PHASES } from '#lib/model/scan.ts';
import type { Count, ScanProgress } from './scan-progress.ts';

/** What has been read, by phase; names are those of the API. */
export function CountGrid({ progress }: { progress: ScanProgress }) {
  const t = useTranslations('scan');
  const names = useTranslations('phase');
  const told = PHASES.flatMap((phase) => {
    const counts = progress.counts[phase] ?? [];
    return counts.length === 0 ? [] : [{ phase, counts }];
  });
  if (told.length === 0) return <p className="text-ink-2">{t('countsNone')}</p>;
  return told.map(({ phase, counts }) => (
    <section key={phase} className="mb-3 last:mb-0">
      <h3 className="mb-1 text-xs text-ink-3">{names(phase)}</h3>
      <ul className="grid gap-x-8 sm:grid-cols-2 lg:grid-cols-3">
        {counts.map((count) => (
          <CountLine key={count.label} count={count} />
        ))}
      </ul>
    </section>
  ));
}

function CountLine({ count: { label, done, total } }: { count: Count }) {
  const t = useTranslations('scan');
  const format = useFormatter();
  return (
    <li className="flex items-baseline justify-between gap-3 border-b border-line py-1 text-sm">
      <span className="min-w-0 truncate font-mono text-xs">{label}</span>
      <span className="num shrink-0 text-ink-2">
        {total === null || total === done
          ? format.number(done)
          : t('countOf', { done: format.number(done), total: format.number(total) })}
      </span>
    </li>
  );
}
