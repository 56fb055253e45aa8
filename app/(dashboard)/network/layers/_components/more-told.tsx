import { useTranslations } from 'next-intl';

/** Says how many more there are than are shown, and where they stand; nothing where all are shown. */
export function MoreTold({ count }: { count: number }) {
  const t = useTranslations('layers');
  return count === 0 ? null : <p className="pt-3 text-sm text-ink-2">{t('moreTold', { count })}</p>;
}
