import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { exposureHref } from '#app/(dashboard)/exposure/exposure-params.ts';
import { PortMark } from '#components/exposure/port-mark.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { NodeDetails, NodePort } from '#lib/views/node-details.ts';

/** Every port that answered or could not be reached; refused ones in one line. */
export function NodePorts({
  details,
  isAsked,
  scanId,
}: {
  details: NodeDetails;
  isAsked: boolean;
  scanId: string;
}) {
  const t = useTranslations('node');
  const exposure = useTranslations('exposure');
  if (!isAsked) {
    return (
      <Panel title={t('ports')}>
        <p className="not-assessed rounded-s px-3 py-2 text-sm">{t('portsNotAsked')}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t('ports')} flush>
      {details.ports.length === 0 ? null : (
        <Table label={t('ports')}>
          <thead>
            <tr>
              <HeadCell>{exposure('port')}</HeadCell>
              <HeadCell>{exposure('state')}</HeadCell>
              <HeadCell>{exposure('identity')}</HeadCell>
              <HeadCell>{exposure('tls')}</HeadCell>
              <HeadCell>{exposure('clientCertificate')}</HeadCell>
              <HeadCell>{exposure('anonymous')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {details.ports.map((port) => (
              <PortRow key={`${port.address} ${port.port}`} port={port} scanId={scanId} />
            ))}
          </tbody>
        </Table>
      )}
      {details.refused.length === 0 ? null : (
        <p className="border-t border-line px-4 py-2.5 text-sm text-ink-2 sm:px-5">
          {t('refused', { count: details.refused.length, ports: details.refused.join(', ') })}
        </p>
      )}
    </Panel>
  );
}

function PortRow({ port: { id, port, address, sight, probe }, scanId }: { port: NodePort; scanId: string }) {
  const t = useTranslations('exposure');
  const isOpen = probe.state === 'open';
  return (
    <Row>
      <Cell className="whitespace-nowrap">
        <Link
          href={exposureHref({ scan: scanId, cell: id })}
          prefetch={false}
          className="num font-semibold row-link"
        >
          {port}
        </Link>
        <span className="block font-mono text-xs text-ink-2">{address}</span>
      </Cell>
      <Cell className="whitespace-nowrap">
        <PortMark sight={sight} silent />{' '}
        <span className="ml-1 text-sm">{t(`standings.${sight.standing}`)}</span>
      </Cell>
      {isOpen ? (
        <>
          <Cell className="font-mono text-xs">
            {probe.service}
            {probe.version === null ? null : <span className="block text-ink-2">{probe.version}</span>}
          </Cell>
          <Cell className="text-sm whitespace-nowrap">{probe.tls?.version ?? t('noTls')}</Cell>
          <Cell className="text-sm">
            {probe.tls === null ? null : t(`certificateStates.${probe.clientCertificate}`)}
          </Cell>
          <Cell className="text-sm">{t(`anonymousStates.${probe.anonymous}`)}</Cell>
        </>
      ) : (
        <Cell colSpan={4} className="text-sm text-ink-2">
          {t(`states.${probe.state}`)}
        </Cell>
      )}
    </Row>
  );
}
