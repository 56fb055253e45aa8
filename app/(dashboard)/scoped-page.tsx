import { History } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { ScopeFields } from '#app/(dashboard)/findings/_components/scope-fields.tsx';
import { resolveScope } from '#app/(dashboard)/findings/resolve-scope.ts';
import { scopeChoices } from '#app/(dashboard)/findings/scope-choices.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { Locale } from '#lib/model/text.ts';
import { currentStore } from '#lib/store/current-store.ts';
import type { Store } from '#lib/store/open-store.ts';

/** The scan a page is about, and what it is read with. */
export interface Scoped {
  readonly store: Store;
  readonly scanId: string;
  readonly clusterName: string;
  readonly locale: Locale;
}

interface Shown {
  readonly lead: ReactNode;
  readonly body: ReactNode;
}

/**
 * Returns a page about one scan: the one asked for, or the latest. What is unknown is not found; a cluster
 * without a finished scan is told as that. `show` answers null where the scan has no result after all.
 */
export async function scopedPage(
  asked: { readonly cluster: string | null; readonly scan: string | null },
  title: string,
  show: (scoped: Scoped) => Promise<Shown | null>,
): Promise<ReactNode> {
  const store = currentStore();
  const [locale, scope] = await Promise.all([getLocale(), resolveScope(store, asked)]);
  if (scope === 'unknown') notFound();
  if (scope === 'no-cluster') return <NothingYet title={title} lead={null} fields={null} />;
  const { scan, cluster } = scope;
  const [shown, fields] = await Promise.all([
    scan === null ? null : show({ store, scanId: scan.id, clusterName: cluster.name, locale }),
    scopeChoices(store, scope),
  ]);
  const picker = <ScopeFields {...fields} />;
  if (shown === null) return <NothingYet title={title} lead={cluster.name} fields={picker} />;
  return (
    <>
      <PageHeader title={title} lead={shown.lead} actions={picker} />
      {shown.body}
    </>
  );
}

async function NothingYet({
  title,
  lead,
  fields,
}: {
  title: string;
  lead: string | null;
  fields: ReactNode;
}) {
  const t = await getTranslations('scoped');
  return (
    <>
      <PageHeader title={title} lead={lead} actions={fields} />
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
    </>
  );
}
