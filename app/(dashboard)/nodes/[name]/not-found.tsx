import { useTranslations } from 'next-intl';
import { NotFoundPage } from '#components/text/not-found-page.tsx';

export default function NodeNotFound() {
  const t = useTranslations('node');
  return <NotFoundPage title={t('notFound')} />;
}
