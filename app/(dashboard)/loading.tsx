import { useTranslations } from 'next-intl';
import { PageSkeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  const t = useTranslations();
  return <PageSkeleton label={t('loading')} />;
}
