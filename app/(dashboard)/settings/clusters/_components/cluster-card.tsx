import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { removeKnownCluster } from '#app/(dashboard)/settings/clusters/actions.ts';
import { DemoTag } from '#components/scan/demo-tag.tsx';
import { Age } from '#components/time/age.tsx';
import { Button } from '#components/ui/button.tsx';
import type { ClusterRow } from '#lib/store/clusters.ts';
import type { ScanRow } from '#lib/store/scan-row.ts';
import { NetworksForm } from './networks-form.tsx';

/** One cluster: how it is reached, when it was scanned, where its probes may go, and how to remove it. */
export function ClusterCard({ cluster, latest }: { cluster: ClusterRow; latest: ScanRow | null }) {
  const t = useTranslations('clusters');
  return (
    <article className="border-b border-line px-4 py-4 last:border-b-0 sm:px-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 text-base font-semibold break-all">
          {cluster.name} {cluster.demo ? <DemoTag /> : null}
        </h3>
        <RemoveCluster cluster={cluster} />
      </div>
      <dl className="mt-2 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[160px_minmax(0,1fr)]">
        <Fact term={t('server')}>
          <span className="font-mono text-xs break-all">{cluster.server}</span>
        </Fact>
        <Fact term={t('contexts', { count: cluster.contexts.length })}>{cluster.contexts.join(', ')}</Fact>
        <Fact term={t('uid')}>
          {cluster.kubeSystemUid === null ? (
            <span className="text-ink-2">{t('uidUnknown')}</span>
          ) : (
            <span className="font-mono text-xs break-all">{cluster.kubeSystemUid}</span>
          )}
        </Fact>
        <Fact term={t('lastScan')}>
          {latest === null ? (
            <span className="text-ink-2">{t('neverScanned')}</span>
          ) : (
            <Link href={`/scans/${latest.id}`} className="link">
              <Age at={latest.finishedAt ?? latest.queuedAt} />
            </Link>
          )}
        </Fact>
        <Fact term={t('probes')}>
          {cluster.probeAllow === null ? t('probesDefault') : t('probesSet')}
          {cluster.probeAllow === null ? null : (
            <span className="block font-mono text-xs">{cluster.probeAllow.join(', ')}</span>
          )}
          <details className="mt-1">
            <summary
              aria-label={t('editNamed', { name: cluster.name })}
              className="w-fit text-accent hover:underline"
            >
              {t('edit')}
            </summary>
            <NetworksForm clusterId={cluster.id} allow={cluster.probeAllow} />
          </details>
        </Fact>
      </dl>
    </article>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function RemoveCluster({ cluster }: { cluster: ClusterRow }) {
  const t = useTranslations('clusters');
  return (
    <details className="text-sm open:w-full sm:text-right">
      <summary
        aria-label={t('removeNamed', { name: cluster.name })}
        className="ml-auto w-fit text-ink-2 hover:text-critical"
      >
        {t('remove')}
      </summary>
      <form action={removeKnownCluster} className="mt-2 flex flex-wrap items-center gap-3 sm:justify-end">
        <input type="hidden" name="cluster" value={cluster.id} />
        <span>{t('removeAsk', { name: cluster.name })}</span>
        <Button look="danger" type="submit">
          {t('removeYes')}
        </Button>
      </form>
    </details>
  );
}
