import { CircleDashed, Globe, ShieldCheck, ShieldX } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Panel } from '#components/ui/panel.tsx';
import { layersHref, type LayersParams } from '#app/(dashboard)/network/layers/layers-params.ts';
import type { ShownLane } from '#app/(dashboard)/network/layers/shown-layers.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { LaneTable } from './lane-table.tsx';
import { useNetworkName } from './use-network-name.ts';

type Lane = ShownLane['lane'];

/** One network: how it is built, what acts there, who reaches it from outside, and the workloads on it. */
export function LanePanel({
  shown,
  params,
  isOne,
}: {
  shown: ShownLane;
  params: LayersParams;
  /** It stands alone on the page. */
  isOne: boolean;
}) {
  const { lane, workloads } = shown;
  const t = useTranslations('layers');
  const locale = useLocale();
  const nameOf = useNetworkName();
  return (
    <Panel title={nameOf(lane.key)} aside={<Built lane={lane} />} flush>
      <ul className="grid gap-1.5 px-4 pt-1 pb-3 sm:px-5">
        <Told icon={<ActsSign acts={lane.acts} />}>{lane.policies[locale]}</Told>
        {lane.outside === null ? null : (
          <Told icon={<Globe size={16} className="text-ink-3" />}>{lane.outside[locale]}</Told>
        )}
        {lane.sharesWireWith.length === 0 ? null : (
          <Told icon={<CircleDashed size={16} className="text-ink-3" />}>
            {t('sharesWire', {
              networks: lane.sharesWireWith.map(nameOf).join(t('comma')),
              more: lane.moreOnWire,
            })}
          </Told>
        )}
      </ul>
      {workloads.total === 0 ? null : <LaneTable lane={lane} rows={workloads.rows} params={params} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-2.5 text-sm text-ink-2 sm:px-5">
        <p className="mr-auto">
          {lane.workloads.length > 0 && lane.moreWorkloads > 0
            ? t('moreWorkloads', { count: lane.moreWorkloads, pods: lane.pods })
            : t('members', { count: lane.moreWorkloads + lane.workloads.length, pods: lane.pods })}
        </p>
        <MoreWorkloads shown={shown} params={params} isOne={isOne} />
      </div>
    </Panel>
  );
}

/** All that are told by name stand on the page of the network alone. */
function MoreWorkloads({
  shown: { lane, workloads },
  params,
  isOne,
}: {
  shown: ShownLane;
  params: LayersParams;
  isOne: boolean;
}) {
  const t = useTranslations('network');
  const told = useTranslations('layers');
  const { page, pages, from, to, total } = workloads;
  if (pages === 1) return null;
  if (!isOne) {
    return (
      <ButtonLink href={layersHref({ ...params, network: lane.key, workloads: 1 })}>
        {told('allTold', { count: total })}
      </ButtonLink>
    );
  }
  const at = (number: number): string => layersHref({ ...params, workloads: number });
  return (
    <Pager
      label={t('pages')}
      where={t('pageOf', { from, to, total })}
      previous={page === 1 ? null : { href: at(page - 1), label: t('previous') }}
      next={page === pages ? null : { href: at(page + 1), label: t('next') }}
    />
  );
}

function Told({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2.5">
      <span aria-hidden className="mt-0.5 shrink-0">
        {icon}
      </span>
      <span className="min-w-0 break-words">{children}</span>
    </li>
  );
}

function ActsSign({ acts }: Pick<Lane, 'acts'>) {
  switch (acts) {
    case 'some':
      return <ShieldCheck size={16} className="text-pass" />;
    case 'none':
      return <ShieldX size={16} className="text-critical" />;
    case 'unknown':
      return <CircleDashed size={16} className="text-unknown" />;
  }
}

/** The words of its configuration, as they are written there. */
function Built({ lane }: { lane: Lane }) {
  const t = useTranslations('layers');
  const words = [
    [lane.type, lane.mode].filter((one) => one !== null).join(' '),
    lane.master === null ? '' : t('on', { master: lane.master }),
    lane.bridge ?? '',
    lane.vlan === null ? '' : `VLAN ${lane.vlan}`,
    lane.subnets.join(', '),
    lane.ipam ?? '',
    lane.gateway === null ? '' : t('gateway', { address: lane.gateway }),
  ].filter((one) => one !== '');
  return (
    <span className="flex flex-wrap gap-1.5 text-xs text-ink-2">
      {words.map((word) => (
        <code key={word} className="rounded-s bg-sunken px-1.5 py-0.5 font-mono">
          {word}
        </code>
      ))}
      <span className="rounded-s border border-line px-1.5 py-0.5">{t(`origins.${lane.origin}`)}</span>
    </span>
  );
}
