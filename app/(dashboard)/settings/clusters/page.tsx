import { FileWarning, RotateCw, Server } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { SettingsTabs } from '#app/(dashboard)/settings/_components/settings-tabs.tsx';
import { SettingsTrail } from '#app/(dashboard)/_components/trail.tsx';
import { definePage } from '#app/define-page.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { listClusters } from '#lib/store/clusters.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { listKubeconfigProblems } from '#lib/store/kubeconfig-problems.ts';
import { listRemovedContexts } from '#lib/store/removed-contexts.ts';
import { latestScan } from '#lib/store/scans.ts';
import { ClusterCard } from './_components/cluster-card.tsx';
import { rereadKubeconfig, restoreRemoved } from './actions.ts';

export async function generateMetadata() {
  const t = await getTranslations('clusters');
  return { title: t('title') };
}

/** The clusters Merlon knows, and what it could not read of the kubeconfigs. */
export default definePage('viewer', async () => {
  const store = currentStore();
  const [t, locale, clusters, removed, problems] = await Promise.all([
    getTranslations('clusters'),
    getLocale(),
    listClusters(store),
    listRemovedContexts(store),
    listKubeconfigProblems(store),
  ]);
  const latest = await Promise.all(clusters.map(({ id }) => latestScan(store, id)));
  return (
    <>
      <PageHeader
        title={t('title')}
        trail={<SettingsTrail />}
        lead={<span className="block max-w-prose">{t('lead')}</span>}
        actions={
          <form action={rereadKubeconfig}>
            <Button type="submit">
              <RotateCw size={14} aria-hidden />
              {t('reread')}
            </Button>
          </form>
        }
      />
      <SettingsTabs current="clusters" />
      <div className="grid gap-5">
        {problems.length === 0 ? null : (
          <Notice look="bad" icon={<FileWarning size={16} />}>
            <h2 className="font-semibold">{t('problems')}</h2>
            <ul>
              {problems.map(({ file, message }) => (
                <li key={file}>
                  <span className="font-mono text-xs break-all">{file}</span> {message[locale]}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {clusters.length === 0 ? (
          <EmptyState icon={<Server size={28} strokeWidth={1.4} />} title={t('none')}>
            {t('noneWhat')}
          </EmptyState>
        ) : (
          <Panel title={t('known')} flush>
            {clusters.map((cluster, index) => (
              <ClusterCard key={cluster.id} cluster={cluster} latest={latest[index] ?? null} />
            ))}
          </Panel>
        )}
        {removed.length === 0 ? null : (
          <Panel title={t('removed')}>
            <div className="flex flex-wrap items-center justify-between gap-3">
              <p className="min-w-0 break-all">{removed.join(', ')}</p>
              <form action={restoreRemoved}>
                <Button type="submit">{t('restore')}</Button>
              </form>
            </div>
          </Panel>
        )}
      </div>
    </>
  );
});
