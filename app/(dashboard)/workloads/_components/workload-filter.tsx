import { useTranslations } from 'next-intl';
import Form from 'next/form';
import type { WorkloadsView } from '#app/(dashboard)/workloads/read-workloads.ts';
import type { WorkloadsParams } from '#app/(dashboard)/workloads/workloads-params.ts';
import { Button } from '#components/ui/button.tsx';
import { SelectField } from '#components/ui/select-field.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { SEVERITIES } from '#lib/model/severity.ts';

const SORTS = ['namespace', 'risk', 'name', 'pods'] as const;

/** Narrows and orders the list; the answer is an address. */
export function WorkloadFilter({ view, params }: { view: WorkloadsView; params: WorkloadsParams }) {
  const t = useTranslations('workloads');
  const severities = useTranslations('severity');
  return (
    // A new key where the address changes: the fields then show what is asked for.
    <Form
      key={JSON.stringify(params)}
      action="/workloads"
      scroll={false}
      className="flex flex-wrap items-end gap-2"
    >
      {params.cluster === null ? null : <input type="hidden" name="cluster" value={params.cluster} />}
      {params.scan === null ? null : <input type="hidden" name="scan" value={params.scan} />}
      {params.level.length === 0 ? null : <input type="hidden" name="level" value={params.level.join(',')} />}
      <TextField
        label={t('filter')}
        hideLabel
        type="search"
        name="q"
        defaultValue={params.q}
        placeholder={t('filter')}
        className="w-full sm:w-56"
      />
      <SelectField label={t('namespace')} hideLabel name="ns" defaultValue={params.ns} className="w-44">
        <option value="">{t('allNamespaces')}</option>
        {view.namespaces.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </SelectField>
      <SelectField label={t('kind')} hideLabel name="kind" defaultValue={params.kind} className="w-36">
        <option value="">{t('allKinds')}</option>
        {view.kinds.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </SelectField>
      <SelectField
        label={t('worst')}
        hideLabel
        name="severity"
        defaultValue={params.severity.join(',')}
        className="w-36"
      >
        <option value="">{t('anyFinding')}</option>
        {SEVERITIES.map((name) => (
          <option key={name} value={name}>
            {severities(name)}
          </option>
        ))}
      </SelectField>
      <SelectField label={t('sort')} hideLabel name="sort" defaultValue={params.sort} className="w-40">
        {SORTS.map((name) => (
          <option key={name} value={name}>
            {t(`sorts.${name}`)}
          </option>
        ))}
      </SelectField>
      <Button type="submit">{t('apply')}</Button>
    </Form>
  );
}
