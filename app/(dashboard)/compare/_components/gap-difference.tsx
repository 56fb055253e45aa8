import { CircleDashed, Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { CompareView } from '#app/(dashboard)/compare/compare-view.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { GapRow } from '#lib/views/gap-rows.ts';

/** Says which part of the difference comes from what was out of sight, in either scan. */
export function GapDifference({ view }: { view: CompareView }) {
  const t = useTranslations('compare');
  const { gaps, earlier, later } = view;
  return (
    <>
      {gaps.opened.length === 0 ? null : (
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          <GapWords title={t('opened', { count: gaps.opened.length })} gaps={gaps.opened} scanId={later.id} />
        </Notice>
      )}
      {gaps.closed.length === 0 ? null : (
        <Notice look="unknown" icon={<Eye size={16} />}>
          <GapWords
            title={t('closed', { count: gaps.closed.length })}
            gaps={gaps.closed}
            scanId={earlier.id}
          />
        </Notice>
      )}
    </>
  );
}

const NAMED = 3;

function GapWords({ title, gaps, scanId }: { title: string; gaps: readonly GapRow[]; scanId: string }) {
  const t = useTranslations('compare');
  const reasons = useTranslations('reason');
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-0.5">
      <span className="font-semibold">{title}</span>
      {gaps.slice(0, NAMED).map((gap) => (
        <span key={gap.id}>
          {t('gap', { what: gap.what, reason: reasons(gap.reason), count: gap.checks })}
        </span>
      ))}
      <Link href={`/scans/${scanId}#gaps`} className="link">
        {t('seeGaps')}
      </Link>
    </p>
  );
}
