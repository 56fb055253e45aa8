import { CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { networkHref } from '#app/(dashboard)/network/network-params.ts';
import { exposureHref, type ExposureParams } from '#app/(dashboard)/exposure/exposure-params.ts';
import type { ExposureView } from '#app/(dashboard)/exposure/read-exposure.ts';
import { Pager } from '#components/exposure/pager.tsx';
import { VerdictMark } from '#components/network/verdict-mark.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { WayRow } from '#lib/views/outside-ways.ts';

/** Ways in that are no services of their own: Ingresses, Gateways, and ports of nodes that pods hold. */
export function WayTable({ view: { ways, unseen }, params }: { view: ExposureView; params: ExposureParams }) {
  const t = useTranslations('exposure.ways');
  if (ways === null) {
    return (
      <Notice look="unknown" icon={<CircleDashed size={16} />}>
        {t('older')}
      </Notice>
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {unseen.length === 0 ? null : (
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          {t('unseen')}
          <ul className="mt-1 list-disc pl-5">
            {unseen.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Notice>
      )}
      {ways.total === 0 ? null : (
        <Panel title={t('title')} flush>
          <Table label={t('title')}>
            <thead>
              <tr>
                <HeadCell>{t('entrance')}</HeadCell>
                <HeadCell>{t('verdict')}</HeadCell>
                <HeadCell>{t('target')}</HeadCell>
                <HeadCell>{t('note')}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {ways.rows.map((row) => (
                <Row key={row.key}>
                  <Cell className="min-w-44">
                    <span className="break-words">{row.entrance}</span>
                    {row.port === '' ? null : (
                      <span className="num block font-mono text-xs text-ink-2">
                        {row.way === 'hostPort' ? `${row.way} ${row.port}` : row.port}
                      </span>
                    )}
                  </Cell>
                  <Cell>
                    <VerdictMark verdict={row.verdict} />
                  </Cell>
                  <Cell className="min-w-44 break-words">
                    <Link
                      href={networkHref({ cluster: params.cluster, scan: params.scan, ...row.namespaces })}
                      prefetch={false}
                      className="row-link"
                    >
                      {row.target}
                    </Link>
                  </Cell>
                  <Cell className="min-w-52 text-sm text-ink-2">
                    <Note row={row} />
                  </Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        </Panel>
      )}
      <Pager page={ways.page} pages={ways.pages} hrefOf={(page) => exposureHref({ ...params, ways: page })} />
    </div>
  );
}

function Note({ row: { stop, isUnserved, isUnguarded, sources, verdict } }: { row: WayRow }) {
  const t = useTranslations('exposure.ways');
  if (isUnserved) return t('unserved');
  if (stop !== null) return t('stopped', { from: stop.from, to: stop.to });
  if (sources !== null) return t('sources', { sources });
  if (verdict === 'allowed') return isUnguarded ? t('unguarded') : t('everywhere');
  return null;
}
