import { CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Notice } from '#components/ui/notice.tsx';
import type { GapRow } from '#lib/views/gap-rows.ts';

const NAMED = 2;

/** Says what could not be read, by verb and resource, and how many checks could not be made for want of it. */
export function PartialBanner({
  gaps,
  lost,
  scanId,
  children,
}: {
  gaps: readonly GapRow[];
  /** Checks that could not be made. */
  lost: number;
  scanId: string;
  /** What is missing on the page for it. */
  children?: ReactNode;
}) {
  const t = useTranslations('banner');
  const reasons = useTranslations('reason');
  if (gaps.length === 0 && lost === 0) return null;
  const more = gaps.length - NAMED;
  return (
    <Notice look="unknown" icon={<CircleDashed size={16} />}>
      <p className="flex flex-wrap gap-x-3 gap-y-0.5">
        <span className="font-semibold">{lost === 0 ? t('unread') : t('title', { count: lost })}</span>
        {gaps.slice(0, NAMED).map((gap) => (
          <span key={gap.id} className="break-words">
            {t('gap', {
              what: gap.what === 'probes' ? t('probes') : gap.what,
              reason: reasons(gap.reason),
            })}
          </span>
        ))}
        {more > 0 ? <span>{t('more', { count: more })}</span> : null}
        {children === undefined ? null : <span>{children}</span>}
        <span className="text-ink-2">{lost === 0 ? t('free') : t('cost')}</span>
        <Link href={`/scans/${scanId}#gaps`} className="link">
          {t('see')}
        </Link>
      </p>
    </Notice>
  );
}
