import { TriangleAlert } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { VersionSupport } from '#lib/model/node-check.ts';

/** A version with its support beside it; only what needs care has colour. */
export function VersionMark({ support, skew }: { support: VersionSupport; skew: string | null }) {
  const t = useTranslations('nodes');
  const format = useFormatter();
  const { version, state, endOfLife } = support;
  const day =
    endOfLife === null
      ? ''
      : format.dateTime(new Date(`${endOfLife}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <span className="block">
      <span className="num font-mono text-xs">{version === '' ? t('noVersion') : version}</span>
      {skew === null ? null : (
        <span className="ml-2 inline-flex items-center gap-1 rounded-s bg-medium-soft px-1.5 text-xs text-medium">
          <TriangleAlert size={11} aria-hidden />
          {t('skewed')}
        </span>
      )}
      <span className={`block text-xs ${state === 'ended' ? 'font-medium text-high' : 'text-ink-3'}`}>
        {t(`support.${state}`, { day })}
      </span>
    </span>
  );
}
