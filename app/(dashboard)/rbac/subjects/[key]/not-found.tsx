import { useTranslations } from 'next-intl';
import { NotFoundPage } from '#components/text/not-found-page.tsx';

export default function NotFound() {
  const t = useTranslations('rbacSubject');
  return <NotFoundPage title={t('notFound')} />;
}
