'use client';

import { Search } from 'lucide-react';
import { debounce, parseAsString, useQueryStates } from 'nuqs';

const WAIT_MS = 300;

/** Words that the address holds as `q`; typing starts the list anew and waits for a pause. */
export function AddressSearch({
  label,
  hint,
  restarts,
}: {
  label: string;
  hint: string;
  /** Parts of the address that belong to the list as it was. */
  restarts: readonly string[];
}) {
  const [asked, setParams] = useQueryStates(
    Object.fromEntries(['q', ...restarts].map((name) => [name, parseAsString])),
    { shallow: false, history: 'replace', scroll: false },
  );
  const afresh = Object.fromEntries(restarts.map((name) => [name, null]));
  return (
    <label className="relative block w-full sm:w-64">
      <span className="sr-only">{label}</span>
      <Search
        size={14}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3"
      />
      <input
        type="search"
        value={asked['q'] ?? ''}
        placeholder={hint}
        onChange={({ target }) =>
          void setParams(
            { ...afresh, q: target.value === '' ? null : target.value },
            { limitUrlUpdates: debounce(WAIT_MS) },
          )
        }
        className="min-h-8 w-full rounded-s border border-line-strong bg-panel py-1.5 pr-2 pl-8 placeholder:text-ink-3"
      />
    </label>
  );
}
