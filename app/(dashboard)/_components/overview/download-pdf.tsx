'use client';

import { Download, LoaderCircle } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { useReport } from '#app/(dashboard)/reports/_components/use-report.ts';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import type { Locale } from '#lib/model/text.ts';
import type { ReportRow } from '#lib/store/reports.ts';

/** The scan as a PDF: the one that is kept, or one that is made first and then downloaded by itself. */
export function DownloadPdf({
  scanId,
  locale,
  clusterId,
  made,
}: {
  scanId: string;
  clusterId: string;
  locale: Locale;
  made: ReportRow | null;
}) {
  const t = useTranslations('reports');
  const format = useFormatter();
  const { state, make } = useReport({ scanId, locale, made });
  const isAwaited = useRef(false);
  const file = `/api/scans/${scanId}/report/file?locale=${locale}`;
  const status = state.kind === 'known' ? state.report.status : state.kind;

  useEffect(() => {
    if (status !== 'done' || !isAwaited.current) return;
    isAwaited.current = false;
    globalThis.location.assign(file);
  }, [status, file]);

  if (status === 'done') {
    return (
      <ButtonLink href={file} prefetch={false} download>
        <Download size={14} aria-hidden />
        {t('pdf')}
      </ButtonLink>
    );
  }
  if (status === 'failed' || status === 'refused') {
    return <ButtonLink href={`/reports?cluster=${clusterId}`}>{t('pdfFailed')}</ButtonLink>;
  }
  const isMaking = status === 'queued' || status === 'running';
  const { done, total } = state.kind === 'known' ? state.report : { done: 0, total: 0 };
  return (
    <Button
      aria-busy={isMaking}
      aria-disabled={isMaking}
      onClick={() => {
        if (isMaking) return;
        isAwaited.current = true;
        make();
      }}
    >
      {isMaking ? (
        <LoaderCircle size={14} aria-hidden className="animate-spin" />
      ) : (
        <Download size={14} aria-hidden />
      )}
      {isMaking
        ? t('pdfMaking', { share: format.number(total === 0 ? 0 : done / total, { style: 'percent' }) })
        : t('pdf')}
    </Button>
  );
}
