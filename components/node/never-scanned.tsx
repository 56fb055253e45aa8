import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';

/** Stands in place of results that do not exist yet, with the way to the first scan. */
export function NeverScanned() {
  const t = useTranslations('exposure');
  return (
    <EmptyState
      icon={<History size={28} strokeWidth={1.4} />}
      title={t('never')}
      action={
        <ButtonLink href="/scans" look="primary">
          {t('toScans')}
        </ButtonLink>
      }
    >
      {t('neverWhat')}
    </EmptyState>
  );
}
