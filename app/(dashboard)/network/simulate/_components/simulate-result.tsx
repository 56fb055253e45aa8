import { CircleDashed, ShieldOff, TriangleAlert } from 'lucide-react';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { Simulation } from '#lib/questions/network/network-asks.ts';

/** Rows shown before somebody asks for all of them. */
const FIRST = 20;

/** What would be different: how much, between which namespaces, and which workloads on which ports. */
export function SimulateResult({ simulation }: { simulation: Simulation }) {
  const t = useTranslations('simulate');
  const { removed, added } = simulation;
  return (
    <>
      <Doubts simulation={simulation} />
      <Panel title={t('result')}>
        <p className="text-lg font-semibold">
          {removed === 0 && added === 0 ? t('noChange') : t('change', { removed, added })}
        </p>
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
      {simulation.namespaces.length === 0 ? null : <NamespaceTable simulation={simulation} />}
      {simulation.edges.length === 0 ? null : <EdgeTable simulation={simulation} />}
    </>
  );
}

function NamespaceTable({ simulation: { namespaces } }: { simulation: Simulation }) {
  const t = useTranslations('simulate');
  const format = useFormatter();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? namespaces : namespaces.slice(0, FIRST);
  return (
    <Panel flush title={t('byNamespace')}>
      <Table label={t('byNamespace')}>
        <thead>
          <tr>
            <HeadCell>{t('from')}</HeadCell>
            <HeadCell>{t('to')}</HeadCell>
            <HeadCell className="text-right">{t('removed')}</HeadCell>
            <HeadCell className="text-right">{t('added')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {shown.map((pair) => (
            <Row key={`${pair.from} ${pair.to}`}>
              <Cell className="break-words">{pair.from}</Cell>
              <Cell className="break-words">{pair.to}</Cell>
              <Cell className="num text-right">
                {pair.removed === 0 ? '' : `−${format.number(pair.removed)}`}
              </Cell>
              <Cell className="num text-right">
                {pair.added === 0 ? '' : `+${format.number(pair.added)}`}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <ShowAll shown={shown.length} all={namespaces.length} onShow={() => setWhole(true)} />
    </Panel>
  );
}

function ShowAll({ shown, all, onShow }: { shown: number; all: number; onShow: () => void }) {
  const t = useTranslations('simulate');
  if (shown === all) return null;
  return (
    <p className="px-4 py-3 sm:px-5">
      <Button onClick={onShow}>{t('showAll', { count: all })}</Button>
    </p>
  );
}

function Doubts({ simulation: { standing, problems } }: { simulation: Simulation }) {
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
  // An edge may lose one port and gain another: it is told once and counted twice.
  const all = Math.max(removed, added);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? edges : edges.slice(0, FIRST);
  return (
    <Panel flush title={t('byWorkload')}>
      <Table label={t('byWorkload')}>
        <thead>
          <tr>
            <HeadCell>{t('from')}</HeadCell>
            <HeadCell>{t('to')}</HeadCell>
            <HeadCell>{t('ports')}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {shown.map((edge) => (
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
                <Ports sign="−" look="text-pass" word={t('removed')} ports={edge.removed} />
                <Ports sign="+" look="text-high" word={t('added')} ports={edge.added} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <ShowAll shown={shown.length} all={edges.length} onShow={() => setWhole(true)} />
      {edges.length >= all ? null : (
        <p className="px-4 py-3 text-sm text-ink-2 sm:px-5">{t('firstEdges', { shown: edges.length })}</p>
      )}
    </Panel>
  );
}

function Ports({ sign, look, word, ports }: { sign: string; look: string; word: string; ports: string }) {
  const t = useTranslations('simulate');
  if (ports === '') return null;
  return (
    <span className={`block ${look}`}>
      <span aria-hidden className="num inline-block w-4 font-semibold">
        {sign}
      </span>
      <span className="sr-only">{word} </span>
      {ports === 'All Connections' ? t('allPorts') : ports.replaceAll(',', ', ')}
    </span>
  );
}
