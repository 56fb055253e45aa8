import { CircleDashed, Layers } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { ScanLayers } from '#lib/questions/layers-of-scan.ts';
import { CrossingPanel } from './crossing-panel.tsx';
import { GuardPanel } from './guard-panel.tsx';
import { LanePanel } from './lane-panel.tsx';
import { MultiPolicyPanel } from './multi-policy-panel.tsx';
import { ProblemPanel } from './problem-panel.tsx';

/** The scan that links keep. */
export interface ScanLink {
  readonly cluster: string | null;
  readonly scan: string | null;
}

/** What is wrong first, then each network, then what joins and guards them. */
export function LayersBody({ layers, params }: { layers: ScanLayers | null; params: ScanLink }) {
  const t = useTranslations('layers');
  if (layers === null) {
    return (
      <EmptyState icon={<CircleDashed size={28} strokeWidth={1.4} />} title={t('blind')}>
        {t('blindWhat')}
      </EmptyState>
    );
  }
  const { lanes, problems, crossings, guards, policies } = layers;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      {problems.length === 0 ? null : <ProblemPanel problems={problems} />}
      {lanes.length === 0 ? (
        <EmptyState icon={<Layers size={28} strokeWidth={1.4} />} title={t('single')}>
          {t('singleWhat')}
        </EmptyState>
      ) : (
        lanes.map((lane) => <LanePanel key={lane.key} lane={lane} params={params} />)
      )}
      {guards.length === 0 ? null : <GuardPanel guards={guards} />}
      {crossings.length === 0 ? null : <CrossingPanel crossings={crossings} />}
      {policies.length === 0 ? null : <MultiPolicyPanel policies={policies} enforcer={layers.enforcer} />}
    </div>
  );
}
