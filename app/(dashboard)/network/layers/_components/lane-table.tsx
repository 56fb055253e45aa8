import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { workloadsHref } from '#app/(dashboard)/workloads/workloads-params.ts';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { LayersParams } from '#app/(dashboard)/network/layers/layers-params.ts';
import type { ShownLane } from '#app/(dashboard)/network/layers/shown-layers.ts';
import { useNetworkName } from './use-network-name.ts';

type Workload = ShownLane['workloads']['rows'][number];

/** The workloads of a network with the addresses they have there, and how each is known. */
export function LaneTable({
  lane,
  rows,
  params: { cluster, scan },
}: {
  lane: ShownLane['lane'];
  rows: readonly Workload[];
  params: LayersParams;
}) {
  const t = useTranslations('layers');
  const nameOf = useNetworkName();
  return (
    <Table label={nameOf(lane.key)}>
      <thead>
        <tr>
          <HeadCell>{t('workload')}</HeadCell>
          <HeadCell>{t('interface')}</HeadCell>
          <HeadCell>{t('addresses')}</HeadCell>
          <HeadCell>{t('why')}</HeadCell>
          <HeadCell>{t('alsoOn')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={`${row.namespace}/${row.kind}/${row.name}/${row.interfaceName}`}>
            <Cell>
              <Link
                href={workloadsHref({ cluster, scan, ns: row.namespace, q: row.name })}
                className="font-medium break-words hover:underline"
              >
                {row.namespace}/{row.name}
              </Link>{' '}
              <span className="text-sm whitespace-nowrap text-ink-3">
                {row.kind} · {t('pods', { count: row.pods })}
              </span>
            </Cell>
            <Cell className="font-mono text-sm">{row.interfaceName}</Cell>
            <Cell>
              <Addresses row={row} />
            </Cell>
            <Cell className="text-sm text-ink-2">{t(`reasons.${row.reason}`)}</Cell>
            <Cell className="text-sm text-ink-2">{row.alsoOn.map(nameOf).join(t('comma'))}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

const LOOKS: Readonly<Record<Workload['addresses'][number]['standing'], string>> = {
  fixed: 'border border-pass/40 bg-pass-soft text-pass',
  observed: 'border border-line text-ink-2',
  declared: 'not-assessed text-unknown',
};

function Addresses({ row: { addresses, addressCount } }: { row: Workload }) {
  const t = useTranslations('layers');
  if (addresses.length === 0) return <span className="text-sm text-ink-3">{t('noAddress')}</span>;
  return (
    <ul className="grid gap-1">
      {addresses.map(({ ip, standing }) => (
        <li key={ip} className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <code className="num font-mono text-sm">{ip}</code>
          <span className={`rounded-s px-1.5 text-xs whitespace-nowrap ${LOOKS[standing]}`}>
            {t(`standings.${standing}`)}
          </span>
        </li>
      ))}
      {addressCount > addresses.length ? (
        <li className="text-sm text-ink-3">
          {t('moreAddresses', { count: addressCount - addresses.length })}
        </li>
      ) : null}
    </ul>
  );
}
