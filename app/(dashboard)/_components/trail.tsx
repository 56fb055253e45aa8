'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { NAVIGATION_GROUPS } from './navigation-groups.ts';
import { scopedHref } from './scope-links.ts';
import { useScope } from './scope-provider.tsx';

type Item = (typeof NAVIGATION_GROUPS)[number]['items'][number];

/** The pages above the page, as links that keep the chosen scan. */
export function Trail({ page, query }: { page: Item['name']; query?: Readonly<Record<string, string>> }) {
  const t = useTranslations('frame');
  const { chosen } = useScope();
  const item = NAVIGATION_GROUPS.flatMap((group): readonly Item[] => group.items).find(
    ({ name }) => name === page,
  );
  if (item === undefined) return null;
  const href = scopedHref(item.href, chosen, query);
  return (
    <Steps label={t('path')}>
      <Link href={href} className="hover:text-ink hover:underline">
        {t(`pages.${item.name}`)}
      </Link>
    </Steps>
  );
}

/** Settings are a group of pages without a page of its own. */
export function SettingsTrail() {
  const t = useTranslations('frame');
  return <Steps label={t('path')}>{t('groups.settings')}</Steps>;
}

function Steps({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="mb-1 flex items-center gap-1 text-sm text-ink-2">
      {children}
      <ChevronRight size={13} aria-hidden className="text-ink-3" />
    </nav>
  );
}
