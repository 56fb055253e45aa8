'use client';

import { useTranslations } from 'next-intl';
import { PickMenu } from '#components/ui/pick-menu.tsx';
import { ClusterName } from './cluster-name.tsx';
import { clusterEntries } from './scope-entries.ts';
import { useScope } from './scope-provider.tsx';

/** Chooses the cluster all pages are about. */
export function ClusterMenu() {
  const t = useTranslations('frame');
  const status = useTranslations('status');
  const { scope, path, query, isPending } = useScope();
  const { cluster, version } = scope;
  if (cluster === null) return null;
  const standing = (of: typeof cluster) => (of.status === null ? t('never') : status(of.status));
  return (
    <PickMenu
      label={t('cluster', { standing: standing(cluster) })}
      className={`border-line ${isPending ? 'opacity-60' : ''}`}
      trigger={
        <>
          <ClusterName cluster={cluster} />
          {version === null ? null : <span className="num text-sm text-ink-2">{version}</span>}
        </>
      }
      picked={cluster.id}
      entries={clusterEntries(scope, path, query).map((entry) => ({
        key: entry.id,
        href: entry.href,
        text: entry.name,
        content: (
          <>
            <ClusterName cluster={entry} />
            <span className="ml-auto shrink-0 text-sm text-ink-2">{standing(entry)}</span>
          </>
        ),
      }))}
      more={{ href: '/settings/clusters', label: t('allClusters') }}
    />
  );
}
