import { useTranslations } from 'next-intl';
import { NotFoundPage } from '#components/text/not-found-page.tsx';

export default function ScanNotFound() {
  const t = useTranslations('error');
  return <NotFoundPage title={t('notFoundScan')} />;
}
