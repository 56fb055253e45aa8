import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';

/** Leads to the pages before and after, where there are several. */
export function Pager({
  page,
  pages,
  hrefOf,
}: {
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
}) {
  const t = useTranslations('exposure');
  if (pages <= 1) return null;
  return (
    <nav aria-label={t('pages')} className="flex items-center gap-3">
      {page > 1 ? (
        <ButtonLink href={hrefOf(page - 1)} scroll={false}>
          {t('previous')}
        </ButtonLink>
      ) : null}
      {page < pages ? (
        <ButtonLink href={hrefOf(page + 1)} scroll={false}>
          {t('next')}
        </ButtonLink>
      ) : null}
      <span className="num text-ink-2">{t('pageOf', { page, pages })}</span>
    </nav>
  );
}
