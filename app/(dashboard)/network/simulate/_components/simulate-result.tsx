import { CircleDashed, ShieldOff, TriangleAlert } from 'lucide-react';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Row } from '#components/ui/table.tsx';
import type { Simulation } from '#lib/questions/network/network-asks.ts';
import { FlowTables } from './flow-tables.tsx';
import { PortsChange } from './ports-change.tsx';
import { SomeRows } from './some-rows.tsx';

/** What would be different: how much, between which namespaces, and which workloads on which ports. */
export function SimulateResult({ simulation }: { simulation: Simulation }) {
  const t = useTranslations('simulate');
  const { removed, added, flows } = simulation;
  return (
    <>
      <Doubts simulation={simulation} />
      <Panel title={t('result')}>
        <p className="text-lg font-semibold">
          {removed === 0 && added === 0 ? t('noChange') : t('change', { removed, added })}
        </p>
        <ul className="mt-1 grid gap-0.5">
          <li>{t('summary.doors', { count: sumOf(flows.doors.counts) })}</li>
          <li>{t('summary.services', { count: flows.services.count })}</li>
          <li>{t('summary.outside', { count: flows.outside.count })}</li>
        </ul>
        <ul className="mt-2 grid gap-0.5 text-sm text-ink-2">
          {simulation.laid.map(({ kind, namespace, name, how, isRead }) => (
            <li key={`${kind} ${namespace} ${name}`} className="[overflow-wrap:anywhere]">
              {t(`laid.${how}`)} {kind}{' '}
              <code className="font-mono text-xs text-ink">
                {namespace === null ? name : `${namespace}/${name}`}
              </code>
              {isRead ? null : <span className="text-unknown"> {t('notRead')}</span>}
            </li>
          ))}
        </ul>
      </Panel>
      <FlowTables flows={flows} />
      {simulation.namespaces.length === 0 ? null : <NamespaceTable simulation={simulation} />}
      {simulation.edges.length === 0 ? null : <EdgeTable simulation={simulation} />}
    </>
  );
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0);
}

function NamespaceTable({ simulation: { namespaces } }: { simulation: Simulation }) {
  const t = useTranslations('simulate');
  const format = useFormatter();
  return (
    <SomeRows
      title={t('byNamespace')}
      count={namespaces.length}
      rows={namespaces}
      heads={
        <>
          <HeadCell>{t('from')}</HeadCell>
          <HeadCell>{t('to')}</HeadCell>
          <HeadCell className="text-right">{t('removed')}</HeadCell>
          <HeadCell className="text-right">{t('added')}</HeadCell>
        </>
      }
    >
      {(pair) => (
        <Row key={`${pair.from} ${pair.to}`}>
          <Cell className="break-words">{pair.from}</Cell>
          <Cell className="break-words">{pair.to}</Cell>
          <Cell className="num text-right">
            {pair.removed === 0 ? '' : `−${format.number(pair.removed)}`}
          </Cell>
          <Cell className="num text-right">{pair.added === 0 ? '' : `+${format.number(pair.added)}`}</Cell>
        </Row>
      )}
    </SomeRows>
  );
}

function Doubts({ simulation: { standing, problems, flows } }: { simulation: Simulation }) {
  const t = useTranslations('simulate');
  const locale = useLocale();
  return (
    <>
      {standing.enforces === 'no' ? (
        <Notice look="bad" icon={<ShieldOff size={16} />}>
          {t('notEnforced')}
        </Notice>
      ) : null}
      {standing.mayNotEnforce === null ? null : (
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          {t('asIfEnforced')} {standing.mayNotEnforce[locale]}
        </Notice>
      )}
      {standing.unseen.length === 0 ? null : (
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          {t('asIfWhole')} {standing.unseen.map((one) => one[locale]).join(' ')}
        </Notice>
      )}
      {flows.unseen.length === 0 ? null : (
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          {t('flowsUnseen')} {flows.unseen.map((one) => one[locale]).join(' ')}
        </Notice>
      )}
      {problems.length === 0 ? null : (
        <Notice look="unknown" icon={<TriangleAlert size={16} />}>
          {problems.map(({ line, message }) => (
            <p key={`${line} ${message.en}`} className="[overflow-wrap:anywhere]">
              {line === null ? null : `${t('atLine', { line })} `}
              {message[locale]}
            </p>
          ))}
        </Notice>
      )}
    </>
  );
}

function EdgeTable({ simulation: { edges, removed, added } }: { simulation: Simulation }) {
  const t = useTranslations('simulate');
  const nameOf = ({ namespace, name }: (typeof edges)[number]['from']) => `${namespace}/${name}`;
  return (
    <SomeRows
      title={t('byWorkload')}
      // An edge may lose one port and gain another: it is told once and counted twice.
      count={Math.max(removed, added)}
      rows={edges}
      heads={
        <>
          <HeadCell>{t('from')}</HeadCell>
          <HeadCell>{t('to')}</HeadCell>
          <HeadCell>{t('ports')}</HeadCell>
        </>
      }
    >
      {(edge) => (
        <Row key={`${nameOf(edge.from)} ${edge.from.kind} ${nameOf(edge.to)} ${edge.to.kind}`}>
          <Cell className="min-w-36 [overflow-wrap:anywhere]">
            {nameOf(edge.from)}
            <span className="block text-xs text-ink-3">{edge.from.kind}</span>
          </Cell>
          <Cell className="min-w-36 [overflow-wrap:anywhere]">
            {nameOf(edge.to)}
            <span className="block text-xs text-ink-3">{edge.to.kind}</span>
          </Cell>
          <Cell className="text-sm break-words">
            <PortsChange removed={edge.removed} added={edge.added} />
          </Cell>
        </Row>
      )}
    </SomeRows>
  );
}
