import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { DemoTag } from '#components/scan/demo-tag.tsx';
import { GradeMark } from '#components/scan/grade-mark.tsx';
import { StatusMark } from '#components/scan/status-mark.tsx';
import { SeverityCounts } from '#components/severity/severity-counts.tsx';
import { Age } from '#components/time/age.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import { isFinal } from '#lib/model/scan.ts';
import type { ScanItem } from '#lib/views/scan-item.ts';

/** Scans as rows, each a link to its page. */
export function ScanTable({ scans }: { scans: readonly ScanItem[] }) {
  const t = useTranslations('scans');
  const words = useTranslations();
  return (
    <Table label={t('list')}>
      <thead>
        <tr>
          <HeadCell>{t('cluster')}</HeadCell>
          <HeadCell>{t('result')}</HeadCell>
          <HeadCell>{words('score.heading')}</HeadCell>
          <HeadCell>{t('findings')}</HeadCell>
          <HeadCell className="hidden lg:table-cell">{t('profile')}</HeadCell>
          <HeadCell className="text-right">{t('started')}</HeadCell>
          <HeadCell className="hidden text-right sm:table-cell">{t('took')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {scans.map((scan) => (
          <Row key={scan.id}>
            <Cell>
              <Link href={`/scans/${scan.id}`} className="font-medium row-link">
                {scan.cluster.name}
              </Link>{' '}
              {scan.cluster.demo ? <DemoTag /> : null}
            </Cell>
            <Cell>
              <StatusMark status={scan.status} />
              {scan.gaps > 0 ? (
                <span className="ml-2 text-sm whitespace-nowrap text-ink-2">
                  {t('gaps', { count: scan.gaps })}
                </span>
              ) : null}
            </Cell>
            <Cell>
              <ScoreCell scan={scan} />
            </Cell>
            <Cell className="text-sm">
              {scan.counts === null ? null : <SeverityCounts counts={scan.counts} none={t('noFindings')} />}
            </Cell>
            <Cell className="hidden text-sm whitespace-nowrap text-ink-2 lg:table-cell">
              {words(`profile.${scan.profile}`)}
            </Cell>
            <Cell className="text-right text-sm whitespace-nowrap text-ink-2">
              <Age at={scan.at} />
            </Cell>
            <Cell className="num hidden text-right text-sm whitespace-nowrap text-ink-2 sm:table-cell">
              {scan.took}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function ScoreCell({ scan }: { scan: ScanItem }) {
  const t = useTranslations('score');
  if (!isFinal(scan.status)) return null;
  return (
    <span className="flex items-center gap-2 whitespace-nowrap">
      <GradeMark grade={scan.grade} size={24} />
      {scan.score === null ? (
        <span className="text-sm text-ink-2">{t('none')}</span>
      ) : (
        <span className="num">
          <span className="sr-only">{t('label', { value: scan.score, grade: scan.grade ?? '' })}</span>
          <span aria-hidden>{scan.score}</span>
        </span>
      )}
    </span>
  );
}
