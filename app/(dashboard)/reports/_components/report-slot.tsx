'use client';

import { CircleX, Download, FileText, LoaderCircle, RotateCw } from 'lucide-react';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import type { Locale } from '#lib/model/text.ts';
import type { ReportRow } from '#lib/store/reports.ts';
import { useReport, type ReportState } from './use-report.ts';

/** One report's place: made here, followed while it is made, downloaded when it is done. */
export function ReportSlot({
  scanId,
  locale,
  made,
  isMain,
}: {
  scanId: string;
  locale: Locale;
  made: ReportRow | null;
  isMain: boolean;
}) {
  const names = useTranslations('frame');
  const { state, make } = useReport({ scanId, locale, made });
  const name = names(`languages.${locale}`);
  return (
    <div className="min-w-0" aria-live="polite">
      <p className="mb-1 text-xs text-ink-2">{name}</p>
      <SlotBody state={state} make={make} name={name} isMain={isMain} fileOf={{ scanId, locale }} />
    </div>
  );
}

function SlotBody({
  state,
  make,
  name,
  isMain,
  fileOf,
}: {
  state: ReportState;
  make: () => void;
  name: string;
  isMain: boolean;
  fileOf: { scanId: string; locale: Locale };
}) {
  const t = useTranslations('reports');
  if (state.kind === 'none') {
    return (
      <Button look={isMain ? 'primary' : 'ghost'} onClick={make} aria-label={t('makeNamed', { name })}>
        <FileText size={14} aria-hidden />
        {t('make')}
      </Button>
    );
  }
  if (state.kind === 'refused') return <Failure why={state.why} make={make} name={name} />;
  const { report } = state;
  switch (report.status) {
    case 'queued':
    case 'running':
      return <Progress report={report} />;
    case 'failed':
      return <Failure why={report.message} make={make} name={name} />;
    case 'done':
      return <Done report={report} make={make} name={name} isMain={isMain} fileOf={fileOf} />;
  }
}

function Progress({ report }: { report: ReportRow }) {
  const t = useTranslations('reports');
  const format = useFormatter();
  const share = report.total === 0 ? 0 : report.done / report.total;
  return (
    <div>
      <p className="flex items-center gap-2 text-sm">
        <LoaderCircle size={14} aria-hidden className="shrink-0 animate-spin text-accent" />
        {report.status === 'queued'
          ? t('queued')
          : t('running', { share: format.number(share, { style: 'percent' }) })}
      </p>
      <progress
        aria-label={t('progress')}
        max={1}
        value={share}
        className="mt-1.5 h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  );
}

function Done({
  report,
  make,
  name,
  isMain,
  fileOf,
}: {
  report: ReportRow;
  make: () => void;
  name: string;
  isMain: boolean;
  fileOf: { scanId: string; locale: Locale };
}) {
  const t = useTranslations('reports');
  const format = useFormatter();
  const size = format.number((report.bytes ?? 0) / 1e6, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  });
  const look = isMain
    ? 'bg-accent text-accent-ink hover:bg-accent/90'
    : 'border border-line-strong text-ink hover:bg-sunken';
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <a
        href={`/api/scans/${fileOf.scanId}/report/file?locale=${fileOf.locale}`}
        aria-label={t('downloadNamed', { name })}
        className={`inline-flex min-h-8 items-center gap-2 rounded-s px-3.5 py-1.5 font-medium whitespace-nowrap transition-colors duration-150 ${look}`}
      >
        <Download size={14} aria-hidden />
        {t('download')}
      </a>
      <span className="num text-sm whitespace-nowrap text-ink-2">
        {t('size', { pages: report.pages ?? 0, size })}
      </span>
      <Button look="quiet" className="px-2!" onClick={make} aria-label={t('againNamed', { name })}>
        <RotateCw size={14} aria-hidden />
      </Button>
    </div>
  );
}

function Failure({
  why,
  make,
  name,
}: {
  why: ReportRow['message'] | string;
  make: () => void;
  name: string;
}) {
  const t = useTranslations('reports');
  const locale = useLocale();
  return (
    <div>
      <p className="flex items-start gap-1.5 text-sm text-critical">
        <CircleX size={14} aria-hidden className="mt-0.5 shrink-0" />
        <span className="min-w-0 break-words">
          {why === null ? t('failed') : typeof why === 'string' ? t('refused', { why }) : why[locale]}
        </span>
      </p>
      <Button className="mt-2" onClick={make} aria-label={t('againNamed', { name })}>
        <RotateCw size={14} aria-hidden />
        {t('again')}
      </Button>
    </div>
  );
}
