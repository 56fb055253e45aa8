import { useTranslations } from 'next-intl';

/** The word beside the name of a cluster of the demo. */
export function DemoTag() {
  const t = useTranslations();
  return (
    <span className="rounded-full border border-line-strong px-1.5 text-xs font-normal whitespace-nowrap text-ink-2">
      {t('demo')}
    </span>
  );
}
