'use client';

import { useTranslations } from 'next-intl';
import { GradeMark } from '#components/scan/grade-mark.tsx';
import { PickMenu } from '#components/ui/pick-menu.tsx';
import { LATEST, scanEntries } from './scope-entries.ts';
import { scopedHref } from './scope-links.ts';
import { useScope } from './scope-provider.tsx';
import { ScanTime } from './scan-time.tsx';

/** Chooses the scan: the latest, whichever that is, or a fixed one. */
export function ScanMenu() {
  const t = useTranslations('frame');
  const { scope, path, query, chosen, isPending } = useScope();
  const { latest, fixed } = scope;
  const shown = fixed ?? latest;
  if (shown === null) return null;
  return (
    <PickMenu
      label={t('scan')}
      // An older scan is nothing to overlook.
      className={`${fixed === null ? 'border-line' : 'border-accent bg-accent-soft'} ${isPending ? 'opacity-60' : ''}`}
      trigger={<ScanTime at={shown.at} isLatest={fixed === null} />}
      picked={fixed?.id ?? LATEST}
      entries={scanEntries(scope, path, query).map(({ key, href, at, grade, isLatest }) => ({
        key,
        href,
        text: isLatest ? t('latest') : at,
        content: (
          <>
            <ScanTime at={at} isLatest={isLatest} />
            <span className="ml-auto flex shrink-0 items-center gap-1">
              <GradeMark grade={grade} size={20} />
              <span className="sr-only">{grade === null ? t('gradeNone') : t('grade', { grade })}</span>
            </span>
          </>
        ),
      }))}
      more={{ href: scopedHref('/scans', chosen), label: t('allScans') }}
    />
  );
}
