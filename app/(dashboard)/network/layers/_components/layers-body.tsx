import { CircleDashed, Layers } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import type { ScanLayers } from '#lib/questions/layers-of-scan.ts';
import { layersHref, type LayersParams } from '#app/(dashboard)/network/layers/layers-params.ts';
import { shownLayers, type ShownLayers } from '#app/(dashboard)/network/layers/shown-layers.ts';
import { CrossingPanel } from './crossing-panel.tsx';
import { GuardPanel } from './guard-panel.tsx';
import { LanePanel } from './lane-panel.tsx';
import { MultiPolicyPanel } from './multi-policy-panel.tsx';
import { ProblemPanel } from './problem-panel.tsx';

/** What is wrong first, then each network, then what joins and guards them. */
export function LayersBody({ layers, params }: { layers: ScanLayers | null; params: LayersParams }) {
  const t = useTranslations('layers');
  if (layers === null) {
    return (
      <EmptyState icon={<CircleDashed size={28} strokeWidth={1.4} />} title={t('blind')}>
        {t('blindWhat')}
      </EmptyState>
    );
  }
  const shown = shownLayers(layers, params);
  const { lanes, problems, crossings, guards, policies } = shown;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      {shown.isOne ? (
        <p>
          <ButtonLink href={layersHref({ ...params, network: null, workloads: 1 })}>
            {t('allNetworks')}
          </ButtonLink>
        </p>
      ) : null}
      {problems.rows.length === 0 ? null : <ProblemPanel problems={problems} />}
      {lanes.total === 0 ? (
        <EmptyState icon={<Layers size={28} strokeWidth={1.4} />} title={t('single')}>
          {t('singleWhat')}
        </EmptyState>
      ) : (
        lanes.rows.map((one) => (
          <LanePanel key={one.lane.key} shown={one} params={params} isOne={shown.isOne} />
        ))
      )}
      <LanePager lanes={lanes} params={params} />
      {guards.rows.length === 0 ? null : <GuardPanel guards={guards} />}
      {crossings.rows.length === 0 ? null : <CrossingPanel crossings={crossings} />}
      {policies.rows.length === 0 ? null : (
        <MultiPolicyPanel policies={policies} enforcer={layers.enforcer} />
      )}
    </div>
  );
}

function LanePager({ lanes, params }: { lanes: ShownLayers['lanes']; params: LayersParams }) {
  const t = useTranslations('network');
  const { page, pages, from, to, total } = lanes;
  if (pages === 1) return null;
  const at = (number: number): string => layersHref({ ...params, page: number });
  return (
    <Pager
      label={t('pages')}
      where={t('pageOf', { from, to, total })}
      previous={page === 1 ? null : { href: at(page - 1), label: t('previous') }}
      next={page === pages ? null : { href: at(page + 1), label: t('next') }}
    />
  );
}
