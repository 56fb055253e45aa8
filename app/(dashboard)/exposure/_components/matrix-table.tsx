import { useTranslations } from 'next-intl';
import { exposureHref, type ExposureParams } from '#app/(dashboard)/exposure/exposure-params.ts';
import { nodeHref } from '#app/(dashboard)/nodes/nodes-params.ts';
import { PortMark } from '#components/exposure/port-mark.tsx';
import type { ExposureMatrix, MatrixRow } from '#lib/views/exposure-matrix.ts';

const STICKY = 'sticky left-0 z-[1] bg-panel';

/** Hosts by ports: each cell says what was seen and opens its drawer. */
export function MatrixTable({
  matrix,
  params,
  scanId,
}: {
  matrix: ExposureMatrix;
  params: ExposureParams;
  scanId: string;
}) {
  const t = useTranslations('exposure');
  return (
    <div className="overflow-x-auto rounded-m border border-line bg-panel">
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{t('matrix')}</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className={`${STICKY} h-14 border-b border-line px-4 pb-2 text-left align-bottom text-sm font-medium text-ink-2`}
            >
              {t('node')}
            </th>
            {matrix.columns.map(({ port, label }) => (
              <th
                key={port}
                scope="col"
                className="h-14 min-w-[54px] border-b border-line px-1 pb-2 text-center align-bottom text-xs font-normal text-ink-2 last:pr-3"
              >
                <b className="num block text-sm font-semibold text-ink">{port}</b>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((row) => (
            <HostRow key={row.key} row={row} params={params} scanId={scanId} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HostRow({ row, params, scanId }: { row: MatrixRow; params: ExposureParams; scanId: string }) {
  const t = useTranslations('exposure');
  const { cell: _, ...rest } = params;
  const { label, domain } = row;
  return (
    <tr data-row className="group">
      <th
        scope="row"
        className={`${STICKY} h-row-height border-b border-line px-4 min-w-[132px] max-w-[160px] py-1 text-left font-normal [overflow-wrap:anywhere] group-last:border-b-0 max-sm:text-sm sm:min-w-[200px] sm:max-w-[260px]`}
      >
        {row.role === 'endpoint' || row.role === 'unknown' ? (
          <span className="font-mono text-xs">{row.name}</span>
        ) : (
          <a data-soft href={nodeHref(row.name, scanId)} className="font-semibold hover:underline">
            {label}
          </a>
        )}{' '}
        <span className="whitespace-nowrap text-ink-2 max-sm:hidden">{t(`roles.${row.role}`)}</span>
        {domain === null ? null : (
          <span className="block truncate text-xs text-ink-3" title={row.name}>
            {domain}
          </span>
        )}
      </th>
      {row.cells.map(({ id, port, sight }) => (
        <td
          key={port}
          className="h-row-height border-b border-line px-1 text-center group-last:border-b-0 last:pr-3"
        >
          <a
            data-soft
            href={exposureHref({ ...rest, cell: id })}
            aria-current={params.cell === id ? 'true' : undefined}
            aria-label={t('cellLabel', {
              host: row.name,
              port,
              seen:
                sight.seen === 'status' && sight.status !== null
                  ? String(sight.status)
                  : t(`seen.${sight.seen}`),
              standing: t(`standings.${sight.standing}`),
            })}
            className="inline-block rounded-s outline-offset-2 hover:outline hover:outline-1 hover:outline-line-strong focus-visible:outline-2 focus-visible:outline-accent aria-[current]:outline-2 aria-[current]:outline-accent"
          >
            <PortMark sight={sight} silent />
          </a>
        </td>
      ))}
    </tr>
  );
}
