import { useTranslations } from 'next-intl';
import { exposureHref } from '#app/(dashboard)/exposure/exposure-params.ts';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import { nodeHref } from '#app/(dashboard)/nodes/nodes-params.ts';
import { VersionMark } from '#components/node/version-mark.tsx';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import { nodeKey } from '#lib/model/node.ts';
import type { PortStanding } from '#lib/model/port-sight.ts';
import type { NodeRow } from '#lib/views/node-list.ts';

/** One row a node: what it is, what it runs, what it shows, what was found. */
export function NodeTable({ rows, scanId }: { rows: readonly NodeRow[]; scanId: string }) {
  const t = useTranslations('nodes');
  return (
    <div className="overflow-hidden rounded-m border border-line bg-panel">
      <Table label={t('list')}>
        <thead>
          <tr>
            <HeadCell>{t('node')}</HeadCell>
            <HeadCell>{t('worst')}</HeadCell>
            <HeadCell>{t('version')}</HeadCell>
            <HeadCell>{t('addresses')}</HeadCell>
            <HeadCell>{t('openPorts')}</HeadCell>
            <HeadCell className="text-right">{t('pods')}</HeadCell>
            <HeadCell className="text-right">{t('hostAccess')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <NodeLine key={row.name} row={row} scanId={scanId} />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function NodeLine({ row, scanId }: { row: NodeRow; scanId: string }) {
  const t = useTranslations('nodes');
  const href = nodeHref(row.name, scanId);
  return (
    <Row>
      <Cell className="whitespace-nowrap">
        <a data-soft href={href} className="font-semibold row-link">
          {row.name}
        </a>
        <span className="block text-sm text-ink-2">
          {t(`roles.${row.role}`)}
          {row.isReady === false ? <span className="ml-2 font-medium text-high">{t('notReady')}</span> : null}
        </span>
      </Cell>
      <Cell className="whitespace-nowrap">
        {row.worst === null ? (
          <span className="text-ink-3">{t('noFinding')}</span>
        ) : (
          <>
            <SeverityMark severity={row.worst} />
            <a
              data-soft
              href={findingsHref({ scan: scanId, resource: [nodeKey(row.name)], group: 'none' })}
              className="num relative block text-sm text-ink-2 hover:underline"
            >
              {t('findingCount', { count: row.findings })}
            </a>
          </>
        )}
      </Cell>
      <Cell className="whitespace-nowrap">
        <VersionMark support={row.kubelet} skew={row.skew} />
      </Cell>
      <Cell className="font-mono text-xs whitespace-nowrap">
        {row.addresses.map((address) => (
          <span key={address} className="block">
            {address}
          </span>
        ))}
      </Cell>
      <Cell>
        <OpenPorts row={row} scanId={scanId} />
      </Cell>
      <Cell className="num text-right">{row.pods ?? t('unknown')}</Cell>
      <Cell className="num text-right">
        {row.podsWithHostAccess === null ? (
          t('unknown')
        ) : (
          <a data-soft href={`${href}#host-access`} className="relative hover:underline">
            {row.podsWithHostAccess}
          </a>
        )}
      </Cell>
    </Row>
  );
}

const LOOKS: Partial<Record<PortStanding, string>> = {
  'open-door': 'bg-critical text-panel font-semibold',
  'should-not': 'border border-high/45 bg-high-soft text-high',
};

function OpenPorts({ row, scanId }: { row: NodeRow; scanId: string }) {
  const t = useTranslations('nodes');
  const exposure = useTranslations('exposure');
  if (!row.isAsked) return <span className="text-sm text-ink-3">{exposure('standings.not-asked')}</span>;
  return (
    <span className="flex min-w-52 gap-1 lg:flex-wrap">
      {row.openPorts.map(({ id, port, sight }) => (
        <a
          key={port}
          data-soft
          href={exposureHref({ scan: scanId, cell: id })}
          className={`num relative rounded-s px-1.5 py-0.5 text-xs hover:outline hover:outline-1 hover:outline-line-strong ${LOOKS[sight.standing] ?? 'border border-line text-ink-2'}`}
        >
          {port}
          <span className="sr-only"> {exposure(`standings.${sight.standing}`)}</span>
        </a>
      ))}
      {row.unreached === 0 ? null : (
        <span className="not-assessed num rounded-s px-1.5 py-0.5 text-xs text-unknown">
          {t('unreached', { count: row.unreached })}
        </span>
      )}
    </span>
  );
}
