import { useLocale, useTranslations } from 'next-intl';
import { cellKey, hostsHref, type HostsParams } from '#app/(dashboard)/network/hosts/hosts-params.ts';
import type { HostPort } from '#lib/model/host-firewall.ts';
import type { HostRow, HostView } from '#lib/views/host-rows.ts';
import { VerdictMark } from './verdict-mark.tsx';

const STICKY = 'sticky left-0 z-[1] bg-panel';

/** Nodes by ports: what one sender reaches; each cell opens what decided it. */
export function HostTable({ view, params }: { view: HostView; params: HostsParams }) {
  const t = useTranslations('hosts');
  return (
    <div className="relative overflow-x-auto rounded-m border border-line bg-panel">
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{t('table')}</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className={`${STICKY} border-b border-line px-4 py-2 text-left align-bottom text-sm font-medium text-ink-2 sm:px-5`}
            >
              {t('node')}
            </th>
            {view.ports.map((port) => (
              <PortHead key={port.key} port={port} />
            ))}
          </tr>
        </thead>
        <tbody>
          {view.page.rows.map((row) => (
            <NodeRow key={row.name} row={row} view={view} params={params} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PortHead({ port }: { port: HostPort }) {
  const t = useTranslations('hosts');
  const locale = useLocale();
  return (
    <th
      scope="col"
      className="border-b border-line px-2 py-2 text-center align-bottom text-xs font-medium text-ink-2"
    >
      <span className="num block font-semibold text-ink">
        {port.lane === 'TCP' ? port.port : `${port.port}/${port.lane}`}
      </span>
      <span className="block max-w-24 truncate" title={port.label[locale]}>
        {port.label[locale]}
      </span>
      {port.isForwarded ? <span className="block text-ink-3">{t('forwarded')}</span> : null}
      {port.isFailsafe ? <span className="block text-high">{t('failsafePort')}</span> : null}
    </th>
  );
}

function NodeRow({ row, view, params }: { row: HostRow; view: HostView; params: HostsParams }) {
  const t = useTranslations('hosts');
  return (
    <tr data-row className="group">
      <th
        scope="row"
        className={`${STICKY} h-row-height border-b border-line px-4 py-1 text-left font-semibold whitespace-nowrap group-last:border-b-0 sm:px-5`}
      >
        {row.name}
        <span className="block text-xs font-normal text-ink-2">
          {row.endpoints.length > 0
            ? row.endpoints.join(', ')
            : t(view.kind === 'cilium' ? 'noPolicy' : 'noEndpoint')}
        </span>
      </th>
      {row.cells.map((cell, at) => {
        const port = view.ports[at];
        if (port === undefined) return null;
        const isIdle = port.runsOn === 'control-plane' && !row.isControlPlane;
        const key = cellKey(row.name, port.key);
        return (
          <td
            key={port.key}
            className="h-row-height border-b border-line px-1 text-center group-last:border-b-0"
          >
            {isIdle ? (
              <span className="text-xs text-ink-3">
                <span aria-hidden>–</span>
                <span className="sr-only">{t('notHere')}</span>
              </span>
            ) : (
              <a
                data-soft
                href={hostsHref({ ...params, cell: key })}
                aria-current={params.cell === key ? 'true' : undefined}
                aria-label={t('cellLabel', {
                  node: row.name,
                  port: port.port,
                  verdict: t(`verdicts.${cell.verdict}`),
                })}
                className="inline-grid rounded-s p-1 hover:bg-sunken aria-[current]:outline-2 aria-[current]:outline-accent"
              >
                <VerdictMark verdict={cell.verdict} isMixed={cell.isMixed} />
              </a>
            )}
          </td>
        );
      })}
    </tr>
  );
}
