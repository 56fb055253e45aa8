import { getLocale } from 'next-intl/server';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { NeverScanned } from '#app/(dashboard)/_components/never-scanned.tsx';
import { UnreadLists, type PageLists } from '#app/(dashboard)/unread-lists.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { Locale } from '#lib/model/text.ts';
import { resolveScope, type AskedScope } from '#lib/questions/resolve-scope.ts';
import { currentStore } from '#lib/store/current-store.ts';
import type { Store } from '#lib/store/open-store.ts';

/** The scan a page is about, and what it is read with. */
export interface Scoped {
  readonly store: Store;
  readonly scanId: string;
  readonly clusterId: string;
  readonly clusterName: string;
  readonly locale: Locale;
}

interface Shown {
  readonly lead: ReactNode;
  readonly body: ReactNode;
}

interface Heading {
  readonly title: string;
  /** The way to a page below another. */
  readonly trail?: ReactNode;
  readonly lists?: PageLists;
}

/**
 * Returns a page about one scan: the one asked for, or the latest. What is unknown is not found; a cluster
 * without a finished scan is told as that. `show` answers null where the scan has no result after all.
 */
export async function scopedPage(
  asked: AskedScope,
  { title, trail, lists }: Heading,
  show: (scoped: Scoped) => Promise<Shown | null>,
): Promise<ReactNode> {
  const store = currentStore();
  const [locale, scope] = await Promise.all([getLocale(), resolveScope(store, asked)]);
  if (scope === 'unknown') notFound();
  const scan = scope === 'no-cluster' ? null : scope.scan;
  const clusterName = scope === 'no-cluster' ? '' : scope.cluster.name;
  const shown =
    scan === null
      ? null
      : await show({ store, scanId: scan.id, clusterId: scan.clusterId, clusterName, locale });
  const banner =
    scan === null || shown === null || lists === undefined ? null : (
      <UnreadLists store={store} scanId={scan.id} lists={lists} locale={locale} />
    );
  return (
    <>
      <PageHeader title={title} trail={trail} lead={shown === null ? clusterName : shown.lead} />
      {banner}
      {shown === null ? <NeverScanned /> : shown.body}
    </>
  );
}
