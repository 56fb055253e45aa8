import { useTranslations } from 'next-intl';
import type { CheckNeeds } from '#lib/views/check-needs.ts';

/** The rights a check stands on, as a rule would name them. */
export function NeedList({ needs }: { needs: CheckNeeds }) {
  const t = useTranslations('checks');
  return (
    <div className="grid gap-2.5 text-sm">
      {needs.lists.length === 0 ? null : (
        <div>
          <p className="text-ink-2">{t('needLists')}</p>
          <ul className="mt-1 flex flex-wrap gap-1">
            {needs.lists.map((name) => (
              <li key={name} className="rounded-s bg-sunken px-1.5 font-mono text-xs leading-[18px]">
                {name}
              </li>
            ))}
          </ul>
        </div>
      )}
      {needs.paths.length === 0 ? null : (
        <p>
          <span className="text-ink-2">{t('needPaths')}</span>{' '}
          <span className="font-mono text-xs">{needs.paths.join(' ')}</span>
        </p>
      )}
      {needs.probes ? <p>{t('needProbes')}</p> : null}
      <p className="text-ink-3">{t('needReadOnly')}</p>
    </div>
  );
}
