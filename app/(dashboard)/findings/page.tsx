import { History } from 'lucide-react';
import { getFormatter, getLocale, getNow, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { definePage } from '#app/define-page.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { currentStore } from '#lib/store/current-store.ts';
import type { Store } from '#lib/store/open-store.ts';
import { listScans } from '#lib/store/scans.ts';
import { hasResult } from '#lib/views/scan-item.ts';
import { FindingsBody } from './_components/findings-body.tsx';
import { PartialBanner } from './_components/partial-banner.tsx';
import { ScopeFields } from './_components/scope-fields.tsx';
import { loadFindingsParams } from './findings-params.ts';
import { readFindings } from './read-findings.ts';
import { resolveScope, type Scope } from './resolve-scope.ts';

const SCANS_OFFERED = 50;

export async function generateMetadata() {
  const t = await getTranslations('findings');
  return { title: t('title') };
}

/** The findings of one scan, by facets, text and groups; the address holds all of it. */
export default definePage('viewer', async ({ searchParams }) => {
  const store = currentStore();
  const params = loadFindingsParams(await searchParams);
  const [t, locale, scope] = await Promise.all([
    getTranslations('findings'),
    getLocale(),
    resolveScope(store, params),
  ]);
  if (scope === 'unknown') notFound();
  if (scope === 'no-cluster') {
    return (
      <>
        <PageHeader title={t('title')} />
        <NothingYet />
      </>
    );
  }
  const { scan, cluster } = scope;
  const [view, fields] = await Promise.all([
    scan === null ? null : readFindings(store, { scanId: scan.id, params, locale }),
    scopeFields(store, scope),
  ]);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={view === null ? cluster.name : t('lead', { count: view.total, cluster: cluster.name })}
        actions={<ScopeFields {...fields} />}
      />
      {view === null || scan === null ? (
        <NothingYet />
      ) : (
        <div className="grid gap-4">
          <PartialBanner view={view} scanId={scan.id} />
          <FindingsBody view={view} params={params} scanId={scan.id} />
        </div>
      )}
    </>
  );
});

async function NothingYet() {
  const t = await getTranslations('findings');
  return (
    <EmptyState
      icon={<History size={28} strokeWidth={1.4} />}
      title={t('never')}
      action={
        <ButtonLink href="/scans" look="primary">
          {t('toScans')}
        </ButtonLink>
      }
    >
      {t('neverWhat')}
    </EmptyState>
  );
}

async function scopeFields(store: Store, { clusters, cluster, scan, isFixed }: Scope) {
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
