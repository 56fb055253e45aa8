import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import { networkHref, type NetworkParams } from '#app/(dashboard)/network/network-params.ts';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { NamespaceRow } from '#lib/views/network-isolation.ts';
import { IsolationMark } from './isolation-mark.tsx';

/** Each namespace with how far it is closed, inwards and outwards. */
export function IsolationTable({
  rows,
  params,
  isEnforced,
}: {
  rows: readonly NamespaceRow[];
  params: NetworkParams;
  isEnforced: boolean;
}) {
  const t = useTranslations('network');
  return (
    <Table label={t('tabs.isolation')}>
      <thead>
        <tr>
          <HeadCell>{t('namespace')}</HeadCell>
          <HeadCell>{t('ingress')}</HeadCell>
          <HeadCell>{t('egress')}</HeadCell>
          <HeadCell className="text-right">{t('policies')}</HeadCell>
          <HeadCell className="text-right">{t('workloads')}</HeadCell>
          <HeadCell className="text-right">{t('onHost')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.namespace}>
            <Cell className="font-medium">
              <Link
                href={findingsHref({
                  cluster: params.cluster,
                  scan: params.scan,
                  area: ['network'],
                  q: row.namespace,
                  group: 'none',
                })}
                className="break-words hover:underline"
              >
                {row.namespace}
              </Link>
            </Cell>
            <Cell>
              <IsolationMark cell={row.ingress} workloads={row.workloads} isEnforced={isEnforced} />
            </Cell>
            <Cell>
              <IsolationMark cell={row.egress} workloads={row.workloads} isEnforced={isEnforced} />
            </Cell>
            <Cell className="num text-right">
              {row.policies === 0 ? (
                <span className="text-ink-3">{row.policies}</span>
              ) : (
                <Link
                  href={networkHref({ ...params, tab: 'policies', q: `${row.namespace}/`, page: 1 })}
                  className="link"
                >
                  {row.policies}
                </Link>
              )}
            </Cell>
            <Cell className="num text-right">{row.workloads}</Cell>
            <Cell className="num text-right text-ink-2">{row.onHost}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
