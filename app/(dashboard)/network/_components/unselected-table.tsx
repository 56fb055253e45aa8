import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { workloadsHref } from '#app/(dashboard)/workloads/workloads-params.ts';
import type { NetworkParams } from '#app/(dashboard)/network/network-params.ts';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { UnselectedWorkload } from '#lib/views/network-rows.ts';

/** Workloads with pods that no policy selects. */
export function UnselectedTable({
  rows,
  params: { cluster, scan },
}: {
  rows: readonly UnselectedWorkload[];
  params: NetworkParams;
}) {
  const t = useTranslations('network');
  return (
    <Table label={t('tabs.unselected')}>
      <thead>
        <tr>
          <HeadCell>{t('workload')}</HeadCell>
          <HeadCell>{t('namespace')}</HeadCell>
          <HeadCell className="text-right">{t('unselectedPods')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ namespace, kind, name, pods }) => (
          <Row key={`${namespace}/${kind}/${name}`}>
            <Cell>
              <Link
                href={workloadsHref({ cluster, scan, ns: namespace, q: name })}
                className="font-medium break-words hover:underline"
              >
                {name}
              </Link>{' '}
              <span className="text-sm text-ink-3">{kind}</span>
            </Cell>
            <Cell>{namespace}</Cell>
            <Cell className="num text-right">{pods}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
