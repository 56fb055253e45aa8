import { MapPinOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';

/** What stands in the place of something that is not there. */
export function NotFoundPage({ title }: { title: string }) {
  const t = useTranslations('error');
  return (
    <>
      <PageHeader title={title} />
      <EmptyState
        icon={<MapPinOff size={28} strokeWidth={1.4} />}
        title={t('notFoundWhat')}
        action={<ButtonLink href="/">{t('home')}</ButtonLink>}
      >
        {null}
      </EmptyState>
    </>
  );
}
