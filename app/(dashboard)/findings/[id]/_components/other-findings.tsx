import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { FindingRows } from '#app/(dashboard)/findings/_components/finding-rows.tsx';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import { Panel } from '#components/ui/panel.tsx';
import type { FindingItem } from '#lib/views/finding-rows.ts';

/** What else was found on the object, worst first. */
export function OtherFindings({
  others: { rows, total },
  objectKey,
  scanId,
}: {
  others: { readonly rows: readonly FindingItem[]; readonly total: number };
  objectKey: string;
  scanId: string;
}) {
  const t = useTranslations('finding');
  if (rows.length === 0) {
    return (
      <Panel title={t('others')}>
        <p className="text-ink-2">{t('noOthers')}</p>
      </Panel>
    );
  }
  return (
    <Panel
      title={t('others')}
      flush
      aside={
        <Link
          href={findingsHref({ scan: scanId, resource: [objectKey], group: 'none' })}
          className="link text-sm"
        >
          {t('allOnObject', { count: total + 1 })}
        </Link>
      }
    >
      <FindingRows rows={rows} scanId={scanId} within="object" />
    </Panel>
  );
}
