import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { networkHref, type NetworkParams } from '#app/(dashboard)/network/network-params.ts';
import type { ReachView } from '#app/(dashboard)/network/read-reach.ts';
import { Pager } from '#components/exposure/pager.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';

/** The matrix as a list: pairs of namespaces, the most open first. */
export function PairList({
  pairs: { rows, page, pages },
  params,
}: {
  pairs: NonNullable<ReachView['pairs']>;
  params: NetworkParams;
}) {
  const t = useTranslations('reach');
  const format = useFormatter();
  return (
    <>
      <div className="overflow-hidden rounded-s border border-line">
        <Table label={t('pairs')}>
          <thead>
            <tr>
              <HeadCell>{t('from')}</HeadCell>
              <HeadCell>{t('to')}</HeadCell>
              <HeadCell className="text-right">{t('open')}</HeadCell>
              <HeadCell className="text-right">{t('unknown')}</HeadCell>
              <HeadCell className="text-right">{t('podPairs')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ from, to, open, unknown, total }) => (
              <Row key={`${from} ${to}`}>
                <Cell className="min-w-44 font-medium">
                  <Link
                    href={networkHref({
                      ...params,
                      from,
                      to,
                      source: null,
                      target: null,
                      at: null,
                      workloads: 1,
                    })}
                    scroll={false}
                    prefetch={false}
                    className="row-link break-words"
                  >
                    {from}
                  </Link>
                </Cell>
                <Cell className="min-w-44 break-words">{to}</Cell>
                <Cell className="num text-right">{format.number(open)}</Cell>
                <Cell className="num text-right text-ink-2">{format.number(unknown)}</Cell>
                <Cell className="num text-right text-ink-2">{format.number(total)}</Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </div>
      <Pager page={page} pages={pages} hrefOf={(pairs) => networkHref({ ...params, pairs })} />
    </>
  );
}
