'use client';

import { History, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useScans } from './scan-follower.tsx';
import { useScope } from './scope-provider.tsx';

/** Stands in place of results that do not exist yet, with the way to the first scan. */
export function NeverScanned() {
  const t = useTranslations('scoped');
  const frame = useTranslations('frame');
  const { scope, isPending } = useScope();
  const { start, isStarting } = useScans();
  const { cluster } = scope;
  return (
    <EmptyState
      icon={<History size={28} strokeWidth={1.4} />}
      title={cluster === null ? t('noCluster') : t('never')}
      action={
        cluster?.canScan === true ? (
          <Button disabled={isPending || isStarting} onClick={() => void start(cluster, 'standard')}>
            <Play size={14} aria-hidden />
            {frame('runScan')}
          </Button>
        ) : (
          <ButtonLink href="/settings/clusters">{frame('allClusters')}</ButtonLink>
        )
      }
    >
      {cluster === null ? t('noClusterWhat') : t('neverWhat')}
    </EmptyState>
  );
}
