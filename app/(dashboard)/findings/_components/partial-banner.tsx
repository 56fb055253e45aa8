import { CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { FindingsView } from '#app/(dashboard)/findings/findings-view.ts';
import { Notice } from '#components/ui/notice.tsx';

const NAMED = 2;

/** Says which checks could not be made and for want of what. */
export function PartialBanner({ view, scanId }: { view: FindingsView; scanId: string }) {
  const t = useTranslations('banner');
  const reasons = useTranslations('reason');
  const { coverage, gaps } = view;
  if (coverage.notAssessed === 0) return null;
  const more = gaps.length - NAMED;
  return (
    <Notice look="unknown" icon={<CircleDashed size={16} />}>
      <p className="flex flex-wrap gap-x-3 gap-y-0.5">
        <span className="font-semibold">{t('title', { count: coverage.notAssessed })}</span>
        {gaps.slice(0, NAMED).map((gap) => (
          <span key={gap.id}>{t('gap', { what: gap.what, reason: reasons(gap.reason) })}</span>
        ))}
        {more > 0 ? <span>{t('more', { count: more })}</span> : null}
        <span className="text-ink-2">{t('cost')}</span>
        <Link href={`/scans/${scanId}#gaps`} className="link">
          {t('see')}
        </Link>
      </p>
    </Notice>
  );
}
