import { Server } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { DemoTag } from '#components/scan/demo-tag.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { ClusterRow } from '#lib/store/clusters.ts';
import { StartScan } from './start-scan.tsx';

/** Before the first scan: the clusters that were found, and the one thing to do. */
export function FirstRun({ clusters }: { clusters: readonly ClusterRow[] }) {
  const t = useTranslations('overview');
  const startable = clusters.filter(({ source }) => source === 'api');
  if (startable.length === 0) {
    return (
      <EmptyState
        icon={<Server size={28} strokeWidth={1.4} />}
        title={t('firstNone')}
        action={
          <ButtonLink href="/settings/clusters" look="primary">
            {t('toClusters')}
          </ButtonLink>
        }
      >
        {t('firstNoneWhat')}
      </EmptyState>
    );
  }
  return (
    <section className="rounded-m border border-line bg-panel p-5 shadow-panel sm:p-8">
      <h2 className="text-xl font-[620] tracking-tight">{t('firstTitle')}</h2>
      <p className="mt-1 max-w-[60ch] text-ink-2">{t('firstWhat')}</p>
      <h3 className="mt-5 text-sm font-semibold text-ink-2">{t('firstContexts')}</h3>
      <ul className="mt-1 max-w-2xl divide-y divide-line border-y border-line">
        {startable.map(({ id, name, demo, server }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 py-2">
            <span className="font-medium">{name}</span>
            {demo ? <DemoTag /> : null}
            <span className="ml-auto font-mono text-xs break-all text-ink-3">{server}</span>
          </li>
        ))}
      </ul>
      <div className="mt-5">
        <StartScan clusters={startable.map(({ id, name, demo }) => ({ id, name, demo }))} />
      </div>
    </section>
  );
}
