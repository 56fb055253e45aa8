import { getFormatter, getNow, getTranslations } from 'next-intl/server';
import type { Store } from '#lib/store/open-store.ts';
import { listScans } from '#lib/store/scans.ts';
import { hasResult } from '#lib/views/scan-item.ts';
import type { Scope } from './resolve-scope.ts';

const SCANS_OFFERED = 50;

/** Returns what the fields for cluster and scan offer, with what is chosen now. */
export async function scopeChoices(store: Store, { clusters, cluster, scan, isFixed }: Scope) {
  const [t, demo, format, now, scans] = await Promise.all([
    getTranslations('findings'),
    getTranslations(),
    getFormatter(),
    getNow(),
    listScans(store, { clusterId: cluster.id, limit: SCANS_OFFERED }),
  ]);
  const finished = scans.filter(({ status }) => hasResult(status));
  const age = (at: string | null) => format.relativeTime(new Date(at ?? now), now);
  const [latest] = finished;
  return {
    clusters: clusters.map(({ id, name, demo: isDemo }) => ({
      value: id,
      label: isDemo ? `${name} (${demo('demo')})` : name,
    })),
    cluster: cluster.id,
    scans: [
      { value: '', label: latest === undefined ? t('never') : t('latest', { age: age(latest.finishedAt) }) },
      ...finished.map(({ id, finishedAt }) => ({
        value: id,
        label: format.dateTime(new Date(finishedAt ?? now), { dateStyle: 'medium', timeStyle: 'short' }),
      })),
    ],
    scan: isFixed ? (scan?.id ?? null) : null,
  };
}
