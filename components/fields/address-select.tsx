'use client';

import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { SelectField } from '#components/ui/select-field.tsx';

/** A choice that the address holds; choosing starts the list on its first page. */
export function AddressSelect({
  name,
  label,
  value,
  unset = '',
  choices,
  className,
}: {
  /** In the address. */
  name: string;
  label: string;
  value: string;
  /** The choice that the address need not tell. */
  unset?: string;
  choices: readonly { readonly value: string; readonly label: string }[];
  className: string;
}) {
  const [, setParams] = useQueryStates(
    { [name]: parseAsString, page: parseAsInteger },
    { shallow: false, history: 'push', scroll: false },
  );
  return (
    <SelectField
      label={label}
      hideLabel
      value={value}
      className={className}
      onChange={({ target }) =>
        void setParams({ [name]: target.value === unset ? null : target.value, page: null })
      }
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </SelectField>
  );
}
