'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { debounce, useQueryStates } from 'nuqs';
import { findingsParams } from '#app/(dashboard)/findings/findings-params.ts';

const WAIT_MS = 300;

/** Narrows the list to findings that have these words. */
export function SearchField() {
  const t = useTranslations('findings');
  const [{ q }, setParams] = useQueryStates(findingsParams, { shallow: false, history: 'replace' });
  return (
    <label className="relative block w-full sm:w-64">
      <span className="sr-only">{t('search')}</span>
      <Search
        size={14}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3"
      />
      <input
        type="search"
        value={q}
        placeholder={t('searchHint')}
        onChange={(event) => {
          const text = event.target.value;
          void setParams(
            { q: text === '' ? null : text, cursor: null, open: null },
            { limitUrlUpdates: debounce(WAIT_MS) },
          );
        }}
        className="min-h-8 w-full rounded-s border border-line-strong bg-panel py-1.5 pr-2 pl-8 placeholder:text-ink-3"
      />
    </label>
  );
}
