'use client';

import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { SelectField } from '#components/ui/select-field.tsx';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const fields = { port: parseAsString, sort: parseAsString, page: parseAsInteger };

/** Chooses a port and the order of the rows. */
export function PortFields({
  words,
  ports,
  port,
  sorts,
  sort,
}: {
  words: { readonly port: string; readonly allPorts: string; readonly sort: string };
  ports: readonly Choice[];
  /** Empty for all. */
  port: string;
  sorts: readonly Choice[];
  sort: string;
}) {
  const [, setParams] = useQueryStates(fields, { shallow: false, history: 'push', scroll: false });
  return (
    <>
      <SelectField
        label={words.port}
        hideLabel
        value={port}
        className="w-40"
        onChange={({ target }) =>
          void setParams({ port: target.value === '' ? null : target.value, page: null })
        }
      >
        <option value="">{words.allPorts}</option>
        {ports.map(({ value, label }) => (
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
    </>
  );
}
