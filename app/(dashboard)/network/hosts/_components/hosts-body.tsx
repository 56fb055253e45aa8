import { CircleDashed, ShieldOff, TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { hostsHref, type HostsParams } from '#app/(dashboard)/network/hosts/hosts-params.ts';
import { ChipLink } from '#components/ui/chip-link.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { HOST_VERDICTS } from '#lib/model/host-firewall.ts';
import type { HostView } from '#lib/views/host-rows.ts';
import { CellSheet } from './cell-sheet.tsx';
import { HostTable } from './host-table.tsx';
import { SourceName } from './source-name.tsx';
import { VerdictMark } from './verdict-mark.tsx';

/** Faults of the host firewall in sentences, then nodes by ports for one sender. */
export function HostsBody({ view, params }: { view: HostView | null; params: HostsParams }) {
  const t = useTranslations('hosts');
  const locale = useLocale();
  if (view === null) {
    return (
      <EmptyState icon={<CircleDashed size={28} strokeWidth={1.4} />} title={t('notKept')}>
        {t('notKeptWhat')}
      </EmptyState>
    );
  }
  if (view.nodes === 0) {
    return (
      <EmptyState
        icon={<ShieldOff size={28} strokeWidth={1.4} />}
        title={t(view.kind === 'none' ? 'none' : 'unclear')}
      >
        {view.notes.map((note) => note[locale]).join(' ')}
      </EmptyState>
    );
  }
  const columns = view.open === null ? '' : 'xl:grid-cols-[minmax(0,1fr)_380px]';
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      {view.notes.map((note) => (
        <Notice key={note.en} look="unknown" icon={<CircleDashed size={16} />}>
          {note[locale]}
        </Notice>
      ))}
      <Lints view={view} />
      <Sources view={view} params={params} />
      <div className={`grid grid-cols-[minmax(0,1fr)] items-start gap-5 ${columns}`}>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <HostTable view={view} params={params} />
          <Legend view={view} />
          <Pages view={view} params={params} />
        </div>
        {view.open === null ? null : <CellSheet open={view.open} params={params} />}
      </div>
    </div>
  );
}

function Lints({ view }: { view: HostView }) {
  const t = useTranslations('hosts');
  const severities = useTranslations('severity');
  const locale = useLocale();
  if (view.lints.length === 0) return null;
  return (
    <Panel title={t('problems')}>
      <ul className="grid gap-2.5">
        {view.lints.map((lint) => (
          <li key={`${lint.id} ${lint.objects.join()}`} className="flex items-start gap-2.5 text-sm">
            <TriangleAlert
              size={15}
              aria-hidden
              className={`mt-0.5 shrink-0 ${lint.severity === 'low' ? 'text-ink-3' : 'text-high'}`}
            />
            <span className="min-w-0 break-words">
              <span className="sr-only">{severities(lint.severity)}: </span>
              {lint.message[locale]}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Sources({ view, params }: { view: HostView; params: HostsParams }) {
  const t = useTranslations('hosts');
  return (
    <nav aria-label={t('from')} className="flex flex-wrap items-center gap-2">
      <span className="text-sm text-ink-2">{t('from')}</span>
      {view.sources.map((source) => (
        <ChipLink
          key={source.key}
          href={hostsHref({ ...params, from: source.key, cell: null, page: 1 })}
          isOn={source.key === view.source?.key}
        >
          <SourceName source={source} />
        </ChipLink>
      ))}
      {view.source === null || view.source.mentions.length === 0 ? null : (
        <span className="text-sm text-ink-2">
          {t('mentionedBy', { names: view.source.mentions.join(', ') })}
        </span>
      )}
    </nav>
  );
}

function Legend({ view }: { view: HostView }) {
  const t = useTranslations('hosts');
  // Only Calico has failsafe ports.
  const verdicts = HOST_VERDICTS.filter((verdict) => verdict !== 'failsafe' || view.kind !== 'cilium');
  return (
    <ul aria-label={t('legend')} className="flex flex-wrap gap-x-5 gap-y-2 text-sm text-ink-2">
      {verdicts.map((verdict) => (
        <li key={verdict} className="flex items-center gap-2">
          <VerdictMark verdict={verdict} />
          {t(`meanings.${verdict}`)}
        </li>
      ))}
      <li>{t('mixedMeaning')}</li>
    </ul>
  );
}

function Pages({ view: { page }, params }: { view: HostView; params: HostsParams }) {
  const t = useTranslations('network');
  if (page.pages === 1) return null;
  const to = (number: number) => hostsHref({ ...params, page: number });
  return (
    <Pager
      label={t('pages')}
      where={t('pageOf', { from: page.from, to: page.to, total: page.total })}
      previous={page.page === 1 ? null : { href: to(page.page - 1), label: t('previous') }}
      next={page.page === page.pages ? null : { href: to(page.page + 1), label: t('next') }}
    />
  );
}
