import { useTranslations } from 'next-intl';
import { NotFoundPage } from '#components/text/not-found-page.tsx';

export default function FindingNotFound() {
  const t = useTranslations('error');
  return <NotFoundPage title={t('notFoundFinding')} />;
}
