import { useTranslations } from 'next-intl';
import { exposureHref } from '#app/(dashboard)/exposure/exposure-params.ts';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import { nodeHref } from '#app/(dashboard)/nodes/nodes-params.ts';
import { CheckStateMark } from '#components/node/check-state-mark.tsx';
import { NODE_CHECK_STATES } from '#lib/model/node-check.ts';
import type { NodeCheckCell, NodeList, NodeRow } from '#lib/views/node-list.ts';

const STICKY = 'sticky left-0 z-[1] bg-panel';

/** Nodes by checks: each cell opens what it was judged by. */
export function CheckMatrix({ list, scanId }: { list: NodeList; scanId: string }) {
  const t = useTranslations('nodes');
  if (list.checks.length === 0) return null;
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h2 className="text-sm font-semibold text-ink-2">{t('matrix')}</h2>
      <div className="overflow-x-auto rounded-m border border-line bg-panel">
        <table className="w-full border-separate border-spacing-0">
          <caption className="sr-only">{t('matrix')}</caption>
          <thead>
            <tr>
              <th
                scope="col"
                className={`${STICKY} border-b border-line px-4 py-2 text-left align-bottom text-sm font-medium text-ink-2 sm:px-5`}
              >
                {t('node')}
              </th>
              {list.checks.map(({ id, title }) => (
                <th
                  key={id}
                  scope="col"
                  className="w-36 min-w-28 border-b border-line px-2 py-2 text-center align-bottom text-xs font-medium text-ink-2"
                >
                  <a
                    data-soft
                    href={findingsHref({ scan: scanId, control: [id] })}
                    className="hover:underline"
                  >
                    {title}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <tr key={row.name} data-row className="group">
                <th
                  scope="row"
                  className={`${STICKY} h-row-height border-b border-line px-4 text-left font-semibold whitespace-nowrap group-last:border-b-0 sm:px-5`}
                >
                  {row.name}
                </th>
                {row.checks.map((cell) => (
                  <td
                    key={cell.checkId}
                    className="h-row-height border-b border-line text-center group-last:border-b-0"
                  >
                    <CellLink cell={cell} row={row} list={list} scanId={scanId} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul aria-label={t('legend')} className="flex flex-wrap gap-x-5 gap-y-1.5 text-sm text-ink-2">
        {NODE_CHECK_STATES.map((state) => (
          <li key={state} className="flex items-center gap-1.5">
            <CheckStateMark state={state} severity={null} />
            {t(`checkStates.${state}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function CellLink({
  cell,
  row,
  list,
  scanId,
}: {
  cell: NodeCheckCell;
  row: NodeRow;
  list: NodeList;
  scanId: string;
}) {
  const t = useTranslations('nodes');
  const severities = useTranslations('severity');
  const title = list.checks.find(({ id }) => id === cell.checkId)?.title ?? cell.checkId;
  const state = cell.severity === null ? t(`checkStates.${cell.state}`) : severities(cell.severity);
  return (
    <a
      data-soft
      href={evidenceHref(cell, row, scanId)}
      aria-label={t('cellLabel', { node: row.name, check: title, state })}
      className="inline-grid h-7 min-w-9 place-items-center rounded-s hover:bg-sunken"
    >
      <CheckStateMark state={cell.state} severity={cell.severity} />
    </a>
  );
}

function evidenceHref({ fingerprint, portCell }: NodeCheckCell, { name }: NodeRow, scanId: string): string {
  if (fingerprint !== null) return `/findings/${fingerprint}?scan=${scanId}`;
  return portCell === null ? nodeHref(name, scanId) : exposureHref({ scan: scanId, cell: portCell });
}
