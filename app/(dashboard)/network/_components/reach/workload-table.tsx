import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { networkHref, type NetworkParams } from '#app/(dashboard)/network/network-params.ts';
import type { ReachBetween, ReachView } from '#app/(dashboard)/network/read-reach.ts';
import { Pager } from '#components/exposure/pager.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import { portWords } from '#lib/model/asked-port.ts';
import { VerdictMark } from '#components/network/verdict-mark.tsx';

type Pair = ReachBetween['page']['rows'][number];

/** The workloads of two namespaces: which may talk, and on which ports. A row opens the explanation. */
export function WorkloadTable({
  between: { from, to, page },
  view,
  params,
}: {
  between: ReachBetween;
  view: ReachView;
  params: NetworkParams;
}) {
  const t = useTranslations('reach');
  const { cluster, scan } = params;
  const asked = view.port === null ? null : portWords(view.port);
  return (
    <Panel
      flush
      title={t('between', { from, to })}
      aside={
        <span className="flex flex-wrap gap-2">
          <ButtonLink look="quiet" href={simulateHref({ cluster, scan, ns: to })}>
            {t('tryDeny', { namespace: to })}
          </ButtonLink>
          <ButtonLink
            look="quiet"
            scroll={false}
            href={networkHref({ ...params, from: null, to: null, source: null, target: null, at: null })}
          >
            {t('close')}
          </ButtonLink>
        </span>
      }
    >
      {page.total === 0 ? (
        <p className="px-4 pb-4 text-ink-2 sm:px-5">{t('noWorkloads')}</p>
      ) : (
        <Table label={t('between', { from, to })}>
          <thead>
            <tr>
              <HeadCell>{t('from')}</HeadCell>
              <HeadCell>{t('to')}</HeadCell>
              <HeadCell>{t('ports')}</HeadCell>
              <HeadCell>{asked ?? t('anyPort')}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {page.rows.map((pair) => (
              <PairRow
                key={`${pair.from.kind} ${pair.from.name} ${pair.to.kind} ${pair.to.name}`}
                pair={pair}
                asked={asked}
                params={params}
              />
            ))}
          </tbody>
        </Table>
      )}
      <div className="px-4 sm:px-5">
        <Pager
          page={page.page}
          pages={page.pages}
          hrefOf={(workloads) => networkHref({ ...params, workloads, source: null, target: null, at: null })}
        />
      </div>
    </Panel>
  );
}

function PairRow({ pair, asked, params }: { pair: Pair; asked: string | null; params: NetworkParams }) {
  const t = useTranslations('reach');
  const isOpen = params.source === pair.from.pod && params.target === pair.to.pod;
  const href = networkHref({
    ...params,
    source: pair.from.pod,
    target: pair.to.pod,
    far: false,
    at: asked ?? firstPort(pair),
  });
  return (
    <Row className={isOpen ? 'bg-accent-soft' : ''}>
      <Cell className="min-w-36">
        <Link
          href={href}
          scroll={false}
          prefetch={false}
          aria-current={isOpen ? 'true' : undefined}
          className="row-link font-medium break-words"
        >
          {pair.from.name}
        </Link>
        <span className="block text-xs text-ink-3">{pair.from.kind}</span>
      </Cell>
      <Cell className="min-w-36">
        <span className="break-words">{pair.to.name}</span>
        <span className="block text-xs text-ink-3">{pair.to.kind}</span>
      </Cell>
      <Cell className="text-sm break-words">
        {pair.ports === '' ? (
          <span className="text-ink-3">{t('noPorts')}</span>
        ) : (
          portsOf(pair.ports, t('allPorts'))
        )}
        {pair.perhaps === '' ? null : (
          <span className="block text-unknown">
            {t('perhaps', { ports: portsOf(pair.perhaps, t('allPorts')) })}
          </span>
        )}
      </Cell>
      <Cell>
        <VerdictMark verdict={verdictOf(pair)} />
        {pair.open === 0 || pair.open === pair.total ? null : (
          <span className="num ml-2 text-xs text-ink-2">
            {t('ofPods', { open: pair.open, total: pair.total })}
          </span>
        )}
      </Cell>
    </Row>
  );
}

/** Pods of one workload may differ: what holds for some is told as allowed, with how many. */
function verdictOf({ open, unknown }: Pair): 'allowed' | 'denied' | 'unknown' {
  if (open > 0) return 'allowed';
  return unknown > 0 ? 'unknown' : 'denied';
}

function portsOf(ports: string, all: string): string {
  return ports === 'All Connections' ? all : ports.replaceAll(',', ', ');
}

/** A packet has one port: the first that may be open stands for any. */
function firstPort({ ports, perhaps }: Pair): string {
  const [, protocol, port] = /(TCP|UDP|SCTP) (\d+)/.exec(ports === '' ? perhaps : ports) ?? [];
  return protocol === undefined || port === '1' ? '80/TCP' : `${port}/${protocol}`;
}

function simulateHref(params: Readonly<Record<string, string | null>>): string {
  const kept = Object.entries(params).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
  return `/network/simulate?${new URLSearchParams(kept)}`;
}
