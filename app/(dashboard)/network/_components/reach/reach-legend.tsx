import { useTranslations } from 'next-intl';
import { shareMark } from './share-mark.ts';
import { ShareCell } from './share-cell.tsx';

const EXAMPLES = [
  { key: 'closed', share: { open: 0, unknown: 0 } },
  { key: 'some', share: { open: 250, unknown: 0 } },
  { key: 'all', share: { open: 1000, unknown: 0 } },
  { key: 'unknown', share: { open: 0, unknown: 1000 } },
] as const;

/** What the cells' marks mean. */
export function ReachLegend() {
  const t = useTranslations('reach');
  return (
    <ul aria-label={t('legend')} className="flex flex-wrap gap-x-5 gap-y-1.5 text-sm text-ink-2">
      {EXAMPLES.map(({ key, share }) => (
        <li key={key} className="inline-flex items-center gap-2">
          <span aria-hidden className="relative h-6 w-9">
            <ShareCell mark={shareMark(share)} />
          </span>
          {t(`marks.${key}`)}
        </li>
      ))}
    </ul>
  );
}
