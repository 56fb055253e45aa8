import { Waypoints } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Panel } from '#components/ui/panel.tsx';
import type { ShownLayers } from '#app/(dashboard)/network/layers/shown-layers.ts';
import { MoreTold } from './more-told.tsx';
import { useNetworkName } from './use-network-name.ts';

/** Workloads that stand on several networks and so join them. */
export function CrossingPanel({ crossings }: { crossings: ShownLayers['crossings'] }) {
  const t = useTranslations('layers');
  const nameOf = useNetworkName();
  return (
    <Panel title={t('crossings')}>
      <p className="mb-2 text-ink-2">{t('crossingsWhat')}</p>
      <ul className="grid gap-2">
        {crossings.rows.map(({ networks, workloads, named }) => (
          <li key={networks.join(' ')} className="flex items-start gap-2.5">
            <Waypoints size={16} aria-hidden className="mt-0.5 shrink-0 text-ink-3" />
            <span className="min-w-0 break-words">
              <span className="font-medium">{networks.map(nameOf).join(' + ')}</span>
              {t('colon')}
              {named.join(t('comma'))}
              {workloads > named.length ? t('andMore', { count: workloads - named.length }) : null}
            </span>
          </li>
        ))}
      </ul>
      <MoreTold count={crossings.more} />
    </Panel>
  );
}
