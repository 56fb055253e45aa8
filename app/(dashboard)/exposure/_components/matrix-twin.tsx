import { useTranslations } from 'next-intl';
import { exposureHref, type ExposureParams } from '#app/(dashboard)/exposure/exposure-params.ts';
import type { ExposureView } from '#app/(dashboard)/exposure/read-exposure.ts';
import { PortMark } from '#components/exposure/port-mark.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { ProbeResult } from '#lib/model/probe.ts';
import type { MatrixCell, MatrixColumn } from '#lib/views/exposure-matrix.ts';

/** The matrix as a table: one row for each port of each host, with everything a cell stands for in words. */
export function MatrixTwin({ view, params }: { view: ExposureView; params: ExposureParams }) {
  const t = useTranslations('exposure');
  const { columns, rows } = view.matrix;
  const labels = new Map(columns.map((column) => [column.port, column]));
  const cells = rows.flatMap((row) =>
    row.cells
      .filter(({ sight }) => params.state === null || sight.standing === params.state)
      .filter(({ port }) => params.port === null || port === params.port)
      .map((cell) => ({ host: row.name, cell })),
  );
  return (
    <div className="overflow-hidden rounded-m border border-line bg-panel">
      <Table label={t('twin')}>
        <thead>
          <tr>
            <HeadCell>{t('node')}</HeadCell>
            <HeadCell>{t('port')}</HeadCell>
            <HeadCell>{t('state')}</HeadCell>
            <HeadCell>{t('identity')}</HeadCell>
            <HeadCell>{t('tls')}</HeadCell>
            <HeadCell>{t('clientCertificate')}</HeadCell>
            <HeadCell>{t('anonymous')}</HeadCell>
            <HeadCell>{t('from')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {cells.map(({ host, cell }) => (
            <TwinRow
              key={cell.id}
              host={host}
              cell={cell}
              column={labels.get(cell.port)}
              href={exposureHref({ ...params, cell: cell.id })}
              isChosen={params.cell === cell.id}
            />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function TwinRow({
  host,
  cell,
  column,
  href,
  isChosen,
}: {
  host: string;
  cell: MatrixCell;
  column: MatrixColumn | undefined;
  href: string;
  isChosen: boolean;
}) {
  const t = useTranslations('exposure');
  const { probe } = cell;
  return (
    <Row>
      <Cell className="whitespace-nowrap">
        <a
          data-soft
          href={href}
          aria-current={isChosen ? 'true' : undefined}
          className="font-semibold row-link aria-[current]:text-accent"
        >
          {host}
        </a>
      </Cell>
      <Cell className="num whitespace-nowrap">
        {cell.port} <span className="text-ink-2">{column?.label}</span>
      </Cell>
      <Cell className="whitespace-nowrap">
        <PortMark sight={cell.sight} silent />{' '}
        <span className="ml-1 text-sm">{t(`standings.${cell.sight.standing}`)}</span>
      </Cell>
      <Answered probe={probe} />
      <Cell className="text-sm text-ink-2">{probe?.from ?? t('standings.not-asked')}</Cell>
    </Row>
  );
}

/** What an open port told of itself; other states have nothing to tell. */
function Answered({ probe }: { probe: ProbeResult | null }) {
  const t = useTranslations('exposure');
  if (probe?.state !== 'open') return <Cell colSpan={4} />;
  return (
    <>
      <Cell className="font-mono text-xs whitespace-nowrap">{probe.service}</Cell>
      <Cell className="text-sm whitespace-nowrap">{probe.tls?.version ?? t('noTls')}</Cell>
      <Cell className="text-sm whitespace-nowrap">
        {probe.tls === null ? null : t(`certificateStates.${probe.clientCertificate}`)}
      </Cell>
      <Cell className="text-sm whitespace-nowrap">{t(`anonymousStates.${probe.anonymous}`)}</Cell>
    </>
  );
}
