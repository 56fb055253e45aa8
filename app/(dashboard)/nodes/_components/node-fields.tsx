'use client';

import { Search } from 'lucide-react';
import { debounce, parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { SelectField } from '#components/ui/select-field.tsx';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const WAIT_MS = 300;

const fields = { role: parseAsString, sort: parseAsString, q: parseAsString, page: parseAsInteger };

/** Searches the nodes, chooses a role and the order. */
export function NodeFields({
  words,
  roles,
  sorts,
  role,
  sort,
  q,
}: {
  words: Readonly<Record<'role' | 'allRoles' | 'sort' | 'search' | 'hint', string>>;
  roles: readonly Choice[];
  sorts: readonly Choice[];
  /** Empty for all. */
  role: string;
  sort: string;
  q: string;
}) {
  const [, setParams] = useQueryStates(fields, { shallow: false, history: 'push', scroll: false });
  return (
    <div className="flex flex-wrap gap-2">
      <label className="relative block w-full sm:w-64">
        <span className="sr-only">{words.search}</span>
        <Search
          size={14}
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3"
        />
        <input
          type="search"
          defaultValue={q}
          placeholder={words.hint}
          onChange={({ target }) =>
            void setParams(
              { q: target.value === '' ? null : target.value, page: null },
              { history: 'replace', limitUrlUpdates: debounce(WAIT_MS) },
            )
          }
          className="min-h-8 w-full rounded-s border border-line-strong bg-panel py-1.5 pr-2 pl-8 placeholder:text-ink-3"
        />
      </label>
      <SelectField
        label={words.role}
        hideLabel
        value={role}
        className="w-40"
        onChange={({ target }) =>
          void setParams({ role: target.value === '' ? null : target.value, page: null })
        }
      >
        <option value="">{words.allRoles}</option>
        {roles.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={words.sort}
        hideLabel
        value={sort}
        className="w-36"
        onChange={({ target }) =>
          void setParams({ sort: target.value === 'name' ? null : target.value, page: null })
        }
      >
        {sorts.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
