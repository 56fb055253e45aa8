import { getTranslations } from 'next-intl/server';
import { NotFoundPage } from '#components/text/not-found-page.tsx';

/** Any address that leads nowhere. */
export default async function NotFound() {
  const t = await getTranslations('error');
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <NotFoundPage title={t('notFound')} />
    </main>
  );
}
