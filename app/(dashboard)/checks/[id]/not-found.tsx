import { useTranslations } from 'next-intl';
import { NotFoundPage } from '#components/text/not-found-page.tsx';

export default function CheckNotFound() {
  const t = useTranslations('checks');
  return <NotFoundPage title={t('notFound')} />;
}
