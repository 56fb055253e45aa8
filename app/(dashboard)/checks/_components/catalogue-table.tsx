import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import { OutcomeMark } from '#components/scan/outcome-mark.tsx';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import { CATEGORIES, type Category } from '#lib/model/category.ts';
import type { CatalogueRow } from '#lib/views/check-catalogue.ts';

/** The checks by area, each a link to what it tests and what came of it. */
export function CatalogueTable({
  rows,
  scanId,
}: {
  rows: readonly CatalogueRow[];
  /** Null where nothing was scanned yet. */
  scanId: string | null;
}) {
  const present = CATEGORIES.filter((area) => rows.some(({ category }) => category === area));
  return present.map((area) => (
    <AreaTable
      key={area}
      area={area}
      rows={rows.filter(({ category }) => category === area)}
      scanId={scanId}
    />
  ));
}

function AreaTable({
  area,
  rows,
  scanId,
}: {
  area: Category;
  rows: readonly CatalogueRow[];
  scanId: string | null;
}) {
  const t = useTranslations('checks');
  const areas = useTranslations('category');
  return (
    <Panel title={areas(area)} flush>
      <Table label={areas(area)}>
        <thead className="sr-only">
          <tr>
            <HeadCell>{t('outcome')}</HeadCell>
            <HeadCell>{t('check')}</HeadCell>
            <HeadCell>{t('severity')}</HeadCell>
            <HeadCell>{t('failed')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <CheckRow key={row.id} row={row} scanId={scanId} />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function CheckRow({ row, scanId }: { row: CatalogueRow; scanId: string | null }) {
  const t = useTranslations('checks');
  const { id, outcome } = row;
  return (
    <Row>
      <Cell className="w-24 min-w-24 align-top text-sm sm:whitespace-nowrap xl:w-40">
        {outcome === null ? (
          <span className="text-ink-3">{t('notRun')}</span>
        ) : (
          <OutcomeMark outcome={outcome} />
        )}
      </Cell>
      <Cell className="align-top">
        <Link
          href={scanId === null ? `/checks/${id}` : `/checks/${id}?scan=${scanId}`}
          className="font-medium row-link"
        >
          {row.title}
        </Link>
        <span className="block font-mono text-xs break-all text-ink-3">{id}</span>
        {row.reason === null ? null : (
          <span className="block text-sm break-words text-ink-2">{row.reason}</span>
        )}
        <span className="num block text-sm text-ink-2 sm:hidden">
          <Judged row={row} scanId={scanId} />
        </span>
      </Cell>
      <Cell className="hidden w-24 align-top text-sm sm:table-cell xl:w-28">
        <SeverityMark severity={row.severity} quiet={outcome !== 'fail'} />
      </Cell>
      <Cell className="num hidden w-24 text-right xl:w-32 align-top text-sm whitespace-nowrap text-ink-2 sm:table-cell">
        <Judged row={row} scanId={scanId} />
      </Cell>
    </Row>
  );
}

/** How many were judged, and how many of them failed. */
function Judged({ row, scanId }: { row: CatalogueRow; scanId: string | null }) {
  const t = useTranslations('checks');
  const { id, outcome, checked, failed } = row;
  if (outcome === 'pass') return t('passedOf', { checked });
  if (outcome !== 'fail' || scanId === null) return null;
  return (
    <Link href={findingsHref({ scan: scanId, control: [id] })} className="link relative z-10">
      {t(row.atLeast ? 'failedOfAtLeast' : 'failedOf', { failed, checked })}
    </Link>
  );
}
