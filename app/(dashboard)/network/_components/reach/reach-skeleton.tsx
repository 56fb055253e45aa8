import { useTranslations } from 'next-intl';
import { Panel } from '#components/ui/panel.tsx';

/** The matrix's place while it is computed. */
export function ReachSkeleton() {
  const t = useTranslations('reach');
  return (
    <Panel title={t('title')}>
      <output aria-busy="true" className="block py-2 text-ink-2">
        {t('computing')}
        <span aria-hidden className="mt-3 block h-72 animate-pulse rounded-s bg-sunken" />
      </output>
    </Panel>
  );
}
