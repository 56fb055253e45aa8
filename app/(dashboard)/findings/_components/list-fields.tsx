'use client';

import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { GROUPINGS, SORTS, findingsParams } from '#app/(dashboard)/findings/findings-params.ts';
import { SelectField } from '#components/ui/select-field.tsx';

/** Chooses how the list is grouped and ordered. */
export function ListFields() {
  const t = useTranslations('findings');
  const [{ group, sort }, setParams] = useQueryStates(findingsParams, { shallow: false, history: 'push' });
  const afresh = { cursor: null, open: null };
  return (
    <>
      <SelectField
        label={t('group')}
        hideLabel
        value={group}
        onChange={(event) => {
          const chosen = GROUPINGS.find((name) => name === event.target.value) ?? null;
          void setParams({ ...afresh, group: chosen });
        }}
        className="w-36"
      >
        {GROUPINGS.map((name) => (
          <option key={name} value={name}>
            {t(`groups.${name}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('sort')}
        hideLabel
        value={sort}
        onChange={(event) => {
          const chosen = SORTS.find((name) => name === event.target.value) ?? null;
          void setParams({ ...afresh, sort: chosen });
        }}
        className="w-36"
      >
        {SORTS.map((name) => (
          <option key={name} value={name}>
            {t(`sorts.${name}`)}
          </option>
        ))}
      </SelectField>
    </>
  );
}
