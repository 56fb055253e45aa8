import { useTranslations } from 'next-intl';
import type { SubjectRow } from '#lib/views/rbac-rows.ts';

const NAMED = 2;

/** Where a subject's rights hold, and whether they are all there are. */
export function Reach({
  row: { isEverything, isClusterWide, namespaces },
}: {
  row: Pick<SubjectRow, 'isEverything' | 'isClusterWide' | 'namespaces'>;
}) {
  const t = useTranslations('rbac');
  if (isEverything) return <span className="font-medium text-critical">{t('everything')}</span>;
  if (isClusterWide) return <span>{t('wholeCluster')}</span>;
  if (namespaces.length <= NAMED) return <span className="break-words">{namespaces.join(', ')}</span>;
  return <span title={namespaces.join(', ')}>{t('namespaces', { count: namespaces.length })}</span>;
}
