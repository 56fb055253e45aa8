import { useLocale, useTranslations } from 'next-intl';
import { hostsHref, type HostsParams } from '#app/(dashboard)/network/hosts/hosts-params.ts';
import { SideSheet } from '#components/ui/side-sheet.tsx';
import type { HostPart } from '#lib/model/host-firewall.ts';
import type { OpenCell } from '#lib/views/host-rows.ts';
import { SourceName } from './source-name.tsx';
import { VerdictMark } from './verdict-mark.tsx';

/** What decides about one source and one port of a node, part by part. */
export function CellSheet({ open, params }: { open: OpenCell; params: HostsParams }) {
  const t = useTranslations('hosts');
  const locale = useLocale();
  const { node, port, source, cell } = open;
  return (
    <SideSheet label={t('explanation')} close={t('close')} closeHref={hostsHref({ ...params, cell: null })}>
      <h2 className="pr-8 text-lg font-semibold">
        {node.name} <span className="num">{port.port}</span>
      </h2>
      <p className="mb-4 text-sm text-ink-2">
        {port.label[locale]} · {t('from')} <SourceName source={source} />
      </p>
      <ul className="grid gap-4">
        {cell.parts.map((part) => (
          <li key={JSON.stringify(part)} className="grid gap-1.5 border-t border-line pt-3">
            <VerdictMark verdict={part.verdict} />
            <PartText part={part} open={open} />
          </li>
        ))}
      </ul>
    </SideSheet>
  );
}

function PartText({ part, open }: { part: HostPart; open: OpenCell }) {
  const t = useTranslations('hosts');
  const locale = useLocale();
  const { decision, decider, endpoint, policiesAlone, reason, who, more } = part;
  const others = who.filter((name) => name !== '' && name !== open.node.name);
  const bound = endpoint === null ? null : (open.node.endpoints[endpoint] ?? null);
  return (
    <div className="grid gap-1 text-sm">
      {others.length === 0 ? null : (
        <p className="text-ink-2">
          {t('who', { names: others.join(', ') })}
          {more === 0 ? null : ` ${t('more', { more })}`}
        </p>
      )}
      <p>{t(`decisions.${decision}`)}</p>
      <DeciderText decider={decider} />
      {policiesAlone === null || part.verdict !== 'failsafe' ? null : <p>{t(`alone.${policiesAlone}`)}</p>}
      {bound === null ? null : <p className="text-ink-2">{t('endpoint', { name: bound })}</p>}
      {reason === null ? null : <p>{reason[locale]}</p>}
      {open.port.isForwarded && part.verdict !== 'denied' ? (
        <p className="text-ink-2">{t('thenPods')}</p>
      ) : null}
    </div>
  );
}

function DeciderText({ decider }: Pick<HostPart, 'decider'>) {
  const t = useTranslations('hosts');
  if (decider === null) return null;
  const { kind, name, rule } = decider;
  return (
    <p className="break-words">
      {rule === null ? t('deciderEnd', { kind, name }) : t('decider', { kind, name, rule: rule + 1 })}
    </p>
  );
}
