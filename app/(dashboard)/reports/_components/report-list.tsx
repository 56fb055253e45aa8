import { useFormatter, useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { GradeMark } from '#components/scan/grade-mark.tsx';
import { StatusMark } from '#components/scan/status-mark.tsx';
import { SeverityCounts } from '#components/severity/severity-counts.tsx';
import { Age } from '#components/time/age.tsx';
import { LOCALES } from '#lib/model/text.ts';
import type { ReportRow } from '#lib/store/reports.ts';
import type { ScanItem } from '#lib/views/scan-item.ts';
import { ReportSlot } from './report-slot.tsx';

/** Scans with a place for the report in each language. */
export function ReportList({
  scans,
  reports,
  isLatest,
}: {
  scans: readonly ScanItem[];
  reports: readonly ReportRow[];
  /** The first scan listed is the cluster's latest. */
  isLatest: boolean;
}) {
  const t = useTranslations('reports');
  const locale = useLocale();
  return (
    <ul>
      {scans.map((scan, index) => (
        <li
          key={scan.id}
          data-row
          className="grid items-start gap-x-6 gap-y-3 border-b border-line px-4 py-3.5 last:border-b-0 sm:px-5 lg:grid-cols-[minmax(0,1fr)_repeat(2,270px)]"
        >
          <ScanCell scan={scan} />
          {LOCALES.map((language) => (
            <ReportSlot
              key={language}
              scanId={scan.id}
              locale={language}
              isMain={isLatest && index === 0 && language === locale}
              made={reports.find((row) => row.scanId === scan.id && row.locale === language) ?? null}
            />
          ))}
        </li>
      ))}
      {scans.length === 0 ? <li className="px-4 py-3.5 text-ink-2 sm:px-5">{t('noneHere')}</li> : null}
    </ul>
  );
}

function ScanCell({ scan }: { scan: ScanItem }) {
  const t = useTranslations('reports');
  const scores = useTranslations('score');
  const format = useFormatter();
  return (
    <div className="flex min-w-0 items-center gap-3.5">
      <GradeMark grade={scan.grade} size={36} />
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Link href={`/scans/${scan.id}`} className="font-medium hover:underline">
            {format.dateTime(new Date(scan.at), { dateStyle: 'medium', timeStyle: 'short' })}
          </Link>
          <span className="text-sm text-ink-2">
            <Age at={scan.at} />
          </span>
        </p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm">
          <span className="num font-medium">
            {scan.score === null
              ? scores('none')
              : scores('label', { value: scan.score, grade: scan.grade ?? '' })}
          </span>
          {scan.status === 'partial' ? <StatusMark status={scan.status} /> : null}
          {scan.counts === null ? null : <SeverityCounts counts={scan.counts} none={t('noFindings')} />}
        </p>
      </div>
    </div>
  );
}
