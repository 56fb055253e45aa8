'use client';

import { CircleAlert, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';

/** What stands in a page's place when it failed: the request to look for in the log, and another try. */
export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const t = useTranslations('error');
  return (
    <>
      <PageHeader title={t('title')} />
      <EmptyState
        icon={<CircleAlert size={28} strokeWidth={1.4} />}
        title={t('what')}
        action={
          <Button look="primary" onClick={retry}>
            <RotateCw size={14} aria-hidden />
            {t('retry')}
          </Button>
        }
      >
        {error.digest === undefined ? null : (
          <>
            {t('request')} <code className="font-mono text-sm">{error.digest}</code>
          </>
        )}
      </EmptyState>
    </>
  );
}
