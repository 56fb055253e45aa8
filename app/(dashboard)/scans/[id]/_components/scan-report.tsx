import { useTranslations } from 'next-intl';
import type { ScanReportView } from '#app/(dashboard)/scans/[id]/report-of.ts';
import { Panel } from '#components/ui/panel.tsx';
import type { Severity } from '#lib/model/severity.ts';
import { CheckTable } from './check-table.tsx';
import { GapTable } from './gap-table.tsx';
import { ScanSummary } from './scan-summary.tsx';

/** What a finished scan came to: summary, gaps, every check. */
export function ScanReport({
  report,
  counts,
}: {
  report: ScanReportView;
  counts: Readonly<Record<Severity, number>>;
}) {
  const t = useTranslations('scan');
  const facts = [
    report.version === null ? null : t('version', { version: report.version }),
    report.objects === 0 ? null : t('objects', { count: report.objects }),
    t('vantage', { host: report.vantage }),
  ].filter((fact) => fact !== null);
  return (
    <div className="grid gap-5">
      <ScanSummary
        score={report.score}
        counts={counts}
        coverage={report.coverage}
        findingsHref={`/findings?scan=${report.scanId}`}
      />
      <p className="flex flex-wrap gap-x-4 text-sm text-ink-2">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      <Panel title={t('gaps')} flush={report.gaps.length + report.absent.length > 0}>
        <div id="gaps" />
        {report.gaps.length + report.absent.length === 0 ? (
          <p className="text-ink-2">{t('gapsNone')}</p>
        ) : (
          <GapTable gaps={report.gaps} absent={report.absent} />
        )}
      </Panel>
      <Panel title={t('checks')} flush>
        <CheckTable scanId={report.scanId} checks={report.checks} />
      </Panel>
    </div>
  );
}
