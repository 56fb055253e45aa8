import { History } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { definePage } from '#app/define-page.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { currentStore } from '#lib/store/current-store.ts';
import { FindingsBody } from './_components/findings-body.tsx';
import { PartialBanner } from './_components/partial-banner.tsx';
import { ScopeFields } from './_components/scope-fields.tsx';
import { loadFindingsParams } from './findings-params.ts';
import { readFindings } from './read-findings.ts';
import { resolveScope } from './resolve-scope.ts';
import { scopeChoices } from './scope-choices.ts';

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
    scopeChoices(store, scope),
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
