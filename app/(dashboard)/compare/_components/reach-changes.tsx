import { ArrowRight, ChevronRight, CircleDashed, Minus, Plus, ShieldOff } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { compareHref } from '#app/(dashboard)/compare/compare-params.ts';
import type { ReachChangesView, ScanDoubts } from '#app/(dashboard)/compare/read-reach-changes.ts';
import { networkHref } from '#app/(dashboard)/network/network-params.ts';
import { Notice } from '#components/ui/notice.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { Panel } from '#components/ui/panel.tsx';

type Changes = NonNullable<ReachChangesView['changes']>;
type Change = Changes['rows'][number];

interface Pair {
  readonly earlier: string;
  readonly later: string;
}

/** Between which namespaces more or less may be reached than in the earlier scan, and which workloads. */
export function ReachChanges({ view, pair }: { view: ReachChangesView | null; pair: Pair }) {
  const t = useTranslations('compareReach');
  if (view === null || view.changes === null) {
    return (
      <Panel title={t('title')}>
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          {view === null ? t('failed') : t('tooMuch')}
        </Notice>
      </Panel>
    );
  }
  const { changes, page, pages } = view;
  const to = (number: number) => `${compareHref({ a: pair.earlier, b: pair.later, reach: number })}#reach`;
  return (
    <div id="reach" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Panel title={t('title')} flush aside={<Sums changes={changes} />}>
        <div className="grid gap-2 px-4 pt-1 pb-3 sm:px-5">
          <p className="max-w-prose text-sm text-ink-2">{changes.total === 0 ? t('nothing') : t('what')}</p>
          <Doubts which="earlier" doubts={view.earlier} />
          <Doubts which="later" doubts={view.later} />
        </div>
        <ul>
          {changes.rows.map((change) => (
            <li key={`${change.from} ${change.to}`} className="border-t border-line">
              <NamespaceRow change={change} pair={pair} />
            </li>
          ))}
        </ul>
      </Panel>
      {pages === 1 ? null : (
        <Pager
          label={t('pages')}
          where={t('pageOf', { page, pages })}
          previous={page === 1 ? null : { href: to(page - 1), label: t('previous') }}
          next={page === pages ? null : { href: to(page + 1), label: t('next') }}
        />
      )}
    </div>
  );
}

function Sums({ changes: { added, removed, came, went } }: { changes: Changes }) {
  const t = useTranslations('compareReach');
  return (
    <p className="flex flex-wrap gap-x-3 text-sm text-ink-2">
      <span>{t('sum', { added, removed })}</span>
      {came + went === 0 ? null : <span>{t('withWorkloads', { came, went })}</span>}
    </p>
  );
}

/** What was not seen in one of the scans may look like a change. */
function Doubts({ which, doubts }: { which: 'earlier' | 'later'; doubts: ScanDoubts }) {
  const t = useTranslations('compareReach');
  if (!doubts.isEnforced) {
    return (
      <Notice look="unknown" icon={<ShieldOff size={16} />}>
        {t(which === 'earlier' ? 'openEarlier' : 'openLater')}
      </Notice>
    );
  }
  if (doubts.notes.length === 0) return null;
  return (
    <Notice look="unknown" icon={<CircleDashed size={16} />}>
      {t(which === 'earlier' ? 'doubtEarlier' : 'doubtLater')}
      <ul className="mt-1 list-disc pl-5">
        {doubts.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Notice>
  );
}

function NamespaceRow({ change, pair }: { change: Change; pair: Pair }) {
  const t = useTranslations('compareReach');
  const format = useFormatter();
  const { from, to, added, removed, came, went, edges } = change;
  const more = added + removed + came + went - edges.length;
  return (
    <details className="group">
      <summary className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-2 transition-colors duration-150 hover:bg-sunken sm:px-5">
        <ChevronRight
          size={16}
          aria-hidden
          className="shrink-0 text-ink-3 transition-transform duration-150 group-open:rotate-90"
        />
        <span className="min-w-0 flex-1 font-medium [overflow-wrap:anywhere]">
          {from} <ArrowRight size={13} aria-hidden className="inline" />
          <span className="sr-only">{t('to')}</span> {to}
        </span>
        <Count look="added" count={added} />
        <Count look="removed" count={removed} />
        {came + went === 0 ? null : (
          <span className="num text-sm text-ink-2">{t('alongside', { count: came + went })}</span>
        )}
      </summary>
      <div className="grid gap-2 px-4 pb-3 text-sm sm:pr-5 sm:pl-12">
        <ul className="grid gap-1.5">
          {edges.map((edge) => (
            <Edge key={`${edge.from.kind} ${edge.from.name} ${edge.to.kind} ${edge.to.name}`} edge={edge} />
          ))}
        </ul>
        <p className="flex flex-wrap gap-x-4">
          {more > 0 ? <span className="text-ink-2">{t('more', { count: format.number(more) })}</span> : null}
          <Link href={networkHref({ scan: pair.later, from, to })} className="link" prefetch={false}>
            {t('toNetwork')}
          </Link>
        </p>
      </div>
    </details>
  );
}

function Count({ look, count }: { look: 'added' | 'removed'; count: number }) {
  const t = useTranslations('compareReach');
  if (count === 0) return null;
  const Icon = look === 'added' ? Plus : Minus;
  return (
    <span
      className={`num inline-flex items-center gap-1 text-sm font-medium ${look === 'added' ? 'text-high' : 'text-pass'}`}
    >
      <Icon size={13} aria-hidden />
      {look === 'added' ? t('added', { count }) : t('removed', { count })}
    </span>
  );
}

function Edge({ edge: { from, to, added, removed, isWithWorkload } }: { edge: Change['edges'][number] }) {
  const t = useTranslations('compareReach');
  const ports = (text: string) => (text === 'All Connections' ? t('everyPort') : text.replaceAll(',', ', '));
  return (
    <li className="[overflow-wrap:anywhere]">
      <span className="font-medium">{from.name}</span> <span className="text-ink-3">{from.kind}</span>{' '}
      <ArrowRight size={12} aria-hidden className="inline text-ink-3" />
      <span className="sr-only">{t('to')}</span> <span className="font-medium">{to.name}</span>{' '}
      <span className="text-ink-3">{to.kind}</span>{' '}
      {added === '' ? null : <span className="text-high">{t('nowOpen', { ports: ports(added) })}</span>}{' '}
      {removed === '' ? null : <span className="text-pass">{t('nowShut', { ports: ports(removed) })}</span>}
      {isWithWorkload ? <span className="text-ink-2"> ({t('newOrGone')})</span> : null}
    </li>
  );
}
