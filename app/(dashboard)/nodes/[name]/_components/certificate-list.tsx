import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { exposureHref } from '#app/(dashboard)/exposure/exposure-params.ts';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { NodeCertificate } from '#lib/views/node-details.ts';

const LOOKS = {
  over: 'font-semibold text-critical',
  soon: 'font-semibold text-high',
  fine: 'text-ink-2',
} as const;

/** Certificates the node's ports show, those that end first on top. */
export function CertificateList({
  certificates,
  name,
  scanId,
}: {
  certificates: readonly NodeCertificate[];
  name: string;
  scanId: string;
}) {
  const t = useTranslations('node');
  const format = useFormatter();
  return (
    <Panel title={t('certificates')} flush={certificates.length > 0}>
      {certificates.length === 0 ? (
        <p className="text-ink-2">{t('noCertificate')}</p>
      ) : (
        <Table label={t('certificates')}>
          <thead>
            <tr>
              <HeadCell>{t('subject')}</HeadCell>
              <HeadCell>{t('issuer')}</HeadCell>
              <HeadCell>{t('shownAt')}</HeadCell>
              <HeadCell>{t('key')}</HeadCell>
              <HeadCell className="text-right">{t('ends')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {certificates.map(({ certificate, ports, daysLeft, state }) => (
              <Row key={certificate.fingerprint256}>
                <Cell className="min-w-56 font-mono text-xs break-words">
                  {certificate.subject}
                  <span className="block text-ink-2">
                    {[...certificate.dnsNames, ...certificate.ipAddresses].join(', ')}
                  </span>
                </Cell>
                <Cell className="min-w-36 font-mono text-xs break-words text-ink-2">
                  {certificate.selfSigned ? t('selfSigned') : certificate.issuer}
                </Cell>
                <Cell className="num">
                  {ports.map((port) => (
                    <Link
                      key={port}
                      href={exposureHref({ scan: scanId, cell: `${name}:${port}` })}
                      prefetch={false}
                      className="mr-2 hover:underline"
                    >
                      {port}
                    </Link>
                  ))}
                </Cell>
                <Cell className="font-mono text-xs whitespace-nowrap">
                  {certificate.keyType} {certificate.keyBits}
                </Cell>
                <Cell className="num text-right whitespace-nowrap">
                  <span className={LOOKS[state]}>
                    {state === 'over' ? t('over', { days: -daysLeft }) : t('daysLeft', { days: daysLeft })}
                  </span>
                  <span className="block text-xs text-ink-2">
                    {format.dateTime(new Date(certificate.notAfter), { dateStyle: 'medium' })}
                  </span>
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}
