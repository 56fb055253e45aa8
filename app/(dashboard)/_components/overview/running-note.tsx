import { LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ScanRow } from '#lib/store/scan-row.ts';

/** Says that a scan of this cluster is under way; the frame follows it and brings its results. */
export function RunningNote({ scan, cluster }: { scan: ScanRow; cluster: string }) {
  const t = useTranslations('overview');
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-m border border-line bg-accent-soft px-4 py-3">
      <LoaderCircle size={16} aria-hidden className="shrink-0 animate-spin text-accent" />
      <span className="font-semibold">{t('running', { cluster })}</span>
      <span className="text-ink-2">{t(scan.status === 'queued' ? 'queued' : 'runningWhat')}</span>
      <Link href={`/scans/${scan.id}`} className="link ml-auto font-medium text-accent">
        {t('watch')}
      </Link>
    </div>
  );
}
